import { actorOf, recordEvent, systemActor } from '../audit/audit.store.ts';
import { readRefreshToken } from '../auth/refresh-tokens.ts';
import { revoke } from '../auth/revocations.ts';
import { endSession, findSessionHolder } from '../auth/session.store.ts';
import { findKnownTenant } from '../auth/tenant-cache.ts';
import type { Context } from '../context.ts';
import { done, refused, type Answer, type Refusal } from '../shared/refusal.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { holderOfSession } from './session-holder.ts';

const noSession: Refusal = {
  code: 'INVALID_CREDENTIALS',
  message: 'There is no session to end: give its access token or its refresh token.',
  path: null,
};

/** Ends the session of the caller, and that of the refresh token when one is given; both are usually the same. Ending it again is no error. */
export async function signOut(
  context: Context,
  refreshToken: string | null,
): Promise<Answer<{ isSignedOut: true }>> {
  const sessions = new Map<string, Tenant>();
  if (context.viewer) sessions.set(context.viewer.sessionId, context.viewer.tenant);
  const { pools, config } = context.services;
  const claim = refreshToken ? readRefreshToken(config.secretKey, refreshToken) : null;
  const tenant = claim && (await findKnownTenant(pools, claim.tenantKey));
  if (claim && tenant) sessions.set(claim.sessionId, tenant);
  if (sessions.size === 0) return refused(noSession);
  for (const [sessionId, owner] of sessions) await end(context, owner, sessionId);
  return done({ isSignedOut: true });
}

async function end(context: Context, tenant: Tenant, sessionId: string): Promise<void> {
  const { pools, now } = context.services;
  await withTenant(pools, tenant.key, async (unit) => {
    const session = await findSessionHolder(unit, sessionId);
    const holder = session && (await holderOfSession(unit, tenant, session));
    if (!(await endSession(unit, sessionId, now()))) return;
    const event = {
      action: 'session.ended',
      subjectType: 'session' as const,
      subjectId: sessionId,
      subjectLabel: holder?.displayName ?? null,
    };
    const actor = holder ? actorOf({ ...holder, sessionId }) : systemActor;
    await recordEvent(unit, actor, context.origin, event, now());
    await revoke(pools, [sessionId]);
  });
}
