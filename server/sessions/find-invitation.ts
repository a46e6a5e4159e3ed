import { readInvitationToken } from '../auth/invitation-tokens.ts';
import { findKnownTenant } from '../auth/tenant-cache.ts';
import type { Context } from '../context.ts';
import { setAside } from '../db/pools.ts';
import { findSettings } from '../settings/settings.queries.ts';
import { withTenantRead } from '../tenancy/with-tenant.ts';
import { findAccount, findInvitedUser } from './account.store.ts';

/** What a link to a password is good for. */
export interface OpenInvitation {
  username: string;
  organisation: string;
  /** False when a password is replaced. */
  isFirst: boolean;
}

/** What the link is good for; null when it is not, or not any more: unknown, used and expired ones are not told apart. */
export async function findInvitation(context: Context, link: string): Promise<OpenInvitation | null> {
  const { pools, now } = context.services;
  const token = readInvitationToken(link);
  const tenant = token && (await findKnownTenant(pools, token.tenantKey));
  if (!token || !tenant) return null;
  // The request may hold a snapshot of its viewer's already.
  return withTenantRead(setAside(pools), tenant.key, async (unit) => {
    const userId = await findInvitedUser(unit, token.hash, now());
    const account = userId && (await findAccount(unit, userId));
    if (!account || account.status === 'disabled') return null;
    const { name } = await findSettings(unit);
    return { username: account.username, organisation: name, isFirst: account.status === 'invited' };
  });
}
