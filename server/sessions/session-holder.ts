import { holdFactorState } from '../auth/second-factor.store.ts';
import type { SessionRow } from '../auth/session.store.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { findTrackingPerson, lockAccountShared } from './account.store.ts';
import { holderOf, type Holder } from './begin-session.ts';

/** Who holds the session, as the database has it now; null when that user may not sign in any more. Keeps the user from being changed. */
export async function holderOfSession(
  unit: WriteUnit,
  tenant: Tenant,
  session: Pick<SessionRow, 'userId' | 'personId' | 'complaintId'>,
): Promise<Holder | null> {
  if (session.userId) {
    const account = await lockAccountShared(unit, session.userId);
    if (account?.status !== 'active') return null;
    return holderOf(tenant, account, await holdFactorState(unit, account.id, account.role));
  }
  return session.complaintId && session.personId
    ? trackingHolder(unit, tenant, session.complaintId, session.personId)
    : null;
}

/** Somebody who follows one complaint without an account; null when there is no such complaint of that person. */
export async function trackingHolder(
  unit: WriteUnit,
  tenant: Tenant,
  complaintId: string,
  personId: string,
): Promise<Holder | null> {
  const displayName = await findTrackingPerson(unit, complaintId, personId);
  if (displayName === null) return null;
  return {
    kind: 'tracking',
    tenant,
    role: 'consumer',
    scopes: [],
    userId: null,
    personId,
    trackedComplaintId: complaintId,
    displayName,
    mustSetUpFactor: false,
  };
}
