import { v7 as uuidv7 } from 'uuid';
import { hashPassword } from '../auth/passwords.ts';
import type { Viewer } from '../auth/viewer.ts';
import { withAdmin } from '../db/admin.ts';
import { addPerson } from '../people/add-person.ts';
import type { Role } from '../shared/roles.ts';
import { provisionTenant } from '../tenancy/provision-tenant.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { insertUser } from '../users/insert-user.ts';
import type { TestDatabase } from './database.ts';

const cast = {
  admin: ['admin', 'Ada Admin'],
  manager: ['manager', 'Max Manager'],
  manager2: ['manager', 'Mia Manager'],
  helpDesk: ['help_desk', 'Hanna Desk'],
  support: ['support', 'Sam Support'],
  support2: ['support', 'Sue Support'],
  consumer: ['consumer', 'Carla Consumer'],
  consumer2: ['consumer', 'Cem Consumer'],
} as const satisfies Record<string, readonly [Role, string]>;

export type CastName = keyof typeof cast;
export const castNames = Object.keys(cast) as CastName[];

/** An organisation with somebody of every role, ready to act. */
export interface TestOrganisation {
  tenant: Tenant;
  viewers: Record<CastName, Viewer>;
}

/** Everybody's password. Most tests act as viewers and need none. */
export const castPassword = 'quiet-otter-mends-kettles';
let castPasswordHash: Promise<string> | null = null;

/** Provisions an organisation with a cast. */
export async function createOrganisation(database: TestDatabase, slug: string): Promise<TestOrganisation> {
  const tenant = await withAdmin(database.adminUrl, (admin) =>
    provisionTenant(admin, { slug, name: `${slug} Ltd` }),
  );
  const now = new Date();
  const by = { actor: { kind: 'operator', id: null, name: 'Test', role: null } as const, origin: null, now };
  const passwordHash = await (castPasswordHash ??= hashPassword(castPassword));
  const viewers = await withTenant(database.pools, tenant.key, async (unit) => {
    const made: Partial<Record<CastName, Viewer>> = {};
    for (const name of castNames) {
      const [role, displayName] = cast[name];
      const details = {
        name: displayName,
        email: `${name.toLowerCase()}@${slug}.example`,
        phone: null,
        address: null,
      };
      const personId = role === 'consumer' ? await addPerson(unit, details, by) : null;
      const { userId } = await insertUser(
        unit,
        { username: name.toLowerCase(), displayName, email: details.email, role, personId, passwordHash },
        by,
      );
      made[name] = {
        tenant,
        sessionId: uuidv7(),
        role,
        userId,
        personId,
        trackedComplaintId: null,
        displayName,
      };
    }
    return made as Record<CastName, Viewer>;
  });
  return { tenant, viewers };
}
