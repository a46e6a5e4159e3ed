import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { statement } from '../db/sql.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { provisionTenant } from './provision-tenant.ts';
import type { Tenant } from './tenant.ts';
import { withTenant, withTenantRead } from './with-tenant.ts';

let database: TestDatabase;
let a: Tenant;
let b: Tenant;

beforeAll(async () => {
  database = await createTestDatabase();
  await withAdmin(database.adminUrl, async (admin) => {
    a = await provisionTenant(admin, { slug: 'a-corp', name: 'A Corp' });
    b = await provisionTenant(admin, { slug: 'b-corp', name: 'B Corp' });
  });
});
afterAll(() => database.drop());

const nameStatement = statement`select name, current_user as role from settings`;

describe('the role is the tenant', () => {
  it('a unit of work sees the tables of its own tenant', async () => {
    const rows = await withTenantRead(database.pools, a.key, (unit) => unit.query(nameStatement));
    expect(rows).toEqual([{ name: 'A Corp', role: a.key }]);
    const others = await withTenantRead(database.pools, b.key, (unit) => unit.query(nameStatement));
    expect(others).toEqual([{ name: 'B Corp', role: b.key }]);
  });

  it('a query outside a unit of work finds no table', async () => {
    await expect(database.pools.runtime.query('select name from settings')).rejects.toMatchObject({
      code: '42P01',
    });
  });

  it('naming the schema of another tenant is refused', async () => {
    const walk = withTenantRead(database.pools, a.key, (unit) =>
      unit.query({ text: `select name from "${b.key}".settings`, values: [] }),
    );
    await expect(walk).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    ['set_config', (key: string) => `select set_config('role', '${key}', true)`],
    [
      'query_to_xml',
      (key: string) => `select query_to_xml('select set_config(''role'', ''${key}'', true)', true, true, '')`,
    ],
    ['a second statement', (key: string) => `select 1; set role "${key}"`],
    ['an advisory lock', () => 'select pg_advisory_lock(1)'],
    ['a lock until the end of the transaction', () => 'select pg_advisory_xact_lock(7236121)'],
    ['a sleep', () => 'select pg_sleep(1)'],
    ['a large object', () => 'select lo_create(0)'],
    ['a temporary table', () => 'create temp table x (y int)'],
    ['a function', () => `create function x() returns int language sql return 1`],
    ['a code block', () => `do $$ begin null; end $$`],
  ])('injected SQL gets nowhere: %s', async (_, attack) => {
    const attempt = withTenant(database.pools, a.key, (unit) =>
      unit.query({ text: attack(b.key), values: [] }),
    );
    await expect(attempt).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|42601|25006|3F000)$/),
    });
  });

  it('an error that was swallowed inside a change makes the change fail', async () => {
    const change = withTenant(database.pools, a.key, async (unit) => {
      await unit.query(statement`update settings set name = ${'Changed'}`);
      await unit.query(statement`select * from missing_table`).catch(() => undefined);
    });
    await expect(change).rejects.toThrow('COMMIT was answered with ROLLBACK');
    const rows = await withTenantRead(database.pools, a.key, (unit) => unit.query(nameStatement));
    expect(rows).toEqual([{ name: 'A Corp', role: a.key }]);
  });

  it('after errors of every kind the pool gives out clean connections', async () => {
    const { runtime } = database.pools;
    for (let round = 0; round < 20; round += 1) {
      await withTenant(database.pools, a.key, (unit) => unit.query(statement`select 1 / ${0}::int`)).catch(
        () => undefined,
      );
    }
    const { rows } = await runtime.query('select current_user as role, current_setting($1) as path', [
      'search_path',
    ]);
    expect(rows).toEqual([{ role: 'redress_runtime', path: '"$user", pg_temp' }]);
  });

  it('a connection that breaks in the middle of a change fails that change and nothing else', async () => {
    const change = withTenant(database.pools, a.key, async (unit) => {
      await unit.query(statement`update settings set name = ${'Changed'}`);
      await withAdmin(database.adminUrl, (admin) =>
        admin.query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity
          where datname = current_database() and state = 'idle in transaction'`),
      );
      await unit.query(nameStatement);
    });
    await expect(change).rejects.toThrow();
    const rows = await withTenantRead(database.pools, a.key, (unit) => unit.query(nameStatement));
    expect(rows).toEqual([{ name: 'A Corp', role: a.key }]);
  });

  it.each([
    'a", t_b; --',
    't_a,t_b',
    'pg_catalog',
    'none',
    'x'.repeat(64),
    't_\0',
    'т_аааааааааааааааааааааааааа',
  ])('a key that is not a tenant key is refused before any SQL: %s', async (key) => {
    await expect(withTenantRead(database.pools, key, () => Promise.resolve())).rejects.toThrow(
      'Not a tenant key',
    );
  });
});
