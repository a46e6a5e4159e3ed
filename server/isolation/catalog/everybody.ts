import { openFunctions } from '../../tenancy/database-grants.ts';
import { defaultPrivileges, definerFunctions, harmlessExtensions, serverOnlySchemas } from '../expected.ts';
import type { Notebook } from '../notebook.ts';
import { allKeys, type CatalogScope } from './scope.ts';

/** A statement whose every row is a finding. */
interface Rule {
  check: string;
  what: string;
  query: string;
}

const isSystem = (schema: string) => `(${schema} ~ '^pg_' or ${schema} = 'information_schema')`;
const notOfExtension = (classOf: string, oid: string) =>
  `not exists (select from pg_depend e where e.classid = '${classOf}'::regclass and e.objid = ${oid} and e.deptype = 'e')`;
const serverOnly = serverOnlySchemas.map((schema) => `'${schema}'`).join(', ');

const rules: readonly Rule[] = [
  {
    check: 'public-function',
    what: 'can be executed by every role: it reaches past the tenant or past the transaction.',
    query: openFunctions.replace('as signature', 'as name'),
  },
  {
    check: 'public-function',
    what: 'was kept from everybody by PostgreSQL itself, and now every role can execute it.',
    query: `select p.oid::regprocedure::text as name from pg_proc p
      join pg_init_privs i on i.classoid = 'pg_proc'::regclass and i.objoid = p.oid
      where p.pronamespace = 'pg_catalog'::regnamespace and has_function_privilege('public', p.oid, 'execute')
        and not exists (select from aclexplode(i.initprivs) a where a.grantee = 0)`,
  },
  {
    check: 'public-catalog',
    what: 'of the catalog is open to everybody beyond what PostgreSQL opens.',
    query: `select c.oid::regclass || ': ' || lower(g.privilege_type) as name
      from pg_class c cross join aclexplode(c.relacl) g
      where c.relnamespace = 'pg_catalog'::regnamespace and g.grantee = 0
        and not exists (select from pg_init_privs i, aclexplode(i.initprivs) a where i.classoid = 'pg_class'::regclass
          and i.objoid = c.oid and i.objsubid = 0 and a.grantee = 0 and a.privilege_type = g.privilege_type)`,
  },
  {
    check: 'public-language',
    what: 'is a language in which every role may write.',
    query: `select lanname as name from pg_language
      where lanpltrusted and lanname <> 'sql' and has_language_privilege('public', oid, 'usage')`,
  },
  {
    check: 'public-database',
    what: 'everybody has this right on the database.',
    query: `select lower(g.privilege_type) as name from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) g
      where d.datname = current_database() and g.grantee = 0`,
  },
  {
    check: 'public-table',
    what: 'is open to everybody.',
    query: `select c.oid::regclass || ': ' || lower(g.privilege_type) as name from pg_class c cross join aclexplode(c.relacl) g
      where g.grantee = 0 and not ${isSystem('c.relnamespace::regnamespace::text')} and ${notOfExtension('pg_class', 'c.oid')}
      union all
      select a.attrelid::regclass || '.' || a.attname || ': ' || lower(g.privilege_type)
      from pg_attribute a cross join aclexplode(a.attacl) g join pg_class c on c.oid = a.attrelid
      where a.attacl is not null and g.grantee = 0 and not ${isSystem('c.relnamespace::regnamespace::text')}`,
  },
  {
    check: 'public-function',
    what: 'is a function of ours that everybody may execute.',
    query: `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where not ${isSystem('n.nspname')} and n.nspname not in (${serverOnly}) and ${notOfExtension('pg_proc', 'p.oid')}
        and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where g.grantee = 0)`,
  },
  {
    check: 'public-other',
    what: 'is open to everybody.',
    query: `select 'setting ' || parname as name from pg_parameter_acl, aclexplode(paracl) g where g.grantee = 0
      union all select 'foreign server ' || srvname from pg_foreign_server, aclexplode(srvacl) g where g.grantee = 0
      union all select 'foreign data wrapper ' || fdwname from pg_foreign_data_wrapper, aclexplode(fdwacl) g where g.grantee = 0
      union all select 'large object ' || m.oid from pg_largeobject_metadata m, aclexplode(lomacl) g where g.grantee = 0
      union all select 'tablespace ' || spcname from pg_tablespace, aclexplode(spcacl) g where g.grantee = 0`,
  },
  {
    check: 'definer-search-path',
    what: 'runs with its owner’s rights and without a search_path of its own that ends in pg_temp: a caller’s names could stand in for its own.',
    query: `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and not ${isSystem('n.nspname')} and ${notOfExtension('pg_proc', 'p.oid')}
        and not exists (select from unnest(p.proconfig) c where c ~ '^search_path=(""|([^$]+, *)?pg_temp)$' and c !~ 'public')`,
  },
  {
    check: 'definer-superuser',
    what: 'runs with the rights of a superuser.',
    query: `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      join pg_roles r on r.oid = p.proowner
      where p.prosecdef and r.rolsuper and not ${isSystem('n.nspname')} and ${notOfExtension('pg_proc', 'p.oid')}`,
  },
  {
    check: 'definer-catalog',
    what: 'of the catalog runs with its owner’s rights.',
    query: `select oid::regprocedure::text as name from pg_proc where prosecdef and ${isSystem('pronamespace::regnamespace::text')}`,
  },
  {
    check: 'native-function',
    what: 'is machine code that PostgreSQL did not bring along.',
    query: `select p.oid::regprocedure::text as name from pg_proc p join pg_language l on l.oid = p.prolang
      where l.lanname in ('c', 'internal') and not ${isSystem('p.pronamespace::regnamespace::text')} and ${notOfExtension('pg_proc', 'p.oid')}`,
  },
  {
    check: 'view-owner',
    what: 'is a view that reads with its owner’s rights: it needs security_invoker.',
    query: `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and not ${isSystem('n.nspname')} and n.nspname not in (${serverOnly})
        and ${notOfExtension('pg_class', 'c.oid')}
        and (c.relkind = 'm' or not exists (select from unnest(c.reloptions) o where o ~* '^security_invoker=(true|on|1|yes)$'))`,
  },
  {
    check: 'event-trigger',
    what: 'is an event trigger.',
    query: `select evtname as name from pg_event_trigger`,
  },
  {
    check: 'foreign',
    what: 'reaches out of the database.',
    query: `select 'foreign server ' || srvname as name from pg_foreign_server
      union all select 'foreign table ' || ftrelid::regclass from pg_foreign_table
      union all select 'subscription' where exists (select from pg_stat_subscription)`,
  },
  {
    check: 'extension',
    what: 'is an extension that is not on the list of harmless ones.',
    query: `select extname as name from pg_extension where extname not in (${harmlessExtensions.map((name) => `'${name}'`).join(', ')})`,
  },
  {
    check: 'setting',
    what: 'is on: every role reads every large object.',
    query: `select name from pg_settings where name = 'lo_compat_privileges' and setting = 'on'`,
  },
];

