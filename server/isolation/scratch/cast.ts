import { v7 as uuidv7 } from 'uuid';
import type { Viewer } from '../../auth/viewer.ts';
import type { Pools } from '../../db/pools.ts';
import { addPerson } from '../../people/add-person.ts';
import type { Role } from '../../shared/roles.ts';
import type { Tenant } from '../../tenancy/tenant.ts';
import { withTenant } from '../../tenancy/with-tenant.ts';
import { insertUser } from '../../users/insert-user.ts';

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
export interface CastOrganisation {
  tenant: Tenant;
  viewers: Record<CastName, Viewer>;
  /** Everybody's password. Most act as viewers and need none. */
  password: string;
}

/** Gives a tenant users of every role; their mail addresses are in `mailDomain`. */
export async function addCast(
  pools: Pools,
  tenant: Tenant,
  { passwordHash, mailDomain, now }: { passwordHash: string; mailDomain: string; now: Date },
): Promise<Record<CastName, Viewer>> {
  const by = { actor: { kind: 'operator', id: null, name: 'Test', role: null } as const, origin: null, now };
  return withTenant(pools, tenant.key, async (unit) => {
    const made: Partial<Record<CastName, Viewer>> = {};
    for (const name of castNames) {
      const [role, displayName] = cast[name];
      const email = `${name.toLowerCase()}@${mailDomain}`;
      const details = { name: displayName, email, phone: null, address: null };
      const personId = role === 'consumer' ? await addPerson(unit, details, by) : null;
      const username = name.toLowerCase();
      const { userId } = await insertUser(
        unit,
        { username, displayName, email, role, personId, passwordHash },
        by,
      );
      made[name] = {
        kind: 'user',
        tenant,
        sessionId: uuidv7(),
        role,
        scopes: [],
        userId,
        personId,
        trackedComplaintId: null,
        displayName,
        mustSetUpFactor: false,
      };
    }
    return made as Record<CastName, Viewer>;
  });
}
