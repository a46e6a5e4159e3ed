import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../../../db/admin.ts';
import { everyPool } from '../../../db/pools.ts';
import { statement } from '../../../db/sql.ts';
import { provisionTenant } from '../../../tenancy/provision-tenant.ts';
import { readAlone } from '../../../tenancy/quick-reads.ts';
import { findTenantBySlug } from '../../../tenancy/registry.ts';
import { openReader, withTenant, withTenantRead } from '../../../tenancy/with-tenant.ts';
import { applyTenantMigrations } from '../../../tenancy/tenant-schema.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { watchWall, type Wall } from '../wall.ts';

let database: TestDatabase;
let key: string;
let wall: Wall;

beforeAll(async () => {
  database = await createTestDatabase();
  ({ key } = await withAdmin(database.adminUrl, (admin) =>
    provisionTenant(admin, { slug: 'bravo', name: 'Bravo' }),
  ));
  wall = await watchWall({ ...database, untouched: [key] });
});
afterAll(() => database.drop());

/** Names that are no tenant's, each of which SQL made of it would take for something. */
const names: [string, () => string][] = [
  ['one that closes the quotation', () => 'a", t_b; --'],
  ['two names', () => 't_a,t_b'],
  ['two keys', () => `${key}, ${key}`],
  ['the catalog', () => 'pg_catalog'],
  ['no role', () => 'none'],
  ['the default', () => 'default'],
  ['public', () => 'public'],
  ['the runtime login', () => 'redress_runtime'],
  ['the owner', () => 'redress_owner'],
  ['the superuser', () => 'postgres'],
  ['the registry', () => 'platform'],
  ['64 characters, which PostgreSQL would cut', () => 'x'.repeat(64)],
  ['a key that PostgreSQL would cut to a tenant', () => `${key}${'a'.repeat(64)}`],
  ['NUL', () => 't_\0'],
  ['a key with NUL behind it', () => `${key}\0`],
  ['a key with a line break behind it', () => `${key}\n`],
  ['a key with a space before it', () => ` ${key}`],
  ['a key in quotation marks', () => `"${key}"`],
  ['a key in capitals', () => key.toUpperCase()],
  ['a Cyrillic look-alike', () => `${key.slice(0, -1)}а`],
  ['a full-width look-alike', () => key.replace('t_', 'ｔ_')],
  ['a key with an invisible character', () => `${key.slice(0, 10)}\u200b${key.slice(10)}`],
  ['one character less', () => key.slice(0, -1)],
  ['nothing', () => ''],
];

/** What the pools were asked for while work ran. */
async function connectionsTaken(work: () => Promise<void>): Promise<number> {
  let taken = 0;
  const count = () => (taken += 1);
  const pools = everyPool(database.pools);
  for (const pool of pools) pool.on('acquire', count);
  await work();
  for (const pool of pools) pool.off('acquire', count);
  return taken;
}

describe('a name that is not a tenant key', () => {
  it.each(names)('is refused before a connection is taken: %s', async (_, nameOf) => {
    const name = nameOf();
    const taken = await connectionsTaken(async () => {
      for (const open of [withTenant, withTenantRead, openReader] as const) {
        let isRun = false;
        const work = () => Promise.resolve((isRun = true));
        await expect((open as typeof withTenant)(database.pools, name, work)).rejects.toThrow(
          'Not a tenant key',
        );
        expect(isRun).toBe(false);
      }
      await expect(readAlone(database.pools, name, statement`select 1`)).rejects.toThrow('Not a tenant key');
    });
    expect(taken).toBe(0);
    await wall.expectToStand();
  });

  it.each(names)('is refused before it stands in a migration: %s', async (_, nameOf) => {
    await withAdmin(database.adminUrl, async (admin) => {
      const sent: unknown[] = [];
      const recording = Object.create(admin, {
        query: { value: (text: unknown) => sent.push(text) },
      }) as typeof admin;
      await expect(applyTenantMigrations(recording, nameOf(), [])).rejects.toThrow('Not a tenant key');
      expect(sent).toEqual([]);
    });
  });

  it.each(names)('the registry does not take: %s', async (_, nameOf) => {
    await withAdmin(database.adminUrl, async (admin) => {
      const insert = admin.query(
        `insert into platform.tenants (key, slug, name, schema_version) values ($1, 'charlie', 'Charlie', 1)`,
        [nameOf()],
      );
      // 22021: PostgreSQL has no text with a NUL in it.
      await expect(insert).rejects.toMatchObject({ code: nameOf().includes('\0') ? '22021' : '23514' });
    });
    await wall.expectToStand();
  });

  it.each(names)('is no slug, and the registry is not asked: %s', async (_, nameOf) => {
    const taken = await connectionsTaken(async () => {
      expect(await findTenantBySlug(database.pools, nameOf())).toBeNull();
    });
    // A word of small letters could be an organisation's slug, but for those that are reserved: there is none of it.
    expect(taken).toBe(
      /^[a-z]{2,}$/.test(nameOf()) && nameOf() !== 'public' && nameOf().length <= 60 ? 1 : 0,
    );
  });
});
