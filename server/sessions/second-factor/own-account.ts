import { verifyPassword } from '../../auth/passwords.ts';
import { findSessionBeginning } from '../../auth/session.store.ts';
import { throttled } from '../../auth/throttle.ts';
import { useCode } from '../../auth/use-code.ts';
import { viewerOf, type Context } from '../../context.ts';
import { change, type ChangeScope } from '../../graphql/change.ts';
import { done, invalidInput, notAllowed, refused, type Answer, type Refusal } from '../../shared/refusal.ts';
import { withTenantRead } from '../../tenancy/with-tenant.ts';
import { findAccount, lockAccount, type Account } from '../account.store.ts';
import { accountName } from '../sign-in.ts';

const wrongPassword: Refusal = {
  code: 'INVALID_CREDENTIALS',
  message: 'The password is not right.',
  path: ['password'],
};
const noAccount = notAllowed('A tracking link has no second factor. Register for an account.');

export const wrongCode: Refusal = {
  code: 'INVALID_CREDENTIALS',
  message: 'This code is not right, or was used before. Wait for the next one in your app.',
  path: ['code'],
};

/** What shows that it is the viewer who asks. */
export interface PasswordAndCode {
  password?: string | null;
  code: string;
}

/** A change of the viewer's own account, whose row is held. */
export type AccountScope = ChangeScope & { account: Account };

const freshSessionMilliseconds = 600_000;
const signInOnceMore = notAllowed(
  'You have no password here, so this needs a new sign-in: sign out, sign in again, and come back within ten minutes.',
);

/**
 * Runs a change of the viewer's own account, after the password was typed once more: an open session alone must not suffice. Who has
 * no password, because an identity provider signs them in, must have signed in a moment ago.
 */
export async function changeWithProof<Value>(
  context: Context,
  password: string | null | undefined,
  useCase: (scope: AccountScope) => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  const { tenant, userId } = viewerOf(context);
  if (!userId) return refused(noAccount);
  const seen = await withTenantRead(context.services.pools, tenant.key, (unit) => findAccount(unit, userId));
  if (!seen) return refused(noAccount);
  if (seen.passwordHash === null) return changeWithFreshSession(context, useCase);
  if (!password) return refused(invalidInput(['password'], 'Type your password.'));
  // Counted together with those who try to sign in.
  const guess = { kind: 'password', account: accountName(tenant.slug, seen.username) } as const;
  const verified = await throttled<null>(context, guess, async () =>
    (await verifyPassword(seen.passwordHash, password)) ? done(null) : refused(wrongPassword),
  );
  if (!verified.ok) return verified;
  return changeOwnAccount(context, async (scope) =>
    // Another password was set while this one was verified.
    scope.account.passwordHash === seen.passwordHash ? useCase(scope) : refused(wrongPassword),
  );
}

async function changeWithFreshSession<Value>(
  context: Context,
  useCase: (scope: AccountScope) => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  return changeOwnAccount(context, async (scope) => {
    const began = await findSessionBeginning(scope.unit, scope.viewer.sessionId);
    const isFresh = began !== null && scope.now.getTime() - began.getTime() < freshSessionMilliseconds;
    return isFresh && scope.account.passwordHash === null ? useCase(scope) : refused(signInOnceMore);
  });
}

/** The same for what a code of the second factor is asked for as well; the code is used up. */
export async function changeWithCode<Value>(
  context: Context,
  { password, code }: PasswordAndCode,
  useCase: (scope: AccountScope) => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  const { userId } = viewerOf(context);
  return throttled(context, { kind: 'second-factor', account: userId }, () =>
    changeWithProof(context, password, async (scope) => {
      const { secretKey } = context.services.config;
      const guess = { secretKey, userId: scope.account.id, typed: code, now: scope.now };
      return (await useCode(scope.unit, guess)) ? useCase(scope) : refused(wrongCode);
    }),
  );
}

/** Runs a change of the viewer's own account without asking for the password. */
export async function changeOwnAccount<Value>(
  context: Context,
  useCase: (scope: AccountScope) => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  const { userId } = viewerOf(context);
  if (!userId) return refused(noAccount);
  return change(context, async (scope) => {
    const account = await lockAccount(scope.unit, userId);
    return account?.status === 'active' ? useCase({ ...scope, account }) : refused(noAccount);
  });
}

/** What an event about the viewer's own account is about. */
export function aboutAccount({ account }: AccountScope, action: string) {
  return { action, subjectType: 'user' as const, subjectId: account.id, subjectLabel: account.username };
}
