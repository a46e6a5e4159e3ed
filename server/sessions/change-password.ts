import { actorOf, recordEvent } from '../audit/audit.store.ts';
import { hashPassword, passwordProblem, verifyPassword } from '../auth/passwords.ts';
import { revoke } from '../auth/revocations.ts';
import { endSessionsOfUser } from '../auth/session.store.ts';
import { throttled } from '../auth/throttle.ts';
import { viewerOf, type Context } from '../context.ts';
import { change } from '../graphql/change.ts';
import { mailUser } from '../mail/queue-mail.ts';
import { findSettings } from '../settings/settings.queries.ts';
import { done, invalidInput, notAllowed, refused, type Answer, type Refusal } from '../shared/refusal.ts';
import { withTenantRead } from '../tenancy/with-tenant.ts';
import { expireInvitations, findAccount, lockAccount, setPassword } from './account.store.ts';
import { accountName } from './sign-in.ts';

export interface PasswordChange {
  currentPassword: string;
  newPassword: string;
}

const wrongPassword: Refusal = {
  code: 'INVALID_CREDENTIALS',
  message: 'The current password is not right.',
  path: ['currentPassword'],
};

/** Sets the viewer's password and ends their other sessions; the one that asks goes on. */
export async function changePassword(context: Context, input: PasswordChange): Promise<Answer<null>> {
  const { pools } = context.services;
  const { tenant, userId } = viewerOf(context);
  if (!userId) return refused(notAllowed('A tracking link has no password. Register for an account.'));
  const { account, organisation } = await withTenantRead(pools, tenant.key, async (unit) => ({
    account: await findAccount(unit, userId),
    organisation: (await findSettings(unit)).name,
  }));
  if (!account) return refused(wrongPassword);
  // Counted together with those who try to sign in.
  const guess = { kind: 'password', account: accountName(tenant.slug, account.username) } as const;
  const verified = await throttled<null>(context, guess, async () =>
    (await verifyPassword(account.passwordHash, input.currentPassword)) ? done(null) : refused(wrongPassword),
  );
  if (!verified.ok) return verified;
  const problem = passwordProblem(input.newPassword, [account.username, organisation, tenant.slug]);
  if (problem) return refused(invalidInput(['newPassword'], problem));
  const passwordHash = await hashPassword(input.newPassword);
  return replace(context, userId, account.passwordHash, passwordHash);
}

function replace(
  context: Context,
  userId: string,
  currentHash: string | null,
  newHash: string,
): Promise<Answer<null>> {
  return change(context, async ({ unit, viewer, now }) => {
    const account = await lockAccount(unit, userId);
    // Disabled, or given another password, while this one was verified.
    if (account?.status !== 'active' || account.passwordHash !== currentHash) return refused(wrongPassword);
    expireInvitations(unit, userId, now);
    await setPassword(unit, userId, newHash);
    const event = {
      action: 'user.password_changed',
      subjectType: 'user' as const,
      subjectId: userId,
      subjectLabel: account.username,
    };
    await recordEvent(unit, actorOf(viewer), context.origin, event, now);
    mailUser(unit, 'password_changed', userId, now);
    await revoke(context.services.pools, await endSessionsOfUser(unit, userId, viewer.sessionId, now));
    return done(null);
  });
}
