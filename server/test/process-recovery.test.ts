import { renameSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { urlOf, withAdmin } from '../db/admin.ts';
import {
  cleanUp,
  findDatabase,
  makeDataDir,
  pressCtrlC,
  type ServerProcess,
  startProgram,
  startServer,
} from './server-process.ts';

afterAll(cleanUp);

test('a second start finds the data of the first', async () => {
  const dataDir = makeDataDir();
  await stop(await startWithData(dataDir));
  expect(await findDatabase(dataDir)).toBeNull();

  const second = await startServer({ DATA_DIR: dataDir });
  await second.ready();
  expect(await readKept(dataDir)).toBe('from the first start');
  await stop(second);
});

test('a data folder that was moved is found with its data', async () => {
  const dataDir = makeDataDir();
  await stop(await startWithData(dataDir));
  const moved = makeDataDir();
  renameSync(dataDir, moved);

  const second = await startServer({ DATA_DIR: moved });
  await second.ready();
  expect(await readKept(moved)).toBe('from the first start');
  await stop(second);
});

test('after the server is killed, the next start takes over the database that is still running', async () => {
  const dataDir = makeDataDir();
  const first = await startWithData(dataDir);
  const database = await findDatabase(dataDir);
  await kill(first);
  expect((await findDatabase(dataDir))?.pid).toBe(database?.pid);

  const second = await startServer({ DATA_DIR: dataDir });
  await second.ready();
  expect((await findDatabase(dataDir))?.pid).toBe(database?.pid);
  expect(await readKept(dataDir)).toBe('from the first start');
  await stop(second);
  expect(await findDatabase(dataDir)).toBeNull();
});

test.each([
  ['is killed', 'SIGKILL'],
  ['is told to stop and waits for its connections', 'SIGTERM'],
] as const)(
  'when PostgreSQL %s, the server says so and ends, and the next start recovers',
  async (_, signal) => {
    const dataDir = makeDataDir();
    const first = await startWithData(dataDir);
    process.kill((await findDatabase(dataDir))?.pid ?? 0, signal);
    expect(await first.ended()).toBe(1);
    expect(first.stderr()).toMatch(/^The embedded PostgreSQL ended by itself; .*\.$/m);
    expect(await findDatabase(dataDir)).toBeNull();

    const second = await startServer({ DATA_DIR: dataDir });
    await second.ready();
    expect(await readKept(dataDir)).toBe('from the first start');
    await stop(second);
  },
);

test('after everything is killed at once, the next start recovers', async () => {
  const dataDir = makeDataDir();
  const first = await startWithData(dataDir);
  process.kill((await findDatabase(dataDir))?.pid ?? 0, 'SIGKILL');
  await kill(first);

  const second = await startServer({ DATA_DIR: dataDir });
  await second.ready();
  expect(await readKept(dataDir)).toBe('from the first start');
  await stop(second);
});

test('Ctrl-C lets a running request finish, takes no new one, and stops the database last', async () => {
  const dataDir = makeDataDir();
  const server = await startServer({ DATA_DIR: dataDir });
  await server.ready();
  const { request, release } = await startRequestThatWaits(server, dataDir);

  pressCtrlC(server);
  // npm may hand it on as well.
  pressCtrlC(server);
  await expect.poll(() => fetch(`${server.url}/health/live`).catch(() => 'refused')).toBe('refused');
  expect(server.child.exitCode).toBeNull();
  expect(await findDatabase(dataDir)).not.toBeNull();

  await release();
  expect((await request).status).toBe(200);
  expect(await server.ended()).toBe(0);
  expect(server.stderr()).toBe('');
  expect(await findDatabase(dataDir)).toBeNull();
});

test('when npm is killed, the server and its database end by themselves', async () => {
  const dataDir = makeDataDir();
  // What npm runs: a shell, and the server in it. The `; true` keeps the shell from stepping aside.
  const line = `"${process.execPath}" build/server/main.js; true`;
  const npm = await startProgram('sh', ['-c', line], { DATA_DIR: dataDir, npm_lifecycle_event: 'start' });
  await npm.ready();
  npm.child.kill('SIGKILL');
  expect(await npm.ended()).toBeNull();
  expect(npm.stdout()).toContain('Stopping: npm is gone.');
  expect(await findDatabase(dataDir)).toBeNull();
});

async function startWithData(dataDir: string): Promise<ServerProcess> {
  const server = await startServer({ DATA_DIR: dataDir });
  await server.ready();
  await withAdmin(await ownDatabaseUrl(dataDir), async (admin) => {
    await admin.query(`create table public.kept as select 'from the first start' as text`);
  });
  return server;
}

async function readKept(dataDir: string): Promise<unknown> {
  return withAdmin(await ownDatabaseUrl(dataDir), async (admin) => {
    const { rows } = await admin.query<{ text: string }>('select text from public.kept');
    return rows[0]?.text;
  });
}

/** `/health/ready` reads platform.migrations: as long as that table is locked, it waits. */
async function startRequestThatWaits(server: ServerProcess, dataDir: string) {
  const adminUrl = await ownDatabaseUrl(dataDir);
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let isLocked = (): void => undefined;
  const locked = new Promise<void>((resolve) => (isLocked = resolve));
  const holding = withAdmin(adminUrl, async (admin) => {
    await admin.query('begin; lock table platform.migrations in access exclusive mode');
    isLocked();
    await released;
    await admin.query('commit');
  });
  await locked;
  const request = fetch(`${server.url}/health/ready`);
  await withAdmin(adminUrl, async (admin) => {
    const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and query like '%platform.migrations%'`;
    while ((await admin.query(waiting)).rowCount === 0) await sleep(20);
  });
  return {
    request,
    release: async () => {
      release();
      await holding;
    },
  };
}

async function ownDatabaseUrl(dataDir: string): Promise<string> {
  const database = await findDatabase(dataDir);
  if (database === null) throw new Error(`No database runs for ${dataDir}`);
  return urlOf(database.adminUrl, { database: 'redress' });
}

async function stop(server: ServerProcess): Promise<void> {
  server.child.kill('SIGTERM');
  expect(await server.ended()).toBe(0);
}

async function kill(server: ServerProcess): Promise<void> {
  server.child.kill('SIGKILL');
  await server.ended();
}
