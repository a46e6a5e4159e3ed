import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../../db/admin.ts';
import { ownerRole, runtimeRole } from '../../tenancy/database-grants.ts';
import { provisionTenant } from '../../tenancy/provision-tenant.ts';
import { resizeStock } from '../../tenancy/tenant-stock.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { openNotebook, type Finding } from '../notebook.ts';
import { checkCatalog } from './catalog.ts';
import { tryWalls } from './tries.ts';

let database: TestDatabase;
let acme: string;
let other: string;
let fresh: string;
/** In stock for an organisation to come. */
let kept: string;
beforeAll(async () => {
  database = await createTestDatabase();
  await withAdmin(database.adminUrl, async (admin) => {
    acme = (await provisionTenant(admin, { slug: 'acme', name: 'Acme' })).key;
    other = (await provisionTenant(admin, { slug: 'other', name: 'Other' })).key;
    fresh = (await provisionTenant(admin, { slug: 'fresh', name: 'Fresh', isScratch: true })).key;
    await resizeStock(database.adminUrl, 1);
    const { rows } = await admin.query<{ key: string }>('select key from platform.tenant_stock');
    kept = rows[0]!.key;
  });
});
afterAll(() => database.drop());

async function findings(admin: Client): Promise<Finding[]> {
  const notebook = openNotebook();
  const scope = { admin, runtimeRoleName: runtimeRole, ownerRoleName: ownerRole, freshKey: fresh };
  await checkCatalog(scope, notebook);
  return notebook.read().findings;
}

/** What is found after a hole was made, which is closed again. In the hole `acme` and `other` stand for two tenants, `kept` for what is in stock. */
async function findingsAfter(hole: string): Promise<string[]> {
  return withAdmin(database.adminUrl, async (admin) => {
    await admin.query('begin');
    const names: Record<string, string> = { acme, other, fresh, kept };
    await admin.query(hole.replace(/:(acme|other|fresh|kept)\b/g, (_, name: string) => `"${names[name]}"`));
    const found = await findings(admin);
    await admin.query('rollback');
    const said = found.map(({ check, where, what }) => `${check} | ${where} | ${what}`);
    return said.map((line) =>
      Object.entries(names).reduce((text, [name, key]) => text.replaceAll(key, name), line),
    );
  });
}

it('finds nothing in an installation that is as it should be', async () => {
  expect(await withAdmin(database.adminUrl, findings)).toEqual([]);
});