/** Checks what every role may do, and what runs with somebody else's rights, in the whole database. */
export async function checkEverybody(scope: CatalogScope, notebook: Notebook): Promise<void> {
  for (const { check, what, query } of rules) {
    const { rows } = await scope.admin.query<{ name: string }>(query);
    for (const { name } of rows) notebook.found(check, name, what);
  }
  notebook.looked('rules for every role', rules.length);
  await checkDefiners(scope, notebook);
  await checkDefaultPrivileges(scope, notebook);
  await tellOtherDatabases(scope, notebook);
}

/** A new function with its owner's rights is a way through the wall: each is listed by name. */
async function checkDefiners({ admin }: CatalogScope, notebook: Notebook): Promise<void> {
  const { rows } = await admin.query<{ name: string; schema: string; times: number }>(
    `select case when t.key is null then n.nspname else 'tenant' end || '.' || p.proname as name,
        min(n.nspname) as schema, count(*)::int as times
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace left join ${allKeys} t on t.key = n.nspname
      where p.prosecdef and not ${isSystem('n.nspname')} and ${notOfExtension('pg_proc', 'p.oid')} group by 1`,
  );
  notebook.looked(
    'functions with their owner’s rights',
    rows.reduce((sum, { times }) => sum + times, 0),
  );
  for (const { name, schema } of rows.filter(({ name }) => !definerFunctions.includes(name))) {
    notebook.found(
      'not-covered',
      `${name} (in ${schema})`,
      'runs with its owner’s rights and is not on the list of such functions (server/isolation/expected.ts).',
    );
  }
}

async function checkDefaultPrivileges({ admin }: CatalogScope, notebook: Notebook): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `select d.defaclrole::regrole || ' ' || case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences'
          when 'f' then 'functions' when 'T' then 'types' when 'n' then 'schemas' else d.defaclobjtype::text end
        || case when d.defaclnamespace = 0 then '' else ' in ' || d.defaclnamespace::regnamespace end || ': '
        || coalesce(string_agg(case g.grantee when 0 then 'everybody' else g.grantee::regrole::text end
          || ' ' || lower(g.privilege_type), ', ' order by g.grantee, g.privilege_type), 'nothing') as name
      from pg_default_acl d left join lateral aclexplode(d.defaclacl) g on true
      group by d.oid, d.defaclrole, d.defaclobjtype, d.defaclnamespace`,
  );
  const has = rows.map(({ name }) => name);
  for (const name of has.filter((name) => !defaultPrivileges.includes(name)))
    notebook.found(
      'default-privileges',
      name,
      'is given with every new thing of that kind; nobody has listed it.',
    );
  for (const name of defaultPrivileges.filter((name) => !has.includes(name)))
    notebook.found('default-privileges', name, 'is missing: PostgreSQL’s own default is wider.');
}

async function tellOtherDatabases(
  { admin, runtimeRoleName }: CatalogScope,
  notebook: Notebook,
): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `select datname as name from pg_database
      where datname <> current_database() and datallowconn and has_database_privilege($1, datname, 'connect') order by 1`,
    [runtimeRoleName],
  );
  if (rows.length > 0) {
    const names = rows.map(({ name }) => name);
    notebook.accepted(
      `The server’s login may also connect to ${names.length} other databases of the cluster, by PostgreSQL’s default for everybody (${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}): it has no rights on anything in them.`,
    );
  }
}
