import { spawnSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { hashPassword } from '../auth/passwords.ts';
import { urlOf, withAdmin } from '../db/admin.ts';
import { statement } from '../db/sql.ts';
import { findDemoUser } from '../demo/find-demo-user.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { createTestDatabase } from './database.ts';
import { createOrganisation } from './organisation.ts';
import { cleanUp, findFreePort, makeDataDir, startServer } from './server-process.ts';

afterAll(cleanUp);

const secret = {
  SECRET_KEY: 'a secret of more than thirty-two bytes',
  AUDIT_SIGNING_KEY: 'k'.repeat(43),
};
const production = { REDRESS_MODE: 'production', ...secret };

/** Starts a server that must not start; gives its sentence. */
async function refusal(env: Record<string, string>): Promise<string> {
  const server = await startServer({ DATA_DIR: makeDataDir(), ...env });
  expect(await server.ended()).toBe(1);
  expect(server.stdout()).not.toContain('ready');
  expect(server.stderr(), 'one line').toMatch(/^[^\n]+\.\n$/);
  return server.stderr().trim();
}

test('a port in use is named', async () => {
  const port = await findFreePort();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  expect(await refusal({ PORT: String(port) })).toBe(
    `Port ${port} of 127.0.0.1 is in use by another program; stop that one, or choose another with PORT.`,
  );
  await new Promise((resolve) => other.close(resolve));
});

test('a second server on the same data folder names the process that has it, and the first goes on', async () => {
  const dataDir = makeDataDir();
  const first = await startServer({ DATA_DIR: dataDir });
  await first.ready();
  expect(await refusal({ DATA_DIR: dataDir })).toBe(
    `The data folder ${dataDir} is in use by another Redress, process ${first.child.pid}; ` +
      'stop that one first, or give this one a folder of its own with DATA_DIR.',
  );
  expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
  first.child.kill('SIGTERM');
  await first.ended();
});

test('a data folder that cannot be used says why', async () => {
  const folder = makeDataDir();
  writeFileSync(join(folder, 'file'), '');
  symlinkSync(join(folder, 'nowhere', 'at-all'), join(folder, 'link'));
  expect(await refusal({ DATA_DIR: join(folder, 'file') })).toMatch(
    /cannot be used: it, .* is a file and not a folder/,
  );
  expect(await refusal({ DATA_DIR: join(folder, 'file', 'below') })).toMatch(/is a file and not a folder/);
  expect(await refusal({ DATA_DIR: join(folder, 'link', 'below') })).toMatch(/is a link to nowhere/);
});

test('production without a secret says which and how to make one', async () => {
  const DATABASE_URL = 'postgres://app:word@127.0.0.1:1/redress';
  expect(await refusal({ REDRESS_MODE: 'production', DATABASE_URL })).toMatch(
    /^SECRET_KEY is missing: .*openssl rand/,
  );
  expect(await refusal({ REDRESS_MODE: 'production', DATABASE_URL, SECRET_KEY: 'short' })).toMatch(
    /^SECRET_KEY is too short: it needs at least 32 bytes/,
  );
  const { SECRET_KEY } = secret;
  expect(await refusal({ REDRESS_MODE: 'production', DATABASE_URL, SECRET_KEY })).toMatch(
    /^AUDIT_SIGNING_KEY is missing: .*openssl genpkey -algorithm ed25519/,
  );
  const AUDIT_SIGNING_KEY = 'no key at all';
  expect(await refusal({ REDRESS_MODE: 'production', DATABASE_URL, SECRET_KEY, AUDIT_SIGNING_KEY })).toMatch(
    /^AUDIT_SIGNING_KEY is not an Ed25519 private key, such as "openssl genpkey -algorithm ed25519" prints/,
  );
  expect(await refusal({ REDRESS_MODE: 'production', ...secret })).toMatch(/^DATABASE_URL is missing/);
});

test('a database that cannot be reached is named without its password', async () => {
  const port = await findFreePort();
  const DATABASE_URL = `postgres://app:hidden-word@127.0.0.1:${port}/redress`;
  expect(await refusal({ ...production, DATABASE_URL })).toBe(
    `The database 127.0.0.1:${port}/redress cannot be used: nothing listens at that address; check DATABASE_URL.`,
  );
  const adminUrl = inject('adminUrl');
  const wrongPassword = await refusal({
    ...production,
    DATABASE_URL: urlOf(adminUrl, { password: 'hidden-word' }),
  });
  expect(wrongPassword).toMatch(/user or password are wrong; check DATABASE_URL\.$/);
  expect(wrongPassword).not.toContain('hidden-word');
  expect(await refusal({ ...production, DATABASE_URL: urlOf(adminUrl, { database: 'no_such' }) })).toMatch(
    /there is no database of that name/,
  );
});

test('production refuses a database that is behind, naming the command, and starts once it was migrated', async () => {
  const adminUrl = inject('adminUrl');
  const name = `process_${process.pid}`;
  const DATABASE_URL = urlOf(adminUrl, { database: name, user: name, password: 'word' });
  await withAdmin(adminUrl, (admin) => admin.query(`create role ${name} login password 'word'; `));
  await withAdmin(adminUrl, (admin) => admin.query(`create database ${name}`));
  try {
    expect(await refusal({ ...production, DATABASE_URL })).toMatch(
      /^The database is behind .*"redress migrate"/,
    );

    const migrating = { DATABASE_ADMIN_URL: adminUrl, MIGRATE_ON_START: 'true' };
    for (const more of [migrating, {}]) {
      const server = await startServer({ ...production, DATABASE_URL, ...more });
      await server.ready();
      server.child.kill('SIGTERM');
      expect(await server.ended()).toBe(0);
    }
  } finally {
    await withAdmin(adminUrl, (admin) => admin.query(`drop database ${name} with (force)`));
    await withAdmin(adminUrl, (admin) => admin.query(`drop role ${name}`));
  }
});

test('production refuses a database on which a password of the demo works, and none that only has the same names', async () => {
  const database = await createTestDatabase();
  const { tenant } = await createOrganisation(database, 'acme');
  expect(await findDemoUser(database.pools)).toBeNull();

  const passwordHash = await hashPassword('admin123');
  await withTenant(database.pools, tenant.key, (unit) =>
    unit.query(statement`update users set password_hash = ${passwordHash} where username = 'admin'`),
  );
  expect(await refusal({ ...production, DATABASE_URL: database.databaseUrl })).toMatch(
    /users of the demo whose passwords everybody knows \(admin of acme\)/,
  );
  await database.drop();
});

test('an old Node is told which one is needed', () => {
  const asOldNode = `data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '20.20.2' })`;
  const start = join(import.meta.dirname, '..', '..', 'scripts', 'start.mjs');
  const run = (env: Record<string, string>) =>
    spawnSync(process.execPath, ['--import', asOldNode, start], { env, encoding: 'utf8' });
  const byHand = run({});
  expect(byHand.status).toBe(1);
  expect(byHand.stderr).toBe(
    'Redress needs Node 22.17 or later and this is 20.20.2; run it with "npm start", which brings Node 24 along.\n',
  );
  expect(run({ npm_lifecycle_event: 'start' }).stderr).toMatch(/run "npm ci" without --ignore-scripts/);
});

test('production refuses a login before which the walls between organisations would not stand', async () => {
  const database = await createTestDatabase();
  expect(await refusal({ ...production, DATABASE_URL: database.adminUrl })).toMatch(
    /names a login that may do too much.*DATABASE_ADMIN_URL/,
  );
  await database.drop();
});
