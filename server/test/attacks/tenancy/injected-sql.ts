/** The two organisations' keys: `a` is the one whose statement is bent, `b` the one that it is to reach. */
export interface Keys {
  a: string;
  b: string;
}

type Sql = (keys: Keys) => string;

/** SQL that stands behind a semicolon. The extended protocol takes one statement at a time, whatever it is. */
export const secondStatements: [string, Sql][] = [
  ['a query', () => 'select 1'],
  ['another role', ({ b }) => `set role "${b}"; select name from people`],
  ['another role until the end of the transaction', ({ b }) => `set local role "${b}"`],
  ['no role', () => 'reset role'],
  ['another user', () => 'set session authorization postgres'],
  ['set_config', ({ b }) => `select set_config('role', '${b}', true)`],
  ['another search_path', ({ b }) => `set search_path = "${b}"`],
  ['an update of pg_settings', ({ b }) => `update pg_settings set setting = '${b}' where name = 'role'`],
  ['a code block', ({ b }) => `do $$ begin set role "${b}"; end $$`],
  ['a temporary table', () => 'create temp table loot as select 1'],
  ['a function', () => 'create function loot() returns int language sql return 1'],
  ['a trigger switched off', () => 'alter table complaints disable trigger all'],
  ['the end of the transaction', () => 'commit; select 1'],
  ['the beginning of another', () => 'rollback; begin'],
  ['a prepared statement', ({ b }) => `prepare loot as set role "${b}"; execute loot`],
  ['explain analyze', () => `explain analyze delete from people`],
  ['copy to a program', () => `copy people to program 'id'`],
  ['copy from a file', () => `copy people from '/etc/passwd'`],
  ['a notification', () => `notify loot, 'x'`],
  ['listening', () => 'listen loot'],
  ['a deletion', () => 'delete from audit_events'],
  ['a broken one', () => 'selec'],
];

const runsSql = (name: string, call: (text: string) => string): [string, Sql, RegExp][] => [
  [`${name} that reads the other schema`, ({ b }) => call(`select name from "${b}".people`), /^42501$/],
  [
    `${name} that takes the other role`,
    ({ b }) => call(`select set_config(''role'', ''${b}'', true)`),
    /^42501$/,
  ],
  [
    `${name} that takes the other search_path`,
    ({ b }) => call(`select set_config(''search_path'', ''${b}'', true)`),
    /^42501$/,
  ],
  [`${name} with SET`, ({ b }) => call(`set role "${b}"`), /^(0A000|42P11)$/],
  [`${name} with two statements`, ({ b }) => call(`select 1; set role "${b}"`), /^(0A000|42P11|22023)$/],
];

