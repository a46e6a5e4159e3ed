import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { attachEmbeddedCluster, startEmbeddedCluster } from '../db/embedded/embedded-cluster.ts';
import { cleanUp, makeDataDir } from './server-process.ts';

afterAll(cleanUp);

const settings = { fsync: 'off' };

test('an embedded cluster is the same on every machine: UTF-8, sorted by code point, asks for a password, loopback only', async () => {
  const cluster = await startEmbeddedCluster({ dataDir: makeDataDir(), settings });
  const { rows } = await withAdmin(cluster.adminUrl, (admin) =>
    admin.query(`select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale,
        current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets,
        (select string_agg(distinct auth_method, ',') from pg_hba_file_rules) as methods
      from pg_database where datname = 'postgres'`),
  );
  expect(rows).toEqual([
    {
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
      listens: '127.0.0.1',
      sockets: '',
      methods: 'scram-sha-256',
    },
  ]);
  await cluster.stop();
});

test('the password is kept where only its owner reads it', async () => {
  const dataDir = makeDataDir();
  const cluster = await startEmbeddedCluster({ dataDir, settings });
  for (const name of readdirSync(dataDir).filter((name) => /json|password|log/.test(name))) {
    expect(statSync(join(dataDir, name)).mode & 0o077, name).toBe(0);
  }
  await cluster.stop();
});

test('the port of the last start is taken again when it is free, and another one when it is not', async () => {
  const dataDir = makeDataDir();
  const portOf = (url: string) => Number(new URL(url).port);
  const first = await startEmbeddedCluster({ dataDir, settings });
  await first.stop();
  const second = await startEmbeddedCluster({ dataDir, settings });
  await second.stop();
  expect(portOf(second.adminUrl)).toBe(portOf(first.adminUrl));

  const squatter = await startEmbeddedCluster({
    dataDir: makeDataDir(),
    settings: { ...settings, port: String(portOf(first.adminUrl)) },
  });
  const third = await startEmbeddedCluster({ dataDir, settings });
  expect(portOf(third.adminUrl)).not.toBe(portOf(first.adminUrl));
  await third.stop();
  await squatter.stop();
});

test('a leftover pid file whose number another program has by now does not stop the start', async () => {
  const dataDir = makeDataDir();
  const first = await startEmbeddedCluster({ dataDir, settings });
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
  const [, ...rest] = readFileSync(pidFile, 'utf8').split('\n');
  await first.stop();
  // Of the user that PostgreSQL runs as: the number alone would make PostgreSQL refuse.
  const { uid, gid } = statSync(join(dataDir, 'postgres'));
  const sleeper = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid, gid } : {});
  writeFileSync(pidFile, [sleeper.pid, ...rest].join('\n'));
  writeFileSync(join(dataDir, 'redress.pid'), `${sleeper.pid} 12345\n`);

  const second = await startEmbeddedCluster({ dataDir, settings });
  sleeper.kill();
  await second.stop();
});

test('a start that was killed in the middle of making the database is begun anew', async () => {
  const dataDir = makeDataDir();
  mkdirSync(join(dataDir, 'postgres.new-1', 'base'), { recursive: true });
  const cluster = await startEmbeddedCluster({ dataDir, settings });
  expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres.new'))).toEqual([]);
  await cluster.stop();
});

test('a second process finds the running cluster, and none when it is stopped', async () => {
  const dataDir = makeDataDir();
  expect(await attachEmbeddedCluster(dataDir)).toBeNull();
  const cluster = await startEmbeddedCluster({ dataDir, settings });
  expect(await attachEmbeddedCluster(dataDir)).toEqual({ adminUrl: cluster.adminUrl });
  await cluster.stop();
  expect(await attachEmbeddedCluster(dataDir)).toBeNull();
});

test('a database whose password is lost is left alone, and the sentence says what to do', async () => {
  const dataDir = makeDataDir();
  const cluster = await startEmbeddedCluster({ dataDir, settings });
  await cluster.stop();
  rmSync(join(dataDir, 'database.json'));
  await expect(startEmbeddedCluster({ dataDir, settings })).rejects.toThrow(
    /holds a database but .*database\.json, which has its password, is missing; put that file back/,
  );
});

test('what PostgreSQL itself objects to is told in its own words, with the place of its log', async () => {
  const dataDir = makeDataDir();
  await expect(
    startEmbeddedCluster({ dataDir, settings: { ...settings, shared_buffers: 'plenty' } }),
  ).rejects.toThrow(
    /PostgreSQL did not start in .*: invalid value for parameter "shared_buffers".* \(more in .*postgres\.log\)\.$/,
  );
});
