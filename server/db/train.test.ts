import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from './admin.ts';
import { createPools, type Pools } from './pools.ts';
import { mostPrepared } from './prepared.ts';
import { nameOf, statement } from './sql.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { provisionTenant } from '../tenancy/provision-tenant.ts';
import { readAlone } from '../tenancy/quick-reads.ts';
import { withTenant, withTenantRead } from '../tenancy/with-tenant.ts';

let database: TestDatabase;
/** One connection: what one unit prepares the next one finds. */
let pools: Pools;
let keys: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  pools = createPools({ databaseUrl: database.databaseUrl, maxConnections: 1, pooler: 'session' });
  keys = await withAdmin(database.adminUrl, async (admin) => [
    (await provisionTenant(admin, { slug: 'alpha', name: 'Alpha' })).key,
    (await provisionTenant(admin, { slug: 'bravo', name: 'Bravo' })).key,
  ]);
});
afterAll(async () => {
  await pools.end();
  await database.drop();
});

const readName = () => statement`select name, reference_prefix from settings`;
const listPrepared = async (of: Pools) => {
  const { rows } = await of.runtime.query<{ name: string }>('select name from pg_prepared_statements');
  return rows.map(({ name }) => name);
};

describe('a statement that comes again and again', () => {
  it('is prepared once for each tenant, and each sees its own rows by it', async () => {
    for (const round of [1, 2, 3])
      for (const [side, name] of ['Alpha', 'Bravo'].entries()) {
        const rows = await withTenantRead(pools, keys[side] as string, (unit) => unit.query(readName()));
        expect(rows, `round ${round}`).toMatchObject([{ name }]);
      }
    const of = (await listPrepared(pools)).filter((name) => name.startsWith(readName().name as string));
    expect(of.sort()).toEqual(keys.map((key) => `${readName().name}${key}`).sort());
  });

  it('is prepared anew when a migration has changed its columns, and nobody notices', async () => {
    const [key = ''] = keys;
    const alter = (type: string) =>
      withAdmin(database.adminUrl, (admin) =>
        admin.query(`alter table "${key}".settings alter column reference_prefix type ${type}`),
      );
    const read = () => withTenantRead(pools, key, (unit) => unit.query(readName()));
    const before = await read();
    await alter('varchar(20)');
    expect(await read()).toEqual(before);
    await alter('text');
    expect(await readAlone(pools, key, readName())).toEqual(before);
  });

  it('is prepared anew after the connection forgot it', async () => {
    const read = () => readAlone<{ name: string }>(pools, keys[0] as string, readName());
    await read();
    await pools.runtime.query('deallocate all');
    expect(await read()).toMatchObject([{ name: 'Alpha' }]);
  });

  it('that failed when it was prepared fails again, and works when what it needs is there', async () => {
    const [key = ''] = keys;
    const missing = () => withTenantRead(pools, key, (unit) => unit.query(statement`select n from of_later`));
    await expect(missing()).rejects.toMatchObject({ code: '42P01' });
    await expect(missing()).rejects.toMatchObject({ code: '42P01' });
    await withAdmin(database.adminUrl, (admin) =>
      admin.query(
        `create table "${key}".of_later as select 1 as n; grant select on "${key}".of_later to "${key}"`,
      ),
    );
    expect(await missing()).toEqual([{ n: 1 }]);
  });

  it('makes place for others: a connection keeps so many and no more', async () => {
    const [key = ''] = keys;
    for (let number = 0; number < mostPrepared + 30; number += 1) {
      const text = `select ${number} as number from settings`;
      expect(await readAlone(pools, key, { text, values: [], name: nameOf(text) })).toEqual([{ number }]);
    }
    expect((await listPrepared(pools)).length).toBeLessThanOrEqual(mostPrepared);
  });

  it('that had to go, but did not because of an error before, is no trouble when it comes back', async () => {
    const [key = ''] = keys;
    const read = (number: number) => {
      const text = `select ${number} as again from settings`;
      return withTenantRead(pools, key, (unit) => unit.query({ text, values: [], name: nameOf(text) }));
    };
    for (let number = 0; number < 2 * mostPrepared; number += 1) {
      const failing = withTenantRead(pools, 't_'.padEnd(28, 'a'), (unit) =>
        unit.query(statement`select ${number}::int`),
      );
      await expect(failing).rejects.toMatchObject({ code: '22023' });
      expect(await read(number)).toEqual([{ again: number }]);
      expect(await read(Math.max(0, number - 70))).toEqual([{ again: Math.max(0, number - 70) }]);
    }
    expect((await listPrepared(pools)).length).toBeLessThanOrEqual(mostPrepared + 1);
  });

  it('behind a pooler that gives each transaction another connection is never prepared by name', async () => {
    const plain = createPools({ databaseUrl: database.databaseUrl, maxConnections: 1 });
    await readAlone(plain, keys[0] as string, readName());
    expect(await listPrepared(plain)).toEqual([]);
    await plain.end();
  });
});

describe('a read alone', () => {
  it('writes nothing, and its connection comes back idle', async () => {
    const write = statement`update settings set name = ${'Changed'}`;
    await expect(readAlone(pools, keys[0] as string, write)).rejects.toMatchObject({ code: '25006' });
    const { rows } = await pools.runtime.query(
      'select current_user as role, now() = statement_timestamp() as is_idle',
    );
    expect(rows).toEqual([{ role: 'redress_runtime', is_idle: true }]);
  });

  it('values that cannot be sent fail it before anything is sent', async () => {
    const circle: Record<string, unknown> = {};
    circle['circle'] = circle;
    const attempt = withTenant(pools, keys[0] as string, (unit) =>
      unit.query(statement`select ${circle}::jsonb`),
    );
    await expect(attempt).rejects.toThrow('circular');
    expect(await readAlone(pools, keys[0] as string, readName())).toMatchObject([{ name: 'Alpha' }]);
  });
});
