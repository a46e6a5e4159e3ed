import { spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { chooseRunAs } from '../db/embedded/run-as.ts';
import { findFreePort } from './server-process.ts';

const programs = [
  '/usr/sbin/pgbouncer',
  '/usr/bin/pgbouncer',
  '/usr/local/bin/pgbouncer',
  '/opt/homebrew/bin/pgbouncer',
];

/** The PgBouncer of this machine; null when there is none. */
export const pgbouncerProgram: string | null = programs.find((program) => existsSync(program)) ?? null;

/** A PgBouncer with transaction pooling before one login of one database. */
export interface PgBouncer {
  /** The same login and database, through the pooler. */
  url: string;
  stop(): Promise<void>;
}

/** Starts the machine's PgBouncer with that many connections to the server for all its clients together. */
export async function startPgBouncer(databaseUrl: string, serverConnections: number): Promise<PgBouncer> {
  if (pgbouncerProgram === null) throw new Error('There is no PgBouncer on this machine');
  const folder = mkdtempSync(join(tmpdir(), 'redress-pgbouncer-'));
  const { hostname, port: databasePort, username, password } = new URL(databaseUrl);
  const port = await findFreePort();
  const configuration = join(folder, 'pgbouncer.ini');
  const users = join(folder, 'users.txt');
  writeFileSync(users, `"${decodeURIComponent(username)}" "${decodeURIComponent(password)}"\n`);
  writeFileSync(
    configuration,
    `[databases]
* = host=${hostname} port=${databasePort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${serverConnections}
max_client_conn = 200
`,
  );
  // Like PostgreSQL it refuses to run as root.
  const runAs = chooseRunAs(null);
  if (runAs !== null) {
    for (const path of [folder, configuration, users]) chownSync(path, runAs.ids.uid, runAs.ids.gid);
    chmodSync(folder, 0o700);
  }
  const child = spawn(pgbouncerProgram, [configuration], {
    ...runAs?.ids,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk) => (log += String(chunk)));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  await untilItAnswers(
    url.toString(),
    () => child.exitCode !== null,
    () => log,
  );
  return {
    url: url.toString(),
    async stop() {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(url: string, hasEnded: () => boolean, log: () => string): Promise<void> {
  for (let attempt = 0; attempt < 200 && !hasEnded(); attempt += 1) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new Error(`PgBouncer did not start: ${log()}`);
}
