import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationsFolder } from '../../tenancy/migrations.ts';
import { readSnapshot } from '../../tenancy/snapshot.ts';
import { appendOnlyTables, tablesWithoutGrants } from '../expected.ts';
import type { Notebook } from '../notebook.ts';
import { allKeys, type CatalogScope } from './scope.ts';

const grantsOf = (
  acl: string,
) => `(select coalesce(string_agg(case g.grantee when 0 then 'everybody' else g.grantee::regrole::text end
  || ' ' || lower(g.privilege_type) || case when g.is_grantable then ' (may give it on)' else '' end, ', '
  order by g.grantee::regrole::text collate "C", g.privilege_type), 'nothing') from aclexplode(${acl}) g)`;

/** Everything that stands in the tenants' schemas, a line for each thing and for each right, with the tenant's role called `tenant`. */
const facts = `facts as (
  select t.key, f.line from t cross join lateral (
    select 'schema: owner ' || n.nspowner::regrole || ', grants ' || ${grantsOf('n.nspacl')} as line from pg_namespace n where n.oid = t.ns
  ) f
  union all
  select t.key, case c.relkind when 'r' then 'table' when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized view'
      when 'f' then 'foreign table' when 'p' then 'partitioned table' when 'i' then 'index' else c.relkind::text end
    || ' ' || c.relname || ': owner ' || c.relowner::regrole || ', grants ' || ${grantsOf('c.relacl')}
    || case when c.relrowsecurity then ', row security' else '' end || case when c.relforcerowsecurity then ' forced' else '' end
    || case when c.relispartition then ', partition' else '' end || case c.relpersistence when 'p' then '' else ', not logged' end
    || coalesce(', ' || array_to_string(c.reloptions, ' '), '')
    || case when c.relkind in ('v', 'm') then ', ' || pg_get_viewdef(c.oid) else '' end
    || case when c.relkind = 'i' then ' ' || pg_get_indexdef(c.oid) else '' end
  from t join pg_class c on c.relnamespace = t.ns where c.relkind not in ('t', 'c')
  union all
  select t.key, 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || case when a.attnotnull then ' not null' else '' end || case a.attidentity when '' then '' else ' identity' end
    || case a.attgenerated when '' then '' else ' generated' end || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
    || case when a.attacl is null then '' else ', grants ' || ${grantsOf('a.attacl')} end
  from t join pg_class c on c.relnamespace = t.ns and c.relkind in ('r', 'v', 'm', 'f', 'p')
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  union all
  select t.key, 'constraint ' || c.relname || '.' || k.conname || ' ' || pg_get_constraintdef(k.oid)
  from t join pg_constraint k on k.connamespace = t.ns join pg_class c on c.oid = k.conrelid where k.contype <> 'n'
  union all
  select t.key, 'function ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || '): owner ' || p.proowner::regrole
    || ', grants ' || ${grantsOf("coalesce(p.proacl, acldefault('f', p.proowner))")} || ', '
    || case when p.prokind in ('f', 'p') then pg_get_functiondef(p.oid) else p.prokind::text end
  from t join pg_proc p on p.pronamespace = t.ns
  union all
  select t.key, 'trigger ' || c.relname || '.' || g.tgname || case when g.tgenabled = 'O' then '' else ' (' || g.tgenabled::text || ')' end
    || ' ' || pg_get_triggerdef(g.oid)
  from t join pg_class c on c.relnamespace = t.ns join pg_trigger g on g.tgrelid = c.oid where not g.tgisinternal
  union all
  select t.key, 'switched-off triggers of ' || c.relname || ': ' || count(*)
  from t join pg_class c on c.relnamespace = t.ns join pg_trigger g on g.tgrelid = c.oid
  where g.tgisinternal and g.tgenabled <> 'O' group by t.key, c.relname
  union all
  select t.key, 'rule ' || pg_get_ruledef(w.oid) from t join pg_class c on c.relnamespace = t.ns
    join pg_rewrite w on w.ev_class = c.oid where w.rulename <> '_RETURN'
  union all
  select t.key, 'policy ' || c.relname || '.' || p.polname || ' ' || p.polcmd::text || coalesce(' using ' || pg_get_expr(p.polqual, p.polrelid), '')
  from t join pg_class c on c.relnamespace = t.ns join pg_policy p on p.polrelid = c.oid
  union all
  -- Whatever else lives in the schema: types of its own, operators, text search configurations, statistics, collations …
  select t.key, 'other ' || pg_describe_object(d.classid, d.objid, d.objsubid)
  from t join pg_depend d on d.refclassid = 'pg_namespace'::regclass and d.refobjid = t.ns
  where d.classid not in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_constraint'::regclass)
)`;

