import { verifyPassword } from '../auth/passwords.ts';
import type { Pools } from '../db/pools.ts';
import { findTenantBySlug } from '../tenancy/registry.ts';
import { withTenantRead } from '../tenancy/with-tenant.ts';
import { acme } from './acme/acme.ts';
import { demoPasswords } from './demo-passwords.ts';
import { listUsersWithPassword } from './demo-users.queries.ts';
import { techstart } from './techstart/techstart.ts';

/**
 * Finds somebody of the demo who can still sign in with the password that everybody knows, as `username of slug`; null when
 * there is nobody. An organisation that merely has the same slug, or whose passwords were changed, is none of the demo's.
 */
export async function findDemoUser(pools: Pools): Promise<string | null> {
  for (const { slug, staff, people } of [acme, techstart]) {
    const tenant = await findTenantBySlug(pools, slug);
    if (tenant === null) continue;
    const usernames = [...staff, ...people].flatMap(({ username }) => username ?? []);
    const users = await withTenantRead(pools, tenant.key, (unit) => listUsersWithPassword(unit, usernames));
    // Those of one role were made with the same hash: checking each hash once is enough.
    const byHash = new Map(users.map((user) => [user.passwordHash, user]));
    for (const { username, role, passwordHash } of byHash.values()) {
      if (await verifyPassword(passwordHash, demoPasswords[role])) return `${username} of ${slug}`;
    }
  }
  return null;
}
