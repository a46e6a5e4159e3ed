import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction, withAdmin } from '../db/admin.ts';
import { statement } from '../db/sql.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { migrateAll } from './migrate.ts';
import { latestVersion, migrationsFolder } from './migrations.ts';
import { provisionTenant, type NewTenant } from './provision-tenant.ts';
import { readSnapshot } from './snapshot.ts';
import { dropTenantSchema } from './tenant-schema.ts';
import { countStock, resizeStock } from './tenant-stock.ts';
import { withTenant, withTenantRead } from './with-tenant.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(() => resizeStock(database.adminUrl, 0));
afterAll(() => database.drop());

const asAdmin = <Result>(work: (admin: Client) => Promise<Result>) => withAdmin(database.adminUrl, work);
const fill = (size: number) => resizeStock(database.adminUrl, size);
const count = () => asAdmin(countStock);
const stock = () =>
  asAdmin(async (admin) => {
    const { rows } = await admin.query<{ key: string; version: number }>(
      'select key, schema_version as version from platform.tenant_stock order by made_at',
    );
    return rows;
  });
const stockKeys = async () => (await stock()).map(({ key }) => key);

let organisations = 0;
/** An organisation of a new slug. */
const make = (input: Partial<NewTenant> = {}) =>
  asAdmin((admin) =>
    provisionTenant(admin, { slug: `stocked-${(organisations += 1)}`, name: 'Stocked', ...input }),
  );

/** How many of a key's role, schema and rows of the platform there are. */
const traces = (key: string) =>
  asAdmin(async (admin) => {
    const { rows } = await admin.query<Record<string, number>>(
      `select (select count(*)::int from pg_roles where rolname = $1) as roles,
        (select count(*)::int from pg_namespace where nspname = $1) as schemas,
        (select count(*)::int from platform.tenants where key = $1) as registered,
        (select count(*)::int from platform.tenant_stock where key = $1) as stocked`,
      [key],
    );
    return rows[0];
  });

describe('an organisation made from stock', () => {
  it('is the schema that lay there longest, looks like one made anew, and works', async () => {
    const anew = await make();
    expect(await fill(2)).toEqual({ made: 2, dropped: 0 });
    const [first, second] = await stockKeys();
    const made = await make({ name: ' Kettle Works ', slug: 'kettle-works' });
    expect(made).toEqual({ key: first, slug: 'kettle-works', name: 'Kettle Works' });
    expect(await stockKeys()).toEqual([second]);
    const [fromStock, fromMigrations] = await asAdmin(async (admin) => [
      await readSnapshot(admin, made.key),
      await readSnapshot(admin, anew.key),
    ]);
    expect(fromStock).toBe(fromMigrations);
    const settings = await withTenant(database.pools, made.key, (unit) =>
      unit.query(
        statement`update settings set version = version + 1 returning name, reference_prefix, current_user as role`,
      ),
    );
    expect(settings).toEqual([{ name: 'Kettle Works', reference_prefix: 'KETTLEWORKS', role: made.key }]);
  });

  it('has what is written in its first transaction', async () => {
    await fill(1);
    const [kept] = await stockKeys();
    const { key } = await make({
      initialise: async (unit) =>
        void (await unit.query(statement`insert into people (id, name) values (gen_random_uuid(), 'Ada')`)),
    });
    expect(key).toBe(kept);
    const people = await withTenantRead(database.pools, key, (unit) =>
      unit.query(statement`select name from people`),
    );
    expect(people).toEqual([{ name: 'Ada' }]);
  });

  it.each<[string, Partial<NewTenant>, RegExp]>([
    ['its slug is taken', { slug: 'taken' }, /The slug "taken" is taken/],
    [
      'its first administrator cannot be made',
      { initialise: () => Promise.reject(new Error('no such word')) },
      /no such word/,
    ],
  ])('leaves the stock as it was when %s', async (_, input, message) => {
    if (input.slug) await make({ slug: input.slug });
    await fill(1);
    const before = await stock();
    await expect(make(input)).rejects.toThrow(message);
    expect(await stock()).toEqual(before);
    expect(await traces(before[0]!.key)).toMatchObject({ registered: 0, stocked: 1 });
  });

  it('is made anew where nothing is in stock, and for the self-test always', async () => {
    expect(await count()).toBe(0);
    expect(await traces((await make()).key)).toEqual({ roles: 1, schemas: 1, registered: 1, stocked: 0 });
    await fill(1);
    const [kept] = await stockKeys();
    expect((await make({ isScratch: true })).key).not.toBe(kept);
    expect(await stockKeys()).toEqual([kept]);
  });
});

