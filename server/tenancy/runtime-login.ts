import type { Pools } from '../db/pools.ts';

/**
 * Why the server must not run with the login that it has, as a sentence; null when it may: it owns nothing, inherits nothing, and
 * its search_path follows its role. With another one the walls between tenants would not stand.
 */
export async function runtimeLoginProblem(pools: Pools): Promise<string | null> {
  const { rows } = await pools.runtime.query<{ isSuperuser: boolean; inherits: boolean; path: string }>({
    text: `select rolsuper or rolbypassrls or rolcreaterole as "isSuperuser", rolinherit as inherits,
      current_setting('search_path') as path from pg_roles where rolname = session_user`,
    values: [],
  });
  const login = rows[0];
  if (login?.isSuperuser) {
    return 'DATABASE_URL names a login that may do too much: the walls between organisations would not stand. Name the runtime login there, and the owner in DATABASE_ADMIN_URL.';
  }
  if (!login || login.inherits || login.path !== '"$user", pg_temp') {
    return 'The login of DATABASE_URL was not made by Redress; run "redress migrate" with the owner in DATABASE_ADMIN_URL, which makes it so.';
  }
  return null;
}