/** What can stand where a value can, and the SQLSTATE with which PostgreSQL refuses it: 42501 is "you may not". */
export const injectedExpressions: [string, Sql, RegExp][] = [
  ['the role by set_config', ({ b }) => `select set_config('role', '${b}', true)`, /^42501$/],
  ['the role for the whole session', ({ b }) => `select set_config('role', '${b}', false)`, /^42501$/],
  ['the search_path by set_config', ({ b }) => `select set_config('search_path', '${b}', true)`, /^42501$/],
  ['no time limit', () => `select set_config('statement_timeout', '0', true)`, /^42501$/],
  [
    'set_config by its whole name',
    ({ b }) => `select pg_catalog.set_config('role', '${b}', true)`,
    /^42501$/,
  ],
  [
    'set_config inside other calls',
    ({ b }) => `select length(coalesce(nullif(set_config('role', '${b}', true), ''), 'x'))`,
    /^42501$/,
  ],
  [
    'set_config in a lateral join',
    ({ b }) =>
      `select string_agg(x, '') from generate_series(1, 2) n, lateral set_config('role', '${b}' || left(n::text, 0), true) x`,
    /^42501$/,
  ],
  ...runsSql('query_to_xml', (text) => `select query_to_xml('${text}', true, true, '')`),
  ...runsSql('query_to_xmlschema', (text) => `select query_to_xmlschema('${text}', true, true, '')`),
  ...runsSql(
    'query_to_xml_and_xmlschema',
    (text) => `select query_to_xml_and_xmlschema('${text}', true, true, '')`,
  ),
  ...runsSql('ts_stat', (text) => `select string_agg(word, '') from ts_stat('${text}')`),
  ...runsSql('ts_rewrite', (text) => `select ts_rewrite('a'::tsquery, '${text}')`),
  [
    'query_to_xml inside query_to_xml',
    ({ b }) =>
      `select query_to_xml('select query_to_xml(''select set_config(''''role'''', ''''${b}'''', true)'', true, true, '''')', true, true, '')`,
    /^42501$/,
  ],
  [
    'table_to_xml of the other schema',
    ({ b }) => `select table_to_xml('"${b}".people'::regclass, true, true, '')`,
    /^42501$/,
  ],
  [
    'table_to_xml of the registry',
    () => `select table_to_xml('platform.tenants'::regclass, true, true, '')`,
    /^42501$/,
  ],
  ['reading a file', () => `select pg_read_file('/etc/passwd')`, /^42501$/],
  ['reading a file as bytes', () => `select encode(pg_read_binary_file('/etc/passwd'), 'hex')`, /^42501$/],
  ['listing a folder', () => `select string_agg(f, '') from pg_ls_dir('.') f`, /^42501$/],
  ['the server’s log', () => `select string_agg(name, '') from pg_ls_logdir()`, /^42501$/],
  ['a large object', () => 'select lo_create(0)', /^42501$/],
  ['a large object from a file', () => `select lo_import('/etc/passwd')`, /^42501$/],
  ['a large object to a file', () => `select lo_export(1, '/tmp/loot')`, /^42501$/],
  ['reading a large object', () => 'select lo_get(1)', /^42501$/],
  ['writing a large object', () => `select lo_from_bytea(0, 'x')`, /^42501$/],
  ['a connection of its own', () => `select dblink('dbname=postgres', 'select 1')`, /^42883$/],
  ['an advisory lock of the session', () => 'select pg_advisory_lock(1)', /^42501$/],
  ['an advisory lock of the transaction', () => 'select pg_advisory_xact_lock(7236121)', /^42501$/],
  ['trying an advisory lock', () => 'select pg_try_advisory_lock_shared(1, 1)', /^42501$/],
  ['a sleep', () => 'select pg_sleep(1)', /^42501$/],
  ['a sleep until a moment', () => `select pg_sleep_until(now() + interval '1 day')`, /^42501$/],
  [
    'the password hashes of the cluster',
    () => 'select string_agg(rolpassword, $$$$) from pg_authid',
    /^42501$/,
  ],
  [
    'the statistics of columns, which hold values',
    () => 'select string_agg(stavalues1::text, $$$$) from pg_statistic',
    /^42501$/,
  ],
  ['the configuration file', () => `select string_agg(sourcefile, '') from pg_file_settings`, /^42501$/],
  ['who may connect', () => `select string_agg(auth_method, '') from pg_hba_file_rules`, /^42501$/],
  ['reloading the configuration', () => 'select pg_reload_conf()', /^42501$/],
  ['another log file', () => 'select pg_rotate_logfile()', /^42501$/],
  ['resetting the statistics', () => 'select pg_stat_reset()', /^42501$/],
  [
    'a change inside WITH',
    () => `with gone as (delete from people returning name) select string_agg(name, '') from gone`,
    /^0A000$/,
  ],
  [
    'a change of settings inside WITH',
    ({ b }) =>
      `with done as (update pg_settings set setting = '${b}' where name = 'role' returning name) select name from done`,
    /^0A000$/,
  ],
];

