import { v7 as uuidv7 } from 'uuid';
import { actorOf, recordEvent } from '../audit/audit.store.ts';
import { issueAccessToken } from '../auth/access-tokens.ts';
import { makeRefreshToken } from '../auth/refresh-tokens.ts';
import type { FactorState } from '../auth/second-factor.store.ts';
import { insertSession, readDatabaseClock } from '../auth/session.store.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Context, Services } from '../context.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import type { UnitOfWork, WriteUnit } from '../tenancy/with-tenant.ts';
import type { Account } from './account.store.ts';

/** A session as its holder gets it. */
export interface BegunSession {
  accessToken: string;
  refreshToken: string;
  /** When the access token ends. */
  expiresAt: Date;
  viewer: Viewer;
}

/** Who will hold a session. */
export type Holder = Omit<Viewer, 'sessionId'>;

/** The account as the holder of a session, with what the organisation demands of it. */
export function holderOf(
  tenant: Tenant,
  account: Omit<Account, 'passwordHash'>,
  factor: FactorState,
): Holder {
  return {
    kind: 'user',
    tenant,
    role: account.role,
    scopes: [],
    userId: account.id,
    personId: account.personId,
    trackedComplaintId: null,
    displayName: account.displayName,
    mustSetUpFactor: factor.isRequired && !factor.isOn,
  };
}

/** Begins a session with its first tokens and records the event, in the caller's transaction, which holds the holder's row. */
export async function beginSession(context: Context, unit: WriteUnit, holder: Holder): Promise<BegunSession> {
  const { services, origin } = context;
  const now = services.now();
  const viewer: Viewer = { ...holder, sessionId: uuidv7() };
  const session = {
    id: viewer.sessionId,
    userId: viewer.userId,
    personId: viewer.userId ? null : viewer.personId,
    complaintId: viewer.trackedComplaintId,
    client: origin.client,
  };
  insertSession(unit, session, now);
  const event = {
    action: 'session.started',
    subjectType: 'session' as const,
    subjectId: viewer.sessionId,
    subjectLabel: viewer.displayName,
  };
  await recordEvent(unit, actorOf(viewer), origin, event, now);
  return issueTokens(services, unit, viewer, 1);
}

/** The tokens of a session's generation. The caller's transaction holds the rows that `viewer` was made of. */
export async function issueTokens(
  services: Services,
  unit: UnitOfWork,
  viewer: Viewer,
  generation: number,
): Promise<BegunSession> {
  const { accessToken, expiresAt } = issueAccessToken(services, viewer, await readDatabaseClock(unit));
  const claim = { tenantKey: viewer.tenant.key, sessionId: viewer.sessionId, generation };
  return { accessToken, expiresAt, viewer, refreshToken: makeRefreshToken(services.config.secretKey, claim) };
}
