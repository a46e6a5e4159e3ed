import type { Client } from 'pg';
import { withAdmin } from '../../db/admin.ts';

/** A digest of every row of every table of a tenant: two are equal when nothing was written between. `admin`: a connection, or its URL. */
export async function digestOf(admin: Client | string, tenantKey: string): Promise<string> {
  if (typeof admin === 'string') return withAdmin(admin, (client) => digestOf(client, tenantKey));
  const { rows: tables } = await admin.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = to_regnamespace($1) and relkind = 'r' order by 1`,
    [tenantKey],
  );
  const digests = tables.map(
    ({ name }) =>
      `(select '${name} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') from "${tenantKey}".${name} t)`,
  );
  const { rows } = await admin.query<{ digest: string }>(
    `select concat_ws(E'\\n', ${digests.join(', ')}) as digest`,
  );
  return rows[0]?.digest ?? '';
}
