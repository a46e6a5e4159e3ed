import { isTenantKey } from '../../tenancy/tenant.ts';
import type { Notebook } from '../notebook.ts';
import { allKeys, type CatalogScope } from './scope.ts';

const attributes = `array_remove(array[
  case when rolsuper then 'SUPERUSER' end, case when rolinherit then 'INHERIT' end,
  case when rolcreaterole then 'CREATEROLE' end, case when rolcreatedb then 'CREATEDB' end,
  case when rolcanlogin then 'LOGIN' end, case when rolreplication then 'REPLICATION' end,
  case when rolbypassrls then 'BYPASSRLS' end], null)`;

/** Checks every tenant's role, the server's login and the owner: attributes, memberships, settings, possessions. */
export async function checkRoles(scope: CatalogScope, notebook: Notebook): Promise<void> {
  await checkAttributes(scope, notebook);
  await checkMemberships(scope, notebook);
  await checkSettings(scope, notebook);
  await checkPossessions(scope, notebook);
}

async function checkAttributes(scope: CatalogScope, notebook: Notebook): Promise<void> {
  const { admin, runtimeRoleName, ownerRoleName } = scope;
  const { rows } = await admin.query<{ name: string; exists: boolean; attributes: string[]; kind: string }>(
    `select n.name, n.kind, r.oid is not null as exists, coalesce(${attributes}, '{}') as attributes
      from (select key as name, 'tenant' as kind from ${allKeys} k
        union all values ($1, 'login'), ($2, 'owner')) n
      left join pg_roles r on r.rolname = n.name`,
    [runtimeRoleName, ownerRoleName],
  );
  notebook.looked('roles', rows.length);
  for (const { name, kind, exists, attributes: has } of rows) {
    if (!exists)
      notebook.found('role-missing', name, 'stands in the registry or the stock and is not a role.');
    const may = kind === 'login' ? ['LOGIN'] : [];
    for (const attribute of has.filter((attribute) => !may.includes(attribute)))
      notebook.found('role-attribute', name, `is ${attribute}: it must not be.`);
  }
}

interface Membership {
  role: string;
  member: string;
  memberRules: boolean;
  admin: boolean;
  /** Null before PostgreSQL 16. */
  inherits: string | null;
  sets: string | null;
}

async function checkMemberships(scope: CatalogScope, notebook: Notebook): Promise<void> {
  const { admin, runtimeRoleName, ownerRoleName } = scope;
  const { rows } = await admin.query<Membership>(
    `with ours as (select r.oid from pg_roles r
        where r.rolname in ($1, $2) or exists (select from ${allKeys} t where t.key = r.rolname))
      select role.rolname as role, member.rolname as member, m.admin_option as admin,
        member.rolsuper or member.rolname = session_user as "memberRules",
        to_jsonb(m) ->> 'inherit_option' as inherits, to_jsonb(m) ->> 'set_option' as sets
      from pg_auth_members m join pg_roles role on role.oid = m.roleid join pg_roles member on member.oid = m.member
      where m.roleid in (select oid from ours) or m.member in (select oid from ours)`,
    [runtimeRoleName, ownerRoleName],
  );
  const keys = await readKeys(admin, 'tenants');
  const inStock = await readKeys(admin, 'tenant_stock');
  const reached = new Set<string>();
  let elsewhere = 0;
  for (const membership of rows) {
    const { role, member } = membership;
    if (member === runtimeRoleName && keys.has(role)) {
      if (membership.sets !== 'false') reached.add(role);
      if (membership.admin) notebook.found('membership', role, 'the server’s login may give it to others.');
      if (membership.inherits === 'true')
        notebook.found('membership', role, 'the server’s login inherits its rights without becoming it.');
    } else if (member === runtimeRoleName && inStock.has(role)) {
      notebook.found('membership', role, 'is in stock, and the server’s login may become it.');
    } else if (member === runtimeRoleName && isTenantKey(role)) {
      elsewhere += 1;
    } else if (!membership.memberRules) {
      notebook.found('membership', member, `is a member of ${role}: it must not be.`);
    }
  }
  notebook.looked('memberships', rows.length);
  if (elsewhere > 0)
    notebook.accepted(
      `The server’s login may become ${elsewhere} tenants that are not in this database’s registry: of another database of the cluster, or dropped by hand.`,
    );
  for (const key of keys)
    if (!reached.has(key)) notebook.found('membership', key, 'the server’s login cannot become it.');
}

