import { recordEvent, systemActor } from '../audit/audit.store.ts';
import { readRefreshToken, type RefreshClaim } from '../auth/refresh-tokens.ts';
import { revoke } from '../auth/revocations.ts';
import {
  endReusedSession,
  findSessionHolder,
  lockSession,
  rotateSession,
  type SessionRow,
} from '../auth/session.store.ts';
import { findKnownTenant } from '../auth/tenant-cache.ts';
import { throttled } from '../auth/throttle.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Context } from '../context.ts';
import { done, refused, type Answer, type Refusal } from '../shared/refusal.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { withTenant, type WriteUnit } from '../tenancy/with-tenant.ts';
import { issueTokens, type BegunSession } from './begin-session.ts';
import { holderOfSession } from './session-holder.ts';

// Two tabs that refresh at the same moment, or an answer that got lost on its way.
const graceMilliseconds = 10_000;

const endedSession: Refusal = {
  code: 'INVALID_CREDENTIALS',
  message: 'The session is over. Sign in again.',
  path: ['refreshToken'],
};

/**
 * Exchanges a refresh token for the session's next tokens, with name, role and status as the database has them now. The token before the
 * newest one gets the newest one again for ten seconds; after that, or when it is older, somebody else has used it: the session ends.
 */
export async function refreshSession(context: Context, refreshToken: string): Promise<Answer<BegunSession>> {
  const { pools, config } = context.services;
  const claim = readRefreshToken(config.secretKey, refreshToken);
  const tenant = claim && (await findKnownTenant(pools, claim.tenantKey));
  // One that we never made is a guess.
  if (!claim) return throttled(context, { kind: 'link', account: null }, async () => refused(endedSession));
  if (!tenant) return refused(endedSession);
  const outcome = await withTenant(pools, tenant.key, async (unit) => {
    const viewer = await lockViewer(unit, tenant, claim.sessionId);
    return viewer ? useToken(context, unit, claim, viewer) : refused(endedSession);
  });
  if (outcome !== 'reused') return outcome;
  await endForReuse(context, tenant, claim.sessionId);
  return refused(endedSession);
}

/** Locks the holder first, then the session: the order of every change that holds both. */
async function lockViewer(unit: WriteUnit, tenant: Tenant, sessionId: string): Promise<Viewer | null> {
  const session = await findSessionHolder(unit, sessionId);
  const holder = session && (await holderOfSession(unit, tenant, session));
  return holder && { ...holder, sessionId };
}

async function useToken(
  context: Context,
  unit: WriteUnit,
  claim: RefreshClaim,
  viewer: Viewer,
): Promise<Answer<BegunSession> | 'reused'> {
  const { services } = context;
  const now = services.now();
  const session = await lockSession(unit, claim.sessionId);
  if (!session || session.endedAt || session.expiresAt <= now) return refused(endedSession);
  if (claim.generation === session.generation) {
    const next = session.generation + 1;
    rotateSession(unit, session.id, next, now);
    return done(await issueTokens(services, unit, viewer, next));
  }
  if (isTwin(claim, session, now)) return done(await issueTokens(services, unit, viewer, session.generation));
  return 'reused';
}

function isTwin(claim: RefreshClaim, session: SessionRow, now: Date): boolean {
  const age = now.getTime() - session.rotatedAt.getTime();
  return claim.generation === session.generation - 1 && age <= graceMilliseconds;
}

/** The session ends for whoever holds one of its tokens. */
async function endForReuse(context: Context, tenant: Tenant, sessionId: string): Promise<void> {
  const { pools, now } = context.services;
  await withTenant(pools, tenant.key, async (unit) => {
    const ended = await endReusedSession(unit, sessionId, now());
    if (!ended) return;
    const event = {
      action: 'session.token_reused',
      subjectType: 'session' as const,
      subjectId: sessionId,
      subjectLabel: ended.userName,
    };
    await recordEvent(unit, systemActor, context.origin, event, now());
    await revoke(pools, [sessionId]);
  });
}
