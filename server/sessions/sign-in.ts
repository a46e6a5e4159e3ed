import { verifyPassword } from '../auth/passwords.ts';
import { throttled } from '../auth/throttle.ts';
import type { Context } from '../context.ts';
import { refused, type Answer, type Refusal } from '../shared/refusal.ts';
import { findTenantBySlug } from '../tenancy/registry.ts';
import { withTenant, withTenantRead } from '../tenancy/with-tenant.ts';
import { normaliseUsername } from '../users/user-input.ts';
import { findAccountByUsername, lockAccount } from './account.store.ts';
import { beginAfterFirstFactor } from './begin-after-first-factor.ts';
import type { BegunSession } from './begin-session.ts';
import { mustUseProvider } from './identity-provider/password-policy.ts';
import { recordRefusedSignIn } from './record-refused-sign-in.ts';

export interface SignIn {
  organisation: string;
  username: string;
  password: string;
}

const wrongCredentials: Refusal = {
  code: 'INVALID_CREDENTIALS',
  message: 'The organisation, username or password is not right.',
  path: null,
};

/**
 * Begins a session with a password. Unknown organisation, unknown user, wrong password, disabled and invited users get one
 * and the same refusal after the same work. A user with a second factor gets a challenge instead.
 */
export async function signIn(context: Context, input: SignIn): Promise<Answer<BegunSession>> {
  const organisation = input.organisation.trim().toLowerCase();
  const guess = { kind: 'password', account: accountName(organisation, input.username) } as const;
  return throttled(context, guess, () => checkPassword(context, organisation, input));
}

/** What failures for an account are counted under; the account need not exist. */
export function accountName(organisation: string, username: string): string {
  return `${organisation}/${normaliseUsername(username) ?? username}`;
}

async function checkPassword(
  context: Context,
  organisation: string,
  input: SignIn,
): Promise<Answer<BegunSession>> {
  const { pools } = context.services;
  const tenant = await findTenantBySlug(pools, organisation);
  const username = normaliseUsername(input.username);
  const account =
    tenant && username
      ? await withTenantRead(pools, tenant.key, (unit) => findAccountByUsername(unit, username))
      : null;
  const isRight = await verifyPassword(account?.passwordHash ?? null, input.password);
  if (!tenant || !account || !isRight || account.status !== 'active') {
    if (tenant && account) recordRefusedSignIn(context, tenant, account);
    return refused(wrongCredentials);
  }
  return withTenant(pools, tenant.key, async (unit) => {
    const current = await lockAccount(unit, account.id);
    // Disabled, or given another password, while this one was verified.
    if (current?.status !== 'active' || current.passwordHash !== account.passwordHash)
      return refused(wrongCredentials);
    if (await mustUseProvider(unit, current.role)) {
      recordRefusedSignIn(context, tenant, account);
      return refused(wrongCredentials);
    }
    return beginAfterFirstFactor(context, unit, tenant, current);
  });
}