/** Each hole, and what the report says of it. */
const holes: [name: string, hole: string, finding: RegExp][] = [
  [
    'a table without its grants',
    'revoke all on :acme.complaints from :acme',
    /^drift \| acme \| lacks: table complaints.*tenant insert, tenant select, tenant update/,
  ],
  [
    'a new table that nobody granted',
    'create table :acme.kept (t text)',
    /^drift \| acme \| has: table kept/,
  ],
  [
    'a new table in every tenant that nobody granted',
    'create table :fresh.kept (t text)',
    /^not-covered \| tenant\.kept \| has no grants/,
  ],
  [
    'a table granted to everybody',
    'grant select on :acme.people to public',
    /^public-table \| acme\.people: select/,
  ],
  [
    'a column granted to everybody',
    'grant select (name) on :acme.people to public',
    /^public-table \| acme\.people\.name: select/,
  ],
  [
    'a table granted to another tenant',
    'grant select on :acme.people to :other',
    /^role-grant \| other \| may do something with table acme\.people/,
  ],
  [
    'a schema that another tenant may enter',
    'grant usage on schema :acme to :other',
    /^role-grant \| other \| may do something with schema acme/,
  ],
  [
    'a schema that everybody may enter',
    'grant usage on schema :acme to public',
    /^drift \| acme \| has: schema: .*everybody usage/,
  ],
  [
    'a tenant that may make tables',
    'grant create on schema :acme to :acme',
    /^drift \| acme \| has: schema: .*tenant create/,
  ],
  [
    'a tenant that is a member of another',
    'grant :acme to :other',
    /^membership \| other \| is a member of acme/,
  ],
  [
    'a tenant that is a member of the owner',
    `grant ${ownerRole} to :other`,
    /^membership \| other \| is a member of redress_owner/,
  ],
  [
    'a tenant that reads everything',
    'grant pg_read_all_data to :other',
    /^membership \| other \| is a member of pg_read_all_data/,
  ],
  [
    'a login that may be the owner',
    `grant ${ownerRole} to ${runtimeRole}`,
    /^membership \| redress_runtime \| is a member of redress_owner/,
  ],
  [
    'a login that cannot become a tenant',
    `revoke :acme from ${runtimeRole}`,
    /^membership \| acme \| the server’s login cannot become it/,
  ],
  [
    'a login that may give a tenant to others',
    `grant :acme to ${runtimeRole} with admin option`,
    /^membership \| acme \| the server’s login may give it to others/,
  ],
  [
    'a login that inherits',
    `alter role ${runtimeRole} inherit`,
    /^role-attribute \| redress_runtime \| is INHERIT/,
  ],
  [
    'a login that passes row security by',
    `alter role ${runtimeRole} bypassrls`,
    /^role-attribute \| redress_runtime \| is BYPASSRLS/,
  ],
  ['a tenant with a login', 'alter role :acme login', /^role-attribute \| acme \| is LOGIN/],
  [
    'a login with another search_path',
    `alter role ${runtimeRole} set search_path = "$user", public`,
    /^role-setting \| redress_runtime \| does not begin with/,
  ],
  [
    'a tenant with a setting',
    'alter role :acme set statement_timeout = 0',
    /^role-setting \| acme \| begins with statement_timeout/,
  ],
  [
    'a tenant that owns a table',
    'alter table :acme.people owner to :acme',
    /^role-owns \| acme \| owns table acme\.people/,
  ],
  [
    'set_config given back',
    'grant execute on function set_config(text, text, boolean) to public',
    /^public-function \| set_config\(text,text,boolean\)/,
  ],
  [
    'advisory locks given back',
    'grant execute on function pg_advisory_lock(bigint) to public',
    /^public-function \| pg_advisory_lock\(bigint\)/,
  ],
  [
    'large objects given back',
    'grant execute on function lo_create(oid) to public',
    /^public-function \| lo_create\(oid\)/,
  ],
  [
    'the server’s files opened',
    'grant execute on function pg_read_file(text) to public',
    /^public-function \| pg_read_file\(text\) \| was kept/,
  ],
  [
    'the catalog’s secrets opened',
    'grant select on pg_authid to public',
    /^public-catalog \| pg_authid: select/,
  ],
  [
    'temporary tables given back',
    `do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$`,
    /^public-database \| temporary/,
  ],
  ['plpgsql given back', 'grant usage on language plpgsql to public', /^public-language \| plpgsql/],
  [
    'a schema that everybody may write into',
    'grant create on schema public to public',
    /^schema-grant \| public \| everybody has create/,
  ],
  [
    'a function with its owner’s rights and no search_path',
    `create function :acme.peek() returns int language sql security definer return 1; alter function :acme.peek() owner to ${ownerRole}`,
    /^definer-search-path \| acme\.peek\(\)/,
  ],
  [
    'a function with its owner’s rights that finds what the caller made',
    `create function :acme.peek() returns int language sql security definer set search_path = pg_temp, public return 1`,
    /^definer-search-path \| acme\.peek\(\)/,
  ],
  [
    'a function with a superuser’s rights',
    `create function :acme.peek() returns int language sql security definer set search_path = pg_temp return 1`,
    /^definer-superuser \| acme\.peek\(\)/,
  ],
  [
    'a function with its owner’s rights that nobody listed',
    `create function :fresh.peek() returns int language sql security definer set search_path = pg_temp return 1`,
    /^not-covered \| tenant\.peek/,
  ],
  [
    'a function that everybody may execute',
    `create function :acme.peek() returns int language sql return 1`,
    /^public-function \| acme\.peek\(\) \| is a function of ours/,
  ],
  [
    'a changed function',
    'alter function :acme.fold(text) security definer',
    /^drift \| acme \| has: function fold.*SECURITY DEFINER/s,
  ],
  [
    'a view that reads with its owner’s rights',
    'create view :acme.seen as select * from :other.people',
    /^view-owner \| acme\.seen/,
  ],
  ['a materialized view', 'create materialized view :acme.seen as select 1', /^view-owner \| acme\.seen/],
  [
    'a view that reads with its reader’s rights, in one tenant alone',
    'create view :acme.seen with (security_invoker) as select 1',
    /^drift \| acme \| has: view seen/,
  ],
  [
    'a trigger',
    `create function :acme.spy() returns trigger language plpgsql as 'begin return new; end'; create trigger spy before insert on :acme.people for each row execute function :acme.spy()`,
    /^drift \| acme \| has: trigger people\.spy/,
  ],
  ['a rule', 'create rule spy as on insert to :acme.people do also select 1', /^drift \| acme \| has: rule/],
  [
    'foreign keys that do not check',
    'alter table :acme.comments disable trigger all',
    /^drift \| acme \| has: switched-off triggers of comments/,
  ],
  [
    'a missing constraint',
    'alter table :acme.complaints drop constraint complaints_status',
    /^drift \| acme \| lacks: constraint complaints\.complaints_status/,
  ],
  ['a type of its own', `create type :acme.kind as enum ('a')`, /^drift \| acme \| has: other type/],
  [
    'an audit trail that can be changed',
    'grant update on :fresh.audit_events to :fresh',
    /^append-only \| tenant\.audit_events \| .* may update/,
  ],
  [
    'a right that the snapshot does not tell',
    'grant delete on :fresh.people to :fresh',
    /^snapshot \| a fresh tenant \| has a right/,
  ],
  [
    'an event trigger',
    `create function spy() returns event_trigger language plpgsql as 'begin end'; create event trigger spy on ddl_command_end execute function spy()`,
    /^event-trigger \| spy/,
  ],
  [
    'a foreign server',
    `create foreign data wrapper afar; create server afar foreign data wrapper afar`,
    /^foreign \| foreign server afar/,
  ],
  [
    'default privileges for everybody',
    'alter default privileges grant select on tables to public',
    /^default-privileges \| .* tables: .*everybody select/,
  ],
  [
    'default privileges taken away',
    `alter default privileges for role ${ownerRole} grant execute on functions to public`,
    /^default-privileges \| redress_owner functions: redress_owner execute \| is missing/,
  ],
  [
    'a platform table that nobody listed',
    'create table platform.kept (t text)',
    /^not-covered \| platform: table kept/,
  ],
  [
    'a platform table open to a tenant',
    'grant select on platform.tenants to :acme',
    /^platform-grant \| platform: table tenants \| tenants: select is not allowed/,
  ],
  [
    'a platform table that the server may change',
    `grant update on platform.tenants to ${runtimeRole}`,
    /^platform-grant \| platform: table tenants \| server: select, update/,
  ],
  [
    'a platform table that the server cannot read',
    `revoke select on platform.tenants from ${runtimeRole}`,
    /^platform-grant \| platform: table tenants \| lacks select for server/,
  ],
  [
    'the queue open to a tenant',
    'grant usage on schema graphile_worker to :acme',
    /^schema-grant \| graphile_worker \| acme has usage/,
  ],
  ['a tenant without a schema', 'drop schema :acme cascade', /^schema-missing \| acme/],
  [
    'a schema that the registry does not know',
    'delete from platform.tenants where key = (select nspname from pg_namespace where oid = to_regnamespace($$:acme$$))',
    /^schema-stray \| acme/,
  ],
  [
    'a schema in stock that the server may enter',
    `grant :kept to ${runtimeRole}`,
    /^membership \| kept \| is in stock, and the server’s login may become it/,
  ],
  ['a role in stock that can log in', 'alter role :kept login', /^role-attribute \| kept \| is LOGIN/],
  [
    'a role in stock that another may become',
    'grant :kept to :acme',
    /^membership \| acme \| is a member of kept/,
  ],
  [
    'a role in stock with a right outside of its schema',
    'grant select on :acme.people to :kept',
    /^role-grant \| kept \| may do something with table .*people/,
  ],
  [
    'a schema in stock that is open to somebody',
    'grant usage on schema :kept to :acme',
    /^drift \| kept \| has: schema: .*acme usage/,
  ],
  [
    'a schema in stock that is not as the migrations make it',
    'alter table :kept.people add secret text',
    /^drift \| kept \| has: column people\.secret/,
  ],
  ['a schema in stock that is not there', 'drop schema :kept cascade', /^schema-missing \| kept/],
  [
    'somebody who waits in the stock for an organisation',
    `insert into :kept.people (id, name) values (gen_random_uuid(), 'Mallory')`,
    /^stock-used \| kept \| is in stock, and its table people has rows already/,
  ],
  [
    'an organisation that lies in stock',
    'insert into platform.tenant_stock (key, schema_version) select key, schema_version from platform.tenants where to_regnamespace(key) = to_regnamespace($$:acme$$)',
    /^stock-taken \| acme/,
  ],
  [
    'a stock that the server may take from',
    `grant delete on platform.tenant_stock to ${runtimeRole}`,
    /^platform-grant \| platform: table tenant_stock \| server: delete is not allowed/,
  ],
  [
    'a stock that a tenant may read',
    'grant select on platform.tenant_stock to :acme',
    /^platform-grant \| platform: table tenant_stock \| tenants: select is not allowed/,
  ],
];