describe('two who take at once', () => {
  it('get different schemas, and neither waits for the other', async () => {
    await fill(2);
    const keys = await stockKeys();
    let second: string | undefined;
    const first = await make({
      initialise: async () => {
        second = (await make()).key;
      },
    });
    expect([first.key, second]).toEqual(keys);
  });

  it('more of them than there are in stock: the others are made anew, and each has a key of its own', async () => {
    await fill(3);
    const keys = await stockKeys();
    const made = (await Promise.all(Array.from({ length: 6 }, () => make()))).map(({ key }) => key);
    expect(new Set(made).size).toBe(6);
    expect(made.filter((key) => keys.includes(key)).sort()).toEqual([...keys].sort());
    expect(await count()).toBe(0);
  });

  it('two who fill at once make as many as one', async () => {
    const made = await Promise.all([fill(3), fill(3)]);
    expect(made.map(({ made }) => made).sort()).toEqual([0, 3]);
    expect(await count()).toBe(3);
  });
});

describe('what is in stock', () => {
  it('is nobody’s: the server may neither become it nor read, take or add it', async () => {
    await fill(1);
    const [key = ''] = await stockKeys();
    await expect(
      withTenant(database.pools, key, (unit) => unit.query(statement`select 1`)),
    ).rejects.toMatchObject({
      code: '42501',
    });
    for (const sql of [
      'select key from platform.tenant_stock',
      'delete from platform.tenant_stock',
      'update platform.tenant_stock set schema_version = 0',
      `insert into platform.tenant_stock (key, schema_version) values ('${key}', 1)`,
      `set role "${key}"`,
      `select name from "${key}".settings`,
    ])
      await expect(database.pools.runtime.query(sql), sql).rejects.toMatchObject({ code: '42501' });
    const tenant = await make({ isScratch: true });
    const asTenant = withTenant(database.pools, tenant.key, (unit) =>
      unit.query(statement`select key from platform.tenant_stock`),
    );
    await expect(asTenant).rejects.toMatchObject({ code: '42501' });
  });

  it('goes without a trace when less is wanted, the oldest first', async () => {
    await fill(3);
    const keys = await stockKeys();
    expect(await fill(1)).toEqual({ made: 0, dropped: 2 });
    expect(await stockKeys()).toEqual(keys.slice(2));
    for (const key of keys.slice(0, 2))
      expect(await traces(key)).toEqual({ roles: 0, schemas: 0, registered: 0, stocked: 0 });
  });

  it('is not taken while its migrations are behind, nor when it is ahead', async () => {
    await fill(1);
    const [key] = await stockKeys();
    for (const version of [latestVersion('tenant') - 1, latestVersion('tenant') + 1]) {
      await asAdmin((admin) =>
        admin.query('update platform.tenant_stock set schema_version = $1', [version]),
      );
      expect(await count()).toBe(0);
      expect((await make()).key).not.toBe(key);
      expect(await stock()).toEqual([{ key, version }]);
    }
    await asAdmin((admin) => admin.query('update platform.tenant_stock set schema_version = 1'));
    expect(await fill(1), 'one that is behind is exchanged').toEqual({ made: 1, dropped: 1 });
    expect(await stockKeys()).not.toContain(key);
  });
});