const tenants = `t as materialized (select k.key, n.oid as ns from ${allKeys} k join pg_namespace n on n.nspname = k.key)`;
const neutral = `replace(replace(line, '"' || key || '"', 'tenant'), key, 'tenant')`;

/** Checks that every schema, also in stock, is the same, thing by thing and right by right, as that of one that was made just now. */
export async function checkDrift({ admin, freshKey }: CatalogScope, notebook: Notebook): Promise<void> {
  const { rows } = await admin.query<{ digest: string; keys: string[]; lines: number }>(
    `with ${tenants}, ${facts}, digests as (
        select key, count(*)::int as lines, md5(string_agg(${neutral}, E'\\n' order by ${neutral} collate "C")) as digest
        from facts group by key)
      select digest, min(lines) as lines, array_agg(key order by key) as keys from digests group by digest`,
  );
  const { rows: without } = await admin.query<{ key: string }>(
    `select key from ${allKeys} k where to_regnamespace(key) is null`,
  );
  for (const { key } of without)
    notebook.found('schema-missing', key, 'stands in the registry or the stock and has no schema.');
  notebook.looked(
    'schemas of tenants',
    rows.reduce((sum, { keys }) => sum + keys.length, 0),
  );
  notebook.looked(
    'things and rights in them',
    rows.reduce((sum, { keys, lines }) => sum + keys.length * lines, 0),
  );
  const fresh = new Set(await readFacts(admin, freshKey));
  for (const { keys } of rows.filter((group) => !group.keys.includes(freshKey)).slice(0, 50)) {
    const example = keys[0] as string;
    const has = new Set(await readFacts(admin, example));
    const where = keys.length === 1 ? example : `${example} and ${keys.length - 1} more`;
    for (const line of notIn(fresh, has)) notebook.found('drift', where, `has: ${line}`);
    for (const line of notIn(has, fresh)) notebook.found('drift', where, `lacks: ${line}`);
  }
}

async function readFacts(admin: CatalogScope['admin'], key: string): Promise<string[]> {
  const { rows } = await admin.query<{ line: string }>(
    `with t as (select $1::text as key, to_regnamespace($1)::oid as ns), ${facts} select ${neutral} as line from facts`,
    [key],
  );
  return rows.map(({ line }) => line);
}

/** Checks the fresh tenant itself: the rights that the checked-in snapshot tells, and none of its tables forgotten. */
export async function checkFreshTenant(scope: CatalogScope, notebook: Notebook): Promise<void> {
  const { admin, freshKey } = scope;
  const written = grantsIn(readFileSync(join(migrationsFolder(), 'tenant.snapshot.sql'), 'utf8'));
  const has = grantsIn(await readSnapshot(admin, freshKey));
  for (const line of notIn(written, has))
    notebook.found(
      'snapshot',
      'a fresh tenant',
      `has a right that migrations/tenant.snapshot.sql has not: ${line}`,
    );
  for (const line of notIn(has, written))
    notebook.found(
      'snapshot',
      'a fresh tenant',
      `lacks a right that migrations/tenant.snapshot.sql has: ${line}`,
    );

  const { rows } = await admin.query<{ table: string; rights: string[] }>(
    `select c.relname as table, coalesce(array_agg(lower(g.privilege_type)) filter (where g.grantee::regrole::text = $1), '{}') as rights
      from pg_class c left join lateral aclexplode(c.relacl) g on true
      where c.relnamespace = to_regnamespace($1) and c.relkind in ('r', 'p', 'v', 'm') group by 1`,
    [freshKey],
  );
  notebook.looked('tables of a tenant', rows.length);
  for (const { table, rights } of rows) {
    if (rights.length === 0 && !tablesWithoutGrants.includes(table))
      notebook.found(
        'not-covered',
        `tenant.${table}`,
        'has no grants, and is not on the list of tables without.',
      );
    const most = appendOnlyTables[table];
    for (const right of most ? rights.filter((right) => !most.includes(right)) : [])
      notebook.found('append-only', `tenant.${table}`, `is append-only, and the tenant’s role may ${right}.`);
  }
}

function grantsIn(snapshot: string): Set<string> {
  const section = snapshot.split('-- grants\n')[1] ?? '';
  return new Set(section.split('\n').filter((line) => line !== ''));
}

/** The lines that stand in `lines` and not in `known`. */
function notIn(known: ReadonlySet<string>, lines: ReadonlySet<string>): string[] {
  return [...lines].filter((line) => !known.has(line));
}
