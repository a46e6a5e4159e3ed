import { recordEvent } from '../audit/audit.store.ts';
import { readInvitationToken } from '../auth/invitation-tokens.ts';
import { hashPassword, passwordProblem } from '../auth/passwords.ts';
import { revoke } from '../auth/revocations.ts';
import { endSessionsOfUser } from '../auth/session.store.ts';
import { findKnownTenant } from '../auth/tenant-cache.ts';
import { throttled } from '../auth/throttle.ts';
import type { Context } from '../context.ts';
import { mailUser } from '../mail/queue-mail.ts';
import { findSettings } from '../settings/settings.queries.ts';
import { invalidInput, notAllowed, refused, type Answer, type Refusal } from '../shared/refusal.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { withTenant, withTenantRead } from '../tenancy/with-tenant.ts';
import {
  expireInvitations,
  findAccount,
  findInvitedUser,
  lockAccount,
  setPassword,
  useInvitation,
} from './account.store.ts';
import { beginAfterFirstFactor } from './begin-after-first-factor.ts';
import type { BegunSession } from './begin-session.ts';
import { mustUseProvider } from './identity-provider/password-policy.ts';

export interface Acceptance {
  token: string;
  password: string;
}

const invalidLink: Refusal = {
  code: 'INVALID_CREDENTIALS',
  message: 'This link is not valid any more. Ask the organisation for a new one.',
  path: ['token'],
};

const staffUseProvider = notAllowed(
  "Staff of this organisation sign in by its identity provider. Use the provider's button.",
  ['password'],
);

/**
 * Sets the password by the link of an invitation or a reset, ends the user's older sessions and begins one. Expired, used and
 * unknown links, and those of disabled users, get one and the same refusal. A user with a second factor has the new password then, and
 * gets a challenge instead of the session.
 */
export function acceptInvitation(context: Context, input: Acceptance): Promise<Answer<BegunSession>> {
  return throttled(context, { kind: 'link', account: null }, () => openInvitation(context, input));
}

async function openInvitation(context: Context, input: Acceptance): Promise<Answer<BegunSession>> {
  const { pools, now } = context.services;
  const token = readInvitationToken(input.token);
  const tenant = token && (await findKnownTenant(pools, token.tenantKey));
  if (!token || !tenant) return refused(invalidLink);
  const { account, organisation, takesPassword } = await withTenantRead(pools, tenant.key, async (unit) => {
    const userId = await findInvitedUser(unit, token.hash, now());
    const invited = userId && (await findAccount(unit, userId));
    return {
      account: invited || null,
      organisation: (await findSettings(unit)).name,
      takesPassword: !invited || !(await mustUseProvider(unit, invited.role)),
    };
  });
  if (!account || account.status === 'disabled') return refused(invalidLink);
  if (!takesPassword) return refused(staffUseProvider);
  const problem = passwordProblem(input.password, [account.username, organisation, tenant.slug]);
  if (problem) return refused(invalidInput(['password'], problem));
  const passwordHash = await hashPassword(input.password);
  return accept(context, tenant, account.id, token.hash, passwordHash);
}

async function accept(
  context: Context,
  tenant: Tenant,
  userId: string,
  tokenHash: Buffer,
  passwordHash: string,
): Promise<Answer<BegunSession>> {
  const { pools, now } = context.services;
  return withTenant(pools, tenant.key, async (unit) => {
    const account = await lockAccount(unit, userId);
    if (!account || account.status === 'disabled') return refused(invalidLink);
    if (!(await useInvitation(unit, tokenHash, now()))) return refused(invalidLink);
    expireInvitations(unit, userId, now());
    await setPassword(unit, userId, passwordHash);
    const event = {
      action: account.status === 'invited' ? 'user.invitation_accepted' : 'user.password_set',
      subjectType: 'user' as const,
      subjectId: userId,
      subjectLabel: account.username,
      changes: account.status === 'active' ? [] : [{ field: 'status', from: account.status, to: 'active' }],
    };
    const actor = { kind: 'user', id: userId, name: account.displayName, role: account.role } as const;
    await recordEvent(unit, actor, context.origin, event, now());
    if (account.status === 'active') mailUser(unit, 'password_changed', userId, now());
    await revoke(pools, await endSessionsOfUser(unit, userId, null, now()));
    return beginAfterFirstFactor(context, unit, tenant, { ...account, passwordHash });
  });
}
