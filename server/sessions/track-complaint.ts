import { findKnownTenant } from '../auth/tenant-cache.ts';
import { throttled } from '../auth/throttle.ts';
import { readTrackingToken } from '../auth/tracking-links.ts';
import type { Context } from '../context.ts';
import { done, refused, type Answer, type Refusal } from '../shared/refusal.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { beginSession, type BegunSession } from './begin-session.ts';
import { trackingHolder } from './session-holder.ts';

const invalidLink: Refusal = {
  code: 'INVALID_CREDENTIALS',
  message: 'This tracking link is not valid, or its time is over.',
  path: ['token'],
};

/** Begins a session that sees the one complaint of a tracking link. */
export async function trackComplaint(context: Context, token: string): Promise<Answer<BegunSession>> {
  const { pools } = context.services;
  const tracked = readTrackingToken(context.services, token);
  const tenant = tracked && (await findKnownTenant(pools, tracked.tenantKey));
  // One that we never made is a guess.
  if (!tracked) return throttled(context, { kind: 'link', account: null }, async () => refused(invalidLink));
  if (!tenant) return refused(invalidLink);
  return withTenant(pools, tenant.key, async (unit) => {
    const holder = await trackingHolder(unit, tenant, tracked.complaintId, tracked.personId);
    return holder ? done(await beginSession(context, unit, holder)) : refused(invalidLink);
  });
}