describe('finds', () => {
  it.each(holes)('%s', async (_, hole, finding) => {
    expect(await findingsAfter(hole)).toContainEqual(expect.stringMatching(finding));
  });
});

it('names the tenants that drifted in the same way once', async () => {
  const found = await findingsAfter(
    'alter table :acme.people add x int; alter table :other.people add x int',
  );
  expect(found).toEqual([
    expect.stringMatching(/^drift \| (acme|other) and 1 more \| has: column people\.x integer$/),
  ]);
});

it('sees PostgreSQL refuse everything that one tenant tries on another', async () => {
  const notebook = openNotebook();
  await withAdmin(database.adminUrl, (admin) =>
    tryWalls({ admin, pools: database.pools, runtimeRoleName: runtimeRole }, [acme, other], notebook),
  );
  expect(notebook.read().findings).toEqual([]);
  expect(notebook.read().looked['attempts through PostgreSQL']).toBeGreaterThan(300);
});

it('tells an attempt that PostgreSQL lets through', async () => {
  await withAdmin(database.adminUrl, async (admin) => {
    await admin.query(`grant usage on schema "${acme}" to "${other}"; grant select on "${acme}".people to "${other}";
      grant execute on function set_config(text, text, boolean) to public`);
    const notebook = openNotebook();
    await tryWalls({ admin, pools: database.pools, runtimeRoleName: runtimeRole }, [acme, other], notebook);
    await admin.query(`revoke all on schema "${acme}" from "${other}"; revoke all on "${acme}".people from "${other}";
      revoke execute on function set_config(text, text, boolean) from public`);
    const found = notebook.read().findings.filter(({ what }) => what === 'was not refused.');
    expect(found.map(({ where }) => where)).toEqual(
      expect.arrayContaining([
        `select * from "${acme}"."people"`,
        `select set_config('role', '${acme}', true)`,
        `update pg_settings set setting = '${acme}' where name = 'role'`,
      ]),
    );
  });
});
