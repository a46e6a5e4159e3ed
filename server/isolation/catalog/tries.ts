import type { Client } from 'pg';
import type { Pools } from '../../db/pools.ts';
import { withTenant } from '../../tenancy/with-tenant.ts';
import type { Notebook } from '../notebook.ts';
import { platformGrants } from '../expected.ts';

/** An attempt that PostgreSQL has to refuse with this SQLSTATE: 42501 not allowed, 42601 two statements in one. */
interface Attempt {
  text: string;
  state: string;
}

const denied = (text: string): Attempt => ({ text, state: '42501' });

/** Everything that one tenant's SQL could try on another tenant, or on what lies beyond both. */
function attempts(own: string, other: string, things: OtherThings, login: string): Attempt[] {
  return [
    ...things.tables.flatMap((table) => attemptsOnTable(own, `"${other}"."${table}"`)),
    ...things.sequences.map((name) => denied(`select nextval('"${other}"."${name}"')`)),
    ...things.functions.map((call) => denied(`select "${other}".${call}`)),
    ...Object.keys(platformGrants)
      .filter((thing) => thing.startsWith('table '))
      .map((thing) => denied(`select from platform.${thing.slice('table '.length)}`)),
    denied('select from graphile_worker.jobs'),
    denied('select from pg_authid'),
    denied(`select set_config('role', '${other}', true)`),
    denied(`update pg_settings set setting = '${other}' where name = 'role'`),
    denied(`select query_to_xml('select set_config(''role'', ''${other}'', true)', true, false, '')`),
    denied(`select query_to_xml('select * from "${other}".settings', true, false, '')`),
    denied(`select table_to_xml('"${other}".settings', true, false, '')`),
    denied(`select schema_to_xml('${other}', true, false, '')`),
    denied(`select ts_stat('select to_tsvector(name) from "${other}".settings')`),
    { text: `select 1; set local role "${other}"`, state: '42601' },
    { text: `select 1; select * from "${other}".settings`, state: '42601' },
    denied(`do $$ begin execute 'set local role "${other}"'; end $$`),
    denied(`set session authorization "${other}"`),
    denied('set local role redress_owner'),
    denied(`set local session_replication_role = replica`),
    denied(`create temporary table kept (t text)`),
    denied(`create table kept (t text)`),
    denied(`create table "${other}".kept (t text)`),
    denied(`create schema kept`),
    denied(`create function own() returns int language sql return 1`),
    denied(`create function pg_temp.own() returns int language sql as 'select 1'`),
    denied(`create role kept`),
    denied(`grant "${other}" to "${own}"`),
    denied(`alter role "${own}" superuser`),
    denied(`alter role "${login}" set search_path = "${other}"`),
    denied(`alter table settings disable trigger all`),
    denied(`alter table settings owner to "${own}"`),
    denied(`drop table settings`),
    denied(`truncate audit_events`),
    denied(`update audit_events set actor_name = 'nobody'`),
    denied(`delete from audit_events`),
    denied(`select pg_advisory_lock(1)`),
    denied(`select pg_sleep(0)`),
    denied(`select lo_create(0)`),
    denied(`select pg_read_file('PG_VERSION')`),
    denied(`select pg_ls_dir('.')`),
    denied(`copy (select 1) to program 'true'`),
    denied(`copy settings to '/dev/null'`),
    denied(`select pg_reload_conf()`),
  ];
}

function attemptsOnTable(own: string, table: string): Attempt[] {
  return [
    `select * from ${table}`,
    `select count(*) from ${table}`,
    `insert into ${table} default values`,
    `update ${table} set id = id`,
    `delete from ${table}`,
    `truncate ${table}`,
    `lock table ${table}`,
    `copy ${table} to stdout`,
    `drop table ${table}`,
    `alter table ${table} owner to "${own}"`,
    `create table "${own}".kept (id uuid references ${table})`,
    `explain analyze select * from ${table}`,
  ].map(denied);
}

interface OtherThings {
  tables: string[];
  sequences: string[];
  /** Calls, with nulls for arguments. */
  functions: string[];
}

/** Tries everything as each of two tenants against the other, through the unit of work that every request uses. */
export async function tryWalls(
  { admin, pools, runtimeRoleName }: { admin: Client; pools: Pools; runtimeRoleName: string },
  [first, second]: readonly [string, string],
  notebook: Notebook,
): Promise<void> {
  const things = await readThings(admin, first);
  for (const [own, other] of [
    [first, second],
    [second, first],
  ] as const) {
    for (const attempt of attempts(own, other, things, runtimeRoleName))
      await tryOne(pools, own, attempt, notebook);
  }
  await tryWithoutTenant(pools, first, notebook);
}

async function tryOne(
  pools: Pools,
  own: string,
  { text, state }: Attempt,
  notebook: Notebook,
): Promise<void> {
  notebook.looked('attempts through PostgreSQL', 1);
  let answer = 'done';
  try {
    await withTenant(pools, own, async (unit) => {
      await unit.query({ text, values: [] });
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) answer = (error as { code?: string }).code ?? String(error);
  }
  if (answer !== state)
    notebook.found(
      'attempt',
      text,
      answer === 'done' ? 'was not refused.' : `was answered with ${answer} instead of ${state}.`,
    );
}

class Undo extends Error {}

/** The login without a tenant: no table is found, and none can be named. */
async function tryWithoutTenant(pools: Pools, key: string, notebook: Notebook): Promise<void> {
  for (const { text, state } of [
    { text: 'select count(*) from settings', state: '42P01' },
    { text: `select count(*) from "${key}".settings`, state: '42501' },
    {
      text: `insert into platform.tenants (key, slug, name, schema_version) values ('x', 'x', 'x', 1)`,
      state: '42501',
    },
    { text: 'delete from platform.tenant_stock', state: '42501' },
    { text: 'create temporary table kept (t text)', state: '42501' },
  ]) {
    notebook.looked('attempts through PostgreSQL', 1);
    const answer = await pools.runtime.query({ text, values: [] }).then(
      () => 'done',
      (error: unknown) => (error as { code?: string }).code ?? String(error),
    );
    if (answer !== state)
      notebook.found(
        'attempt',
        `without a tenant: ${text}`,
        `was answered with ${answer} instead of ${state}.`,
      );
  }
}

async function readThings(admin: Client, key: string): Promise<OtherThings> {
  const { rows } = await admin.query<{ kind: keyof OtherThings; name: string }>(
    `select case when relkind = 'S' then 'sequences' else 'tables' end as kind, relname::text as name
        from pg_class where relnamespace = to_regnamespace($1) and relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      union all
      select 'functions', proname::text || '(' || coalesce((select string_agg('null::' || format_type(t, null), ', ' order by n)
          from unnest(proargtypes) with ordinality a (t, n)), '') || ')'
        from pg_proc where pronamespace = to_regnamespace($1) and prokind = 'f'`,
    [key],
  );
  const of = (kind: keyof OtherThings) => rows.filter((row) => row.kind === kind).map(({ name }) => name);
  return { tables: of('tables'), sequences: of('sequences'), functions: of('functions') };
}
