import { withAdmin } from '../db/admin.ts';

/** A row as it stands in its table, by column. */
export type PlainRow = Record<string, unknown> & { id: string };

export type PlainTables = Record<(typeof tables)[number], PlainRow[]>;

const tables = [
  'settings',
  'people',
  'users',
  'categories',
  'complaints',
  'resolutions',
  'comments',
  'audit_events',
  'second_factors',
  'identity_provider',
  'external_identities',
] as const;

/** Every row of a tenant, read past the API by an administrator. */
export async function readPlainRows(adminUrl: string, tenantKey: string): Promise<PlainTables> {
  return withAdmin(adminUrl, async (admin) => {
    const read: Partial<PlainTables> = {};
    for (const table of tables) {
      read[table] = (await admin.query<PlainRow>(`select * from "${tenantKey}".${table}`)).rows;
    }
    return read as PlainTables;
  });
}