/** A whole statement, where a program let somebody choose one: whoever is not the owner may not. SET ROLE is not among them: the login may take every role. */
export const ownersStatements: [string, Sql, RegExp][] = [
  ['update pg_settings', ({ b }) => `update pg_settings set setting = '${b}' where name = 'role'`, /^42501$/],
  ['a code block', () => 'do $$ begin null; end $$', /^42501$/],
  ['a code block in SQL', () => 'do language sql $$ select 1 $$', /^(42501|0A000)$/],
  ['a temporary table', () => 'create temp table loot (x int)', /^42501$/],
  ['a temporary view', () => 'create temp view loot as select 1', /^42501$/],
  ['a temporary sequence', () => 'create temp sequence loot', /^42501$/],
  ['select into a temporary table', () => 'select 1 as x into temp loot', /^42501$/],
  ['a table', () => 'create table loot (x int)', /^42501$/],
  ['a table in public', () => 'create table public.loot (x int)', /^42501$/],
  ['a schema', () => 'create schema loot', /^42501$/],
  ['a function', () => 'create function loot() returns int language sql return 1', /^42501$/],
  [
    'a function in plpgsql',
    () => `create function pg_temp.loot() returns int language plpgsql as 'begin return 1; end'`,
    /^(42501|3F000)$/,
  ],
  [
    'a function of the server’s own language',
    () => `create function loot() returns int language internal as 'x'`,
    /^42501$/,
  ],
  [
    'an operator',
    () => 'create operator === (leftarg = text, rightarg = text, function = texteq)',
    /^42501$/,
  ],
  ['a role', () => 'create role loot', /^42501$/],
  ['a database', () => 'create database loot', /^(42501|25001)$/],
  ['an extension', () => 'create extension dblink', /^(42501|0A000|58P01)$/],
  ['a grant of the other role', ({ a, b }) => `grant "${b}" to "${a}"`, /^42501$/],
  ['a trigger switched off', () => 'alter table complaints disable trigger all', /^42501$/],
  ['a constraint taken off', () => 'alter table complaints drop constraint complaints_status', /^42501$/],
  ['a table taken off', () => 'drop table audit_events', /^42501$/],
  ['a table emptied', () => 'truncate audit_events', /^42501$/],
  ['an event of the trail edited', () => `update audit_events set action = 'x'`, /^42501$/],
  ['an event of the trail deleted', () => 'delete from audit_events', /^42501$/],
  [
    'an event of the trail forged',
    () => `insert into audit_events select * from audit_events limit 1`,
    /^42501$/,
  ],
  ['the end of a chain forged', () => 'update audit_chains set position = 0', /^42501$/],
  ['what is not sealed yet deleted', () => 'delete from audit_unsealed', /^42501$/],
  [
    'an entry of the queue for another',
    ({ b }) => `select "${b}".enqueue('mail', gen_random_uuid())`,
    /^42501$/,
  ],
  ['the queue itself', () => `delete from platform.outbox`, /^42501$/],
  [
    'a trigger',
    () => 'create trigger loot before insert on people execute function suppress_redundant_updates_trigger()',
    /^42501$/,
  ],
  ['a rule', () => 'create rule loot as on select to people do instead select 1', /^42501$/],
  ['a policy', () => 'create policy loot on people', /^42501$/],
  ['copy to a program', () => `copy people to program 'id'`, /^42501$/],
  ['copy to a file', () => `copy people to '/tmp/loot'`, /^42501$/],
  ['copy from a file', () => `copy people from '/etc/passwd'`, /^42501$/],
  [
    'explain analyze of set_config',
    ({ b }) => `explain analyze select set_config('role', '${b}', true)`,
    /^42501$/,
  ],
  [
    'explain analyze of the other schema',
    ({ b }) => `explain analyze select * from "${b}".people`,
    /^42501$/,
  ],
  [
    'schema_to_xml of the other schema',
    ({ b }) => `select length(schema_to_xml('${b}', true, true, '')::text) > 0 or null`,
    /^42501$/,
  ],
  ['another user', () => 'set session authorization postgres', /^42501$/],
  ['a setting of the cluster', () => `alter system set log_statement = 'all'`, /^(42501|25001)$/],
  ['a setting of the login', () => `alter role redress_runtime set search_path = public`, /^42501$/],
  ['replication from here', () => `set session_replication_role = replica`, /^42501$/],
  ['the log of statements', () => `set log_statement = 'all'`, /^42501$/],
];
