import { afterAll, beforeAll, expect, it } from 'vitest';
import { statement } from '../../../db/sql.ts';
import { withTenant, withTenantRead } from '../../../tenancy/with-tenant.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createOrganisation } from '../../organisation.ts';
import { watchWall } from '../wall.ts';

let database: TestDatabase;
let key: string;

beforeAll(async () => {
  database = await createTestDatabase();
  key = (await createOrganisation(database, 'alpha')).tenant.key;
});
afterAll(() => database.drop());

it('a read writes nothing: PostgreSQL refuses every statement that would', async () => {
  const wall = await watchWall({ ...database, untouched: [key] });
  const writes = [
    statement`insert into people (id, name) values (gen_random_uuid(), ${'Nobody'})`,
    statement`update settings set name = ${'Changed'}`,
    statement`delete from sessions`,
    statement`select id from users for update`,
    statement`with gone as (delete from sessions returning id) select id from gone`,
  ];
  for (const write of writes)
    await expect(withTenantRead(database.pools, key, (unit) => unit.query(write))).rejects.toMatchObject({
      code: '25006',
    });
  await wall.expectToStand();
});

it('a read sees one moment: what is committed meanwhile is for the next one', async () => {
  const name = async (text: string) =>
    withTenant(database.pools, key, (unit) => unit.query(statement`update settings set name = ${text}`));
  const read = statement`select name from settings`;
  await name('Before');
  await withTenantRead(database.pools, key, async (unit) => {
    expect(await unit.query(read)).toEqual([{ name: 'Before' }]);
    await name('After');
    expect(await unit.query(read)).toEqual([{ name: 'Before' }]);
  });
  expect(await withTenantRead(database.pools, key, (unit) => unit.query(read))).toEqual([{ name: 'After' }]);
});
