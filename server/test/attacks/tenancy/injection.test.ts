import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../../../db/admin.ts';
import { statement } from '../../../db/sql.ts';
import { withTenant, withTenantRead, type UnitOfWork } from '../../../tenancy/with-tenant.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createOrganisation } from '../../organisation.ts';
import { watchWall, type Wall } from '../wall.ts';
import { injectedExpressions, ownersStatements, secondStatements } from './injected-sql.ts';

let database: TestDatabase;
let a: string;
let b: string;
let wall: Wall;

beforeAll(async () => {
  database = await createTestDatabase();
  a = (await createOrganisation(database, 'alpha')).tenant.key;
  b = (await createOrganisation(database, 'bravo')).tenant.key;
  wall = await watchWall({ ...database, untouched: [a, b] });
});
afterAll(() => database.drop());

/** The bug that this file is about: a search that puts what was typed into the text of the statement. */
function searchPeopleTheWrongWay(unit: UnitOfWork, typed: string): Promise<{ name: string }[]> {
  return unit.query({ text: `select name from people where name ilike '%${typed}%'`, values: [] });
}

/** Types it into the search, in a read and in a change. Gives what PostgreSQL said. */
async function typeIn(typed: string): Promise<{ code: string | undefined; text: string }[]> {
  const search = (unit: UnitOfWork) => searchPeopleTheWrongWay(unit, typed);
  const said = [];
  for (const open of [withTenantRead, withTenant] as const) {
    said.push(
      await open(database.pools, a, search).then(
        (rows) => ({ code: undefined, text: JSON.stringify(rows) }),
        (error: { code?: string; message: string }) => ({ code: error.code, text: error.message }),
      ),
    );
  }
  return said;
}

describe('the planted hole', () => {
  it('is one: what is typed becomes SQL, and reads every table of its own organisation', async () => {
    for (const { text } of await typeIn(`' or true --`)) expect(text).toContain('Carla');
    for (const { text } of await typeIn(`nobody' union select password_hash from users --`))
      expect(text).toContain('$argon2');
    expect(await typeIn('Carla')).toEqual(await typeIn(`Carla%' --`));
  });

  it('shows nothing of the other organisation: it has no name for its tables that it may use', async () => {
    for (const { code } of await typeIn(`nobody' union select name from "${b}".people --`))
      expect(code).toBe('42501');
    for (const { code } of await typeIn(`nobody' union select slug from platform.tenants --`))
      expect(code).toBe('42501');
    await wall.expectToStand();
  });
});

describe('a second statement', () => {
  it.each(secondStatements)('is not even parsed: %s', async (_, sql) => {
    for (const ending of ['--', '/*', '']) {
      for (const { code } of await typeIn(`'; ${sql({ a, b })} ${ending}`)) expect(code).toMatch(/^(42601)$/);
    }
    await wall.expectToStand();
  });
});

describe('an expression inside the one statement', () => {
  it.each(injectedExpressions)('is refused by PostgreSQL: %s', async (_, expression, refusal) => {
    for (const said of await typeIn(`nobody' union select (${expression({ a, b })})::text --`))
      expect(said, said.text).toMatchObject({ code: expect.stringMatching(refusal) });
    await wall.expectToStand();
  });

  it('does not see what other organisations ask, nor ends their questions', async () => {
    await withTenant(database.pools, b, async (theirs) => {
      await theirs.query(statement`select name as "theirSecret" from people`);
      const activity = `select string_agg(query, ' ') from pg_stat_activity`;
      for (const { text } of await typeIn(`nobody' union (${activity}) --`)) {
        expect(text).toContain('insufficient privilege');
        expect(text).not.toContain('theirSecret');
      }
      const [backend] = await theirs.query<{ pid: number }>(statement`select pg_backend_pid() as pid`);
      for (const end of ['pg_terminate_backend', 'pg_cancel_backend'])
        for (const { code } of await typeIn(`nobody' union select ${end}(${backend?.pid})::text --`))
          expect(code).toBe('42501');
      expect(await theirs.query(statement`select 1 as one`)).toEqual([{ one: 1 }]);
    });
    await wall.expectToStand();
  });
});

describe('whole statements, for code that would let one be chosen', () => {
  it.each(ownersStatements)('are refused by PostgreSQL: %s', async (_, sql, refusal) => {
    const attempt = withTenant(database.pools, a, (unit) => unit.query({ text: sql({ a, b }), values: [] }));
    await expect(attempt).rejects.toMatchObject({ code: expect.stringMatching(refusal) });
    await wall.expectToStand();
  });
});

describe('what PostgreSQL does not refuse', () => {
  it('a dump of the whole database holds what its own role may read, and nothing else', async () => {
    const [own] = await withTenantRead(database.pools, a, (unit) =>
      unit.query<{ dump: string }>(statement`select database_to_xml(true, true, '')::text as dump`),
    );
    expect(own?.dump).toContain('Carla Consumer');
    expect(own?.dump).toContain('@alpha.example');
    expect(own?.dump).not.toContain('@bravo.example');
    expect(own?.dump).not.toContain('bravo Ltd');
  });

  it('a grant by somebody who owns nothing grants nothing', async () => {
    await withTenant(database.pools, a, (unit) =>
      unit.query({ text: `grant select on people to "${b}", public`, values: [] }),
    );
    const theirs = withTenantRead(database.pools, b, (unit) =>
      unit.query({ text: `select name from "${a}".people`, values: [] }),
    );
    await expect(theirs).rejects.toMatchObject({ code: '42501' });
    await wall.expectToStand();
  });
});

it('nothing of all this left an object behind in the database', async () => {
  await withAdmin(database.adminUrl, async (admin) => {
    const { rows } = await admin.query(`select relname as name from pg_class where relname = 'loot' union all
      select proname from pg_proc where proname = 'loot' union all select rolname from pg_roles where rolname = 'loot'`);
    expect(rows).toEqual([]);
  });
});
