import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { urlOf, withAdmin } from '../server/db/admin.ts';
import { latestVersion } from '../server/tenancy/migrations.ts';
import { provisionTenant } from '../server/tenancy/provision-tenant.ts';
import { createTestDatabase, type TestDatabase } from '../server/test/database.ts';
import { productionOn, redress } from '../server/test/redress-process.ts';
import { findFreePort } from '../server/test/server-process.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function refusal(env: Record<string, string>, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await redress(args, env);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr, 'one line').toMatch(/^[^\n]+\n$/);
  return stderr.trim();
}

describe('redress on a database', () => {
  it('migrates: an empty one is made ready, one that is ready stays so', async () => {
    const clusterUrl = inject('adminUrl');
    const name = `redress_${randomBytes(4).toString('hex')}`;
    const login = `${name}_login`;
    const adminUrl = urlOf(clusterUrl, { database: name });
    const env = productionOn({ adminUrl, databaseUrl: urlOf(adminUrl, { user: login, password: 'word' }) });
    await withAdmin(clusterUrl, (admin) => admin.query(`create database ${name}`));
    try {
      expect(await refusal(env, 'tenant', 'list')).toMatch(/run "redress migrate" first\.$/);
      for (let run = 0; run < 2; run += 1) {
        expect(await redress(['migrate'], env)).toEqual({
          code: 0,
          stdout: 'The database is at this version.\n',
          stderr: '',
        });
      }
      expect(
        await redress(['tenant', 'create', 'first', '--name', 'First', '--admin', 'ada'], env),
      ).toMatchObject({ code: 0 });
    } finally {
      await withAdmin(clusterUrl, async (admin) => {
        await admin.query(`drop database ${name} with (force)`);
        await admin.query(`drop owned by ${login}`);
        await admin.query(`drop role ${login}`);
      });
    }
  });

  it('says which organisation could not be migrated, and does not claim that all is well', async () => {
    const env = productionOn(database);
    const tenant = await withAdmin(database.adminUrl, async (admin) => {
      const made = await provisionTenant(admin, { slug: 'stuck', name: 'Stuck' });
      await admin.query('update platform.tenants set schema_version = 0');
      return made;
    });
    expect(await refusal(env, 'tenant', 'list')).toBe(
      'The database is behind this version of Redress; run "redress migrate" first.',
    );
    const { code, stdout, stderr } = await redress(['migrate'], env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      new RegExp(
        `^${tenant.slug} \\(${tenant.key}\\) could not be migrated and stays as it was: .*already exists.*\nNot every organisation could be migrated, see above\\.\n$`,
      ),
    );
    await withAdmin(database.adminUrl, (admin) =>
      admin.query('update platform.tenants set schema_version = $1', [latestVersion('tenant')]),
    );
    expect(await redress(['tenant', 'list'], env)).toMatchObject({ code: 0 });
  });

  it('names the one that cannot be used, never its password', async () => {
    const env = productionOn(database);
    const port = await findFreePort();
    const nowhere = `postgres://app:hidden-word@127.0.0.1:${port}/redress`;
    const sentence = (variable: string) =>
      `The database 127.0.0.1:${port}/redress cannot be used: nothing listens at that address; check ${variable}.`;
    for (const command of [['tenant', 'list'], ['migrate']]) {
      expect(await refusal({ ...env, DATABASE_ADMIN_URL: nowhere }, ...command)).toBe(
        sentence('DATABASE_ADMIN_URL'),
      );
    }
    expect(await refusal({ ...env, DATABASE_URL: nowhere }, 'tenant', 'list')).toBe(sentence('DATABASE_URL'));
    expect(
      await refusal(
        { ...env, DATABASE_URL: urlOf(database.databaseUrl, { password: 'wrong-word' }) },
        'tenant',
        'list',
      ),
    ).toMatch(/user or password are wrong; check DATABASE_URL\.$/);
  });

  it('needs its owner in production', async () => {
    const { DATABASE_ADMIN_URL: _, ...env } = productionOn(database);
    expect(await refusal(env, 'tenant', 'list')).toBe(
      'DATABASE_ADMIN_URL is missing: this needs the owner of the database.',
    );
  });
});
