import { platformGrants, serverOnlySchemas } from '../expected.ts';
import type { Notebook } from '../notebook.ts';
import { allKeys, type CatalogScope } from './scope.ts';

interface Grant {
  object: string;
  /** Null for a thing that nobody but its owner has a right on. */
  grantee: string | null;
  privileges: string | null;
  /** How many roles; tenants are counted together. */
  grantees: number;
}

// Every thing of the platform's schema once, and once more for each grantee. Columns that have grants of their own count as things.
const grants = `with things as (
    select 'schema platform' as object, n.nspacl as acl, n.nspowner as owner from pg_namespace n where n.nspname = 'platform'
    union all
    select case c.relkind when 'S' then 'sequence ' when 'v' then 'view ' when 'm' then 'view ' when 'f' then 'foreign table ' else 'table ' end
        || c.relname, c.relacl, c.relowner
      from pg_class c where c.relnamespace = to_regnamespace('platform') and c.relkind not in ('i', 'I', 't', 'c')
    union all
    select 'column ' || c.relname || '.' || a.attname, a.attacl, c.relowner
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = to_regnamespace('platform') and a.attacl is not null
    union all
    select 'function ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
        coalesce(p.proacl, acldefault('f', p.proowner)), p.proowner
      from pg_proc p where p.pronamespace = to_regnamespace('platform')
  ), given as (
    select t.object, g.privilege_type, g.grantee as oid,
      case when g.grantee = 0 then 'everybody' when g.grantee::regrole::text = $1 then 'server'
        when k.key is not null then 'tenants' else g.grantee::regrole::text end as grantee
    from things t, aclexplode(t.acl) g left join pg_roles r on r.oid = g.grantee
      left join platform.tenants k on k.key = r.rolname
    where g.grantee <> t.owner
  ), by_role as (
    select object, grantee, oid, string_agg(lower(privilege_type), ', ' order by privilege_type) as privileges
      from given group by object, grantee, oid
  )
  select t.object, b.grantee, b.privileges, count(b.oid)::int as grantees
    from (select distinct object from things) t left join by_role b using (object)
    group by t.object, b.grantee, b.privileges`;

/** Checks what the server and the tenants may do with the platform's tables: exactly what is listed, nothing more and nothing less. */
export async function checkPlatform(scope: CatalogScope, notebook: Notebook): Promise<void> {
  const { admin, runtimeRoleName } = scope;
  const { rows } = await admin.query<Grant>(grants, [runtimeRoleName]);
  const { rows: counted } = await admin.query<{ tenants: number }>(
    'select count(*)::int as tenants from platform.tenants',
  );
  const tenants = counted[0]?.tenants ?? 0;
  const byObject = Map.groupBy(rows, ({ object }) => object);
  notebook.looked('things of the platform', byObject.size);
  for (const [object, given] of byObject) {
    const allowed = platformGrants[object];
    if (!allowed) {
      notebook.found(
        'not-covered',
        `platform: ${object}`,
        'is not in the list of what is allowed (server/isolation/expected.ts).',
      );
    }
    const isAllowed = ({ grantee, privileges, grantees }: Grant) =>
      (grantee === 'server' && privileges === allowed?.server) ||
      (grantee === 'tenants' && privileges === allowed?.tenants && grantees === tenants);
    for (const { grantee, privileges } of given.filter(
      (grant) => grant.grantee !== null && !isAllowed(grant),
    ))
      notebook.found(
        'platform-grant',
        `platform: ${object}`,
        `${grantee}: ${privileges} is not allowed, or not for all.`,
      );
  }
  for (const [object, allowed] of Object.entries(platformGrants)) {
    for (const grantee of ['server', 'tenants'] as const) {
      const has = byObject.get(object)?.some((grant) => grant.grantee === grantee);
      if (allowed[grantee] && !has && (grantee === 'server' || tenants > 0))
        notebook.found('platform-grant', `platform: ${object}`, `lacks ${allowed[grantee]} for ${grantee}.`);
    }
  }
  await checkTriggers(scope, notebook);
  await checkOtherSchemas(scope, notebook);
}

async function checkTriggers({ admin }: CatalogScope, notebook: Notebook): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `select 'trigger ' || tgname || ' on ' || tgrelid::regclass as name from pg_trigger join pg_class c on c.oid = tgrelid
        where c.relnamespace = to_regnamespace('platform') and not tgisinternal
      union all select 'rule ' || rulename || ' on ' || ev_class::regclass from pg_rewrite join pg_class c on c.oid = ev_class
        where c.relnamespace = to_regnamespace('platform') and rulename <> '_RETURN'`,
  );
  for (const { name } of rows)
    notebook.found('not-covered', `platform: ${name}`, 'does something by itself that nobody has listed.');
}

/** A schema that is neither a tenant's nor ours: nobody but the server may enter it, and only those that are listed. */
async function checkOtherSchemas(
  { admin, runtimeRoleName }: CatalogScope,
  notebook: Notebook,
): Promise<void> {
  const { rows } = await admin.query<{ schema: string; grantee: string; privileges: string }>(
    `select n.nspname as schema, case g.grantee when 0 then 'everybody' else r.rolname end as grantee,
        string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) as privileges
      from pg_namespace n cross join aclexplode(n.nspacl) g left join pg_roles r on r.oid = g.grantee
        left join ${allKeys} own on own.key = n.nspname
      where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'platform') and own.key is null
        and g.grantee <> n.nspowner
        and (g.grantee = 0 or r.rolname = $1 or exists (select from ${allKeys} t where t.key = r.rolname))
      group by 1, 2`,
    [runtimeRoleName],
  );
  for (const { schema, grantee, privileges } of rows) {
    const isOurs =
      grantee === runtimeRoleName && serverOnlySchemas.includes(schema) && privileges === 'usage';
    if (!isOurs) notebook.found('schema-grant', schema, `${grantee} has ${privileges} on this schema.`);
  }
  const { rows: strays } = await admin.query<{ schema: string }>(
    `select nspname as schema from pg_namespace
      where nspname ~ '^t_[a-z2-7]{26}$' and not exists (select from ${allKeys} k where key = nspname)`,
  );
  for (const { schema } of strays)
    notebook.found(
      'schema-stray',
      schema,
      'looks like a tenant’s schema and is neither in the registry nor in stock.',
    );
}
