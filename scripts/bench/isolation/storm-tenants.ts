import { withAdmin } from '../../../server/db/admin.ts';
import { provisionTenant } from '../../../server/tenancy/provision-tenant.ts';

/** A tenant whose rows all say whose they are. */
export interface StormTenant {
  key: string;
  /** Every name in its schema begins so. */
  marker: string;
}

/** The same ids in every tenant: a statement that runs in the wrong schema finds a row there, and its name tells. */
export const sharedIds: readonly string[] = Array.from(
  { length: 16 },
  (_, index) => `01900000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`,
);

/** Makes tenants with one person for each of the shared ids. */
export async function plantTenants(adminUrl: string, count: number): Promise<StormTenant[]> {
  return withAdmin(adminUrl, async (admin) => {
    const planted: StormTenant[] = [];
    for (let index = 0; index < count; index += 1) {
      const { key } = await provisionTenant(admin, { slug: `storm-${index}`, name: `Storm ${index}` });
      const marker = `of ${key} `;
      await admin.query(
        `insert into "${key}".people (id, name) select id, $2 || 'planted' from unnest($1::uuid[]) as id`,
        [sharedIds, marker],
      );
      planted.push({ key, marker });
    }
    return planted;
  });
}

/** What stands in a tenant's rows: names that are not its own, and how often all of them were changed. */
export async function inspectTenant(
  adminUrl: string,
  { key, marker }: StormTenant,
): Promise<{ foreignNames: string[]; changes: number }> {
  return withAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ name: string; version: number }>(
      `select name, version from "${key}".people`,
    );
    return {
      foreignNames: rows.map((row) => row.name).filter((name) => !name.startsWith(marker)),
      changes: rows.reduce((sum, row) => sum + row.version - 1, 0),
    };
  });
}
