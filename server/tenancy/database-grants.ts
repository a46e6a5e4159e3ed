import type { Client } from 'pg';

/** The login that the server uses: it owns nothing and inherits nothing. */
export const runtimeRole = 'redress_runtime';
/** Owns every table; nobody logs in as it. */
export const ownerRole = 'redress_owner';

// What would let one tenant's SQL reach another's, or hold things beyond its transaction.
/** Functions that everybody may execute and nobody should, as `signature`; empty once they are revoked. */
export const openFunctions = `select p.oid::regprocedure::text as signature from pg_proc p
  where p.pronamespace = 'pg_catalog'::regnamespace
    and (p.proname = 'set_config' or p.proname ~ '^pg_(try_)?advisory_|^pg_sleep' or p.proname ~ '^lo_|^loread$|^lowrite$')
    and has_function_privilege('public', p.oid, 'execute')
  order by 1`;

/**
 * Takes from PUBLIC what breaks the wall between tenants, and gives the runtime login what it needs. Needs a superuser for
 * `set_config`; where a managed server refuses, the sentences that it returns say what is left open.
 * Grants belong to a database: after `CREATE DATABASE … TEMPLATE` this must run again.
 */
export async function applyDatabaseGrants(
  admin: Client,
  databaseName: string,
  runtime: string,
): Promise<string[]> {
  const database = admin.escapeIdentifier(databaseName);
  const login = admin.escapeIdentifier(runtime);
  const left: string[] = [];
  await admin.query(`revoke all on database ${database} from public`);
  await admin.query(`grant connect on database ${database} to ${login}`);
  await admin.query(`revoke all on schema public from public`);
  const { rows } = await admin.query<{ signature: string }>(openFunctions);
  for (const { signature } of rows) {
    try {
      await admin.query(`revoke execute on function ${signature} from public`);
    } catch {
      left.push(`${signature} stays open to every role: revoking it needs a superuser.`);
    }
  }
  try {
    await admin.query(`revoke usage on language plpgsql from public`);
  } catch {
    left.push('The language plpgsql stays open to every role: revoking it needs a superuser.');
  }
  await admin.query(`grant execute on function set_config(text, text, boolean) to ${login}, ${ownerRole}`);
  return left;
}
