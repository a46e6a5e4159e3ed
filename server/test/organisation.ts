import { hashPassword } from '../auth/passwords.ts';
import { withAdmin } from '../db/admin.ts';
import { addCast, castNames, type CastName, type CastOrganisation } from '../isolation/scratch/cast.ts';
import { provisionTenant } from '../tenancy/provision-tenant.ts';
import type { TestDatabase } from './database.ts';

export { castNames, type CastName, type CastOrganisation as TestOrganisation };

/** Everybody's password. Most tests act as viewers and need none. */
export const castPassword = 'quiet-otter-mends-kettles';
let castPasswordHash: Promise<string> | null = null;

/** Provisions an organisation with a cast. */
export async function createOrganisation(database: TestDatabase, slug: string): Promise<CastOrganisation> {
  const tenant = await withAdmin(database.adminUrl, (admin) =>
    provisionTenant(admin, { slug, name: `${slug} Ltd` }),
  );
  const passwordHash = await (castPasswordHash ??= hashPassword(castPassword));
  const viewers = await addCast(database.pools, tenant, {
    passwordHash,
    mailDomain: `${slug}.example`,
    now: new Date(),
  });
  return { tenant, viewers, password: castPassword };
}
