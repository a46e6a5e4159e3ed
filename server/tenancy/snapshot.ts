import type { Client } from 'pg';

/**
 * What a tenant's schema looks like, as text: tables, columns, constraints, indexes, functions and grants, in a fixed order, with
 * the tenant's role called `tenant`. Two schemas of one version give the same text; a difference is drift. `admin` reads the
 * catalog and must not be inside a tenant.
 */
export async function readSnapshot(admin: Client, key: string): Promise<string> {
  const parts = [
    await readTables(admin, key),
    await readList(admin, key, 'constraints', constraints),
    await readList(admin, key, 'indexes', indexes),
    await readList(admin, key, 'functions', functions),
    await readList(admin, key, 'grants', grants),
  ];
  return `${parts.join('\n\n').replaceAll(`"${key}".`, '').replaceAll(`${key}.`, '').replaceAll(key, 'tenant')}\n`;
}

const columns = `select c.relname as table, a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || case when a.attnotnull then ' not null' else '' end
    || case when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
       when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end as line
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = to_regnamespace($1) and c.relkind = 'r' order by c.relname, a.attnum`;

// NOT NULL stands with the columns: since PostgreSQL 18 it is a constraint too.
const constraints = `select c.relname || ': ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as line
  from pg_constraint k join pg_class c on c.oid = k.conrelid
  where k.connamespace = to_regnamespace($1) and k.contype <> 'n' order by 1`;

const indexes = `select pg_get_indexdef(i.indexrelid) as line from pg_index i join pg_class c on c.oid = i.indrelid
  where c.relnamespace = to_regnamespace($1)
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u')) order by 1`;

const functions = `select pg_get_functiondef(p.oid) as line from pg_proc p where p.pronamespace = to_regnamespace($1) order by p.proname, 1`;

const grants = `select line from (
    select 'schema: ' || g.grantee::regrole || ' ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) as line
      from pg_namespace n, aclexplode(n.nspacl) g where n.oid = to_regnamespace($1) group by g.grantee
    union all
    select c.relname || ': ' || g.grantee::regrole || ' ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type)
      from pg_class c, aclexplode(c.relacl) g
      where c.relnamespace = to_regnamespace($1) and c.relkind = 'r' and g.grantee <> c.relowner group by c.relname, g.grantee
    union all
    select format('%s(%s): %s execute', p.proname, pg_get_function_identity_arguments(p.oid),
        case g.grantee when 0 then 'everybody' else g.grantee::regrole::text end)
      from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
      where p.pronamespace = to_regnamespace($1) and g.grantee <> p.proowner) l order by 1`;

async function readTables(admin: Client, key: string): Promise<string> {
  const { rows } = await admin.query<{ table: string; line: string }>(columns, [key]);
  const tables = Map.groupBy(rows, (row) => row.table);
  return [...tables]
    .map(([table, lines]) => `table ${table}\n${lines.map(({ line }) => `  ${line}`).join('\n')}`)
    .join('\n\n');
}

async function readList(admin: Client, key: string, title: string, query: string): Promise<string> {
  const { rows } = await admin.query<{ line: string }>(query, [key]);
  return `-- ${title}\n${rows.map(({ line }) => line.trimEnd()).join('\n')}`;
}