async function readKeys(
  admin: CatalogScope['admin'],
  table: 'tenants' | 'tenant_stock',
): Promise<Set<string>> {
  const { rows } = await admin.query<{ key: string }>(`select key from platform.${table}`);
  return new Set(rows.map(({ key }) => key));
}

async function checkSettings(scope: CatalogScope, notebook: Notebook): Promise<void> {
  const { admin, runtimeRoleName, ownerRoleName } = scope;
  const { rows } = await admin.query<{ role: string | null; isHere: boolean; settings: string[] }>(
    `select r.rolname as role, s.setdatabase <> 0 as "isHere", s.setconfig as settings
      from pg_db_role_setting s left join pg_roles r on r.oid = s.setrole
      where s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
        and (s.setrole = 0 or r.rolname in ($1, $2) or exists (select from ${allKeys} t where t.key = r.rolname))`,
    [runtimeRoleName, ownerRoleName],
  );
  const right = 'search_path="$user", pg_temp';
  const ofLogin = rows.filter(({ role }) => role === runtimeRoleName).flatMap(({ settings }) => settings);
  if (!ofLogin.includes(right))
    notebook.found('role-setting', runtimeRoleName, `does not begin with ${right}.`);
  const others = ofLogin.filter((setting) => setting !== right && !harmlessSettings.has(setting));
  for (const setting of others)
    notebook.found('role-setting', runtimeRoleName, `begins with ${setting}: it must not.`);
  for (const { role, settings } of rows.filter(({ role }) => role !== runtimeRoleName)) {
    // For the whole database only what moves a wall is told; the rest is the operator's business.
    const told = role === null ? settings.filter((setting) => wallSettings.test(setting)) : settings;
    for (const setting of told)
      notebook.found('role-setting', role ?? 'the database', `begins with ${setting}: it must not.`);
  }
  notebook.looked('settings of roles and database', rows.length);
}

/** How long a transaction may take (from PostgreSQL 17 on), and what plans reckon with. */
const harmlessSettings: ReadonlySet<string> = new Set(['transaction_timeout=60s', 'random_page_cost=2']);

const wallSettings =
  /^(search_path|role|session_authorization|row_security|lo_compat_privileges|.*_preload_libraries)=/;

async function checkPossessions(scope: CatalogScope, notebook: Notebook): Promise<void> {
  const { admin, runtimeRoleName } = scope;
  const { rows } = await admin.query<{
    role: string;
    owns: boolean;
    database: string | null;
    schema: string | null;
    object: string;
  }>(
    `with ours as (select r.oid, r.rolname, t.key is not null as is_tenant from pg_roles r
        left join ${allKeys} t on t.key = r.rolname where r.rolname = $1 or t.key is not null)
      select o.rolname as role, d.deptype = 'o' as owns, b.datname as database, n.nspname as schema,
        case when d.dbid <> 0 and b.datname <> current_database() then 'something'
          else pg_describe_object(d.classid, d.objid, d.objsubid) end as object
      from pg_shdepend d join ours o on d.refclassid = 'pg_authid'::regclass and d.refobjid = o.oid
        left join pg_database b on b.oid = d.dbid
        left join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid and b.datname = current_database()
        left join pg_proc p on d.classid = 'pg_proc'::regclass and p.oid = d.objid and b.datname = current_database()
        left join pg_type y on d.classid = 'pg_type'::regclass and y.oid = d.objid and b.datname = current_database()
        left join pg_namespace n on n.oid = coalesce(c.relnamespace, p.pronamespace, y.typnamespace,
          case when d.classid = 'pg_namespace'::regclass and b.datname = current_database() then d.objid end)
      where (o.is_tenant or b.datname is null or b.datname = current_database())
        and not (d.deptype = 'a' and b.datname = current_database() and n.nspname = o.rolname)`,
    [runtimeRoleName],
  );
  for (const { role, owns, database, schema, object } of rows) {
    if (owns)
      notebook.found('role-owns', role, `owns ${object}${inDatabase(database)}: it must own nothing.`);
    // What it may do with the platform's things is compared with a list of its own.
    else if (schema !== 'platform' && (role !== runtimeRoleName || !isOfTheLogin(schema, object)))
      notebook.found('role-grant', role, `may do something with ${object}${inDatabase(database)}.`);
  }
}

function isOfTheLogin(schema: string | null, object: string): boolean {
  return schema === 'graphile_worker' || /graphile_worker|^database |^function set_config\(/.test(object);
}

function inDatabase(database: string | null): string {
  return database === null ? '' : ` in the database ${database}`;
}