describe('a key', () => {
  it('is never given again: it has left the stock for good when its organisation is removed', async () => {
    await fill(2);
    const [first, second] = await stockKeys();
    const { key } = await make();
    expect(key).toBe(first);
    await asAdmin((admin) =>
      inTransaction(admin, async () => {
        await admin.query('delete from platform.tenants where key = $1', [key]);
        await dropTenantSchema(admin, key);
      }),
    );
    expect(await traces(key)).toEqual({ roles: 0, schemas: 0, registered: 0, stocked: 0 });
    await fill(3);
    expect(await stockKeys()).not.toContain(key);
    expect((await make()).key).toBe(second);
  });

  it('that is an organisation’s is not given away, whoever put it in stock', async () => {
    const { key } = await make({ name: 'Here before' });
    await asAdmin((admin) =>
      admin.query(
        `insert into platform.tenant_stock (key, schema_version) select key, schema_version from platform.tenants where key = $1`,
        [key],
      ),
    );
    await expect(make({ slug: 'usurper' })).rejects.toMatchObject({ constraint: 'tenants_pkey' });
    // Nor a schema that was somebody's, once the registry has forgotten them.
    await asAdmin((admin) => admin.query('delete from platform.tenants where key = $1', [key]));
    await expect(make({ slug: 'usurper' })).rejects.toMatchObject({ constraint: 'settings_pkey' });
    const names = await withTenantRead(database.pools, key, (unit) =>
      unit.query(statement`select name from settings`),
    );
    expect(names).toEqual([{ name: 'Here before' }]);
  });

  it('that is no key is not taken into stock', async () => {
    for (const key of ['public', 't_a', `t_${'a'.repeat(26)}"; drop schema platform; --`])
      await expect(
        asAdmin((admin) =>
          admin.query('insert into platform.tenant_stock (key, schema_version) values ($1, 1)', [key]),
        ),
      ).rejects.toMatchObject({ constraint: 'tenant_stock_key_shape' });
  });
});

describe('when a new version comes, what is in stock', () => {
  const next = latestVersion('tenant') + 1;
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'redress-stock-'));
    cpSync(migrationsFolder(), folder, { recursive: true });
    writeFileSync(
      join(folder, 'tenant', `${String(next).padStart(4, '0')}_visits.sql`),
      'create table visits (id uuid primary key);\n',
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const migrate = async () => {
    const said: string[] = [];
    const { failed } = await migrateAll({
      adminUrl: database.adminUrl,
      folder,
      log: (line) => void said.push(line),
    });
    return { said, failed };
  };

  it('and is being taken by an organisation at that moment stays taken', async () => {
    await fill(1);
    const [key] = await stockKeys();
    let migration: ReturnType<typeof migrate> | undefined;
    const made = await make({
      initialise: async () => {
        migration = migrate();
        await expect
          .poll(() => asAdmin(async (admin) => (await admin.query(waitsForStock)).rowCount), {
            timeout: 10_000,
          })
          .toBe(1);
      },
    });
    expect(made.key).toBe(key);
    expect((await migration)?.failed).toEqual([]);
    expect(await traces(made.key)).toEqual({ roles: 1, schemas: 1, registered: 1, stocked: 0 });
  });

  it('is migrated too; one that cannot be is named, and is in nobody’s way', async () => {
    await fill(2);
    const [bad, good] = await stockKeys();
    await asAdmin((admin) => admin.query(`create table "${bad}".visits (id uuid)`));
    const { said, failed } = await migrate();
    expect(failed).toEqual([]);
    expect(said[0]).toMatch(
      new RegExp(
        `^A schema in stock \\(${bad}\\) could not be migrated and stays as it was: .*already exists`,
      ),
    );
    expect(await stock()).toEqual([
      { key: bad, version: next - 1 },
      { key: good, version: next },
    ]);
    expect((await migrate()).said, 'nothing else is left to do').toHaveLength(1);
  });
});

const waitsForStock = `select from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock' and query like '%from platform.tenant_stock where key = $1%'`;
