import { recordEvent } from '../../audit/audit.store.ts';
import { revoke } from '../../auth/revocations.ts';
import { endSessionsOfUser } from '../../auth/session.store.ts';
import { findKnownTenant } from '../../auth/tenant-cache.ts';
import { takeTurn } from '../../auth/throttle.ts';
import type { Context } from '../../context.ts';
import { notAllowed, refused, type Answer, type Refusal } from '../../shared/refusal.ts';
import { withTenant, type WriteUnit } from '../../tenancy/with-tenant.ts';
import {
  activateAccount,
  findInvitedUser,
  lockAccount,
  useInvitation,
  type Account,
} from '../account.store.ts';
import type { BegunSession } from '../begin-session.ts';
import { beginAfterFirstFactor } from '../begin-after-first-factor.ts';
import { createUserOfIdentity } from './create-user-of-identity.ts';
import { findUserOfIdentity, noteIdentityUse, useAttempt } from './external-identity.store.ts';
import { holdProvider } from './identity-provider.store.ts';
import { linkedAlready, linkIdentity } from './link-identity.ts';
import { endedAttempt, proveIdentity, type ProvenIdentity } from './prove-identity.ts';
import { readAttempt, type Attempt } from './sign-in-attempt.ts';

export interface ProviderReturn {
  /** What the browser kept. */
  attempt: string;
  /** The whole address that the provider sent the browser to. */
  callbackUrl: string;
}

const disabled = notAllowed('Your user is disabled. Ask the administrator of the organisation.');
const endedInvitation: Refusal = {
  code: 'INVALID_CREDENTIALS',
  message: 'This link is not valid any more. Ask the organisation for a new one.',
  path: null,
};

/**
 * Begins the session of whoever came back from the provider, once: for the user to whom the account is linked, for the one of the invitation, or
 * for a new one where the organisation wants that. Never for a user who only has the same name or e-mail address. It counts as the first factor.
 */
export async function completeProviderSignIn(
  context: Context,
  input: ProviderReturn,
): Promise<Answer<BegunSession>> {
  const { pools, now } = context.services;
  const attempt = readAttempt(context.services, input.attempt);
  const tenant = attempt && (await findKnownTenant(pools, attempt.tenantKey));
  if (!attempt || !tenant || attempt.purpose === 'link') return refused(endedAttempt);
  const tooMany = await takeTurn(context, 'providerSignIn', tenant.slug);
  if (tooMany) return refused(tooMany);
  const identity = await proveIdentity(context, tenant, attempt, input.callbackUrl);
  if (!identity.ok) return identity;
  // A refusal commits: the attempt is used up, and a challenge for the second factor is kept.
  return withTenant(pools, tenant.key, async (unit) => {
    if (!(await useAttempt(unit, attempt, now()))) return refused(endedAttempt);
    const account =
      attempt.purpose === 'invitation'
        ? await takeInvitation(context, unit, attempt, identity.value)
        : await accountOf(context, unit, identity.value);
    return account.ok ? beginAfterFirstFactor(context, unit, tenant, account.value) : account;
  }).catch(linkedAlready);
}

async function accountOf(
  context: Context,
  unit: WriteUnit,
  identity: ProvenIdentity,
): Promise<Answer<Account>> {
  const userId = await findUserOfIdentity(unit, identity);
  if (!userId) return newAccount(context, unit, identity);
  const account = await lockAccount(unit, userId);
  if (account?.status !== 'active') return refused(disabled);
  // Unlinked while the row was waited for.
  if (!(await noteIdentityUse(unit, userId, identity, context.services.now()))) return refused(endedAttempt);
  return { ok: true, value: account };
}

async function newAccount(
  context: Context,
  unit: WriteUnit,
  identity: ProvenIdentity,
): Promise<Answer<Account>> {
  const provider = await holdProvider(unit);
  if (!provider?.isEnabled || provider.issuer !== identity.issuer) return refused(endedAttempt);
  if (!provider.newUserRole) return refused(notLinked(provider.label));
  const account = await createUserOfIdentity(context, unit, identity, provider.newUserRole);
  return { ok: true, value: account };
}

function notLinked(label: string): Refusal {
  return notAllowed(
    `Your account at ${label} is not linked to a user of this organisation. Sign in with your password and link it on your account page, or ask the administrator for an invitation.`,
  );
}

/** The account of the invitation's user, linked to the identity; older sessions end as with a new password. */
async function takeInvitation(
  context: Context,
  unit: WriteUnit,
  { subject: tokenHash }: Attempt,
  identity: ProvenIdentity,
): Promise<Answer<Account>> {
  const { pools, now } = context.services;
  const userId = await findInvitedUser(unit, tokenHash, now());
  const account = userId && (await lockAccount(unit, userId));
  if (!account || account.status === 'disabled') return refused(endedInvitation);
  if (!(await useInvitation(unit, tokenHash, now()))) return refused(endedInvitation);
  const actor = { kind: 'user', id: account.id, name: account.displayName, role: account.role } as const;
  if (account.status === 'invited') {
    await activateAccount(unit, account.id);
    const event = {
      action: 'user.invitation_accepted',
      subjectType: 'user' as const,
      subjectId: account.id,
      subjectLabel: account.username,
      changes: [{ field: 'status', from: account.status, to: 'active' }],
    };
    await recordEvent(unit, actor, context.origin, event, now());
  }
  if ((await findUserOfIdentity(unit, identity)) !== account.id) {
    await linkIdentity(context, unit, { id: account.id, username: account.username, actor }, identity);
  }
  await revoke(pools, await endSessionsOfUser(unit, account.id, null, now()));
  return { ok: true, value: { ...account, status: 'active' } };
}
