import type { Context } from '../context.ts';
import { holdFactorState } from '../auth/second-factor.store.ts';
import { done, refused, type Answer } from '../shared/refusal.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { noteSignIn, type Account } from './account.store.ts';
import { beginSession, holderOf, type BegunSession } from './begin-session.ts';
import { challengeFor } from './sign-in-challenge.ts';

/**
 * What a right password, a new one by a link, or an account at the identity provider leads to: the session, or with a second factor the
 * challenge to show it. The one way from any of them to a session. The caller holds the account's row; the refusal with the challenge must be committed.
 */
export async function beginAfterFirstFactor(
  context: Context,
  unit: WriteUnit,
  tenant: Tenant,
  account: Account,
): Promise<Answer<BegunSession>> {
  const factor = await holdFactorState(unit, account.id, account.role);
  if (factor.isOn) return refused(await challengeFor(context.services, unit, account));
  await noteSignIn(unit, account.id, context.services.now());
  return done(await beginSession(context, unit, holderOf(tenant, account, factor)));
}
