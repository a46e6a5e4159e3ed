import { verifyPassword } from '../../auth/passwords.ts';
import { throttled } from '../../auth/throttle.ts';
import { viewerOf, type Context } from '../../context.ts';
import { done, notAllowed, notFound, refused, type Answer, type Refusal } from '../../shared/refusal.ts';
import { withTenantRead } from '../../tenancy/with-tenant.ts';
import { findAccount } from '../account.store.ts';
import { accountName } from '../sign-in.ts';
import { noAccount } from './complete-identity-link.ts';
import { findSessionStart } from './external-identity.store.ts';
import { goToProvider, type WayToProvider } from './go-to-provider.ts';
import { findProvider } from './identity-provider.queries.ts';
import { sessionSubject } from './sign-in-attempt.ts';

const freshMilliseconds = 10 * 60_000;

const wrongPassword: Refusal = {
  code: 'INVALID_CREDENTIALS',
  message: 'The password is not right.',
  path: ['currentPassword'],
};
const signInAgain = notAllowed(
  'You signed in a while ago. Sign out, sign in again and link the account then.',
);

/** Begins to link the viewer's account at the provider to their user: shows that it is them by the password, or by having just signed in. */
export async function startIdentityLink(
  context: Context,
  currentPassword: string | null,
): Promise<Answer<WayToProvider>> {
  const { services } = context;
  const { tenant, userId, sessionId } = viewerOf(context);
  if (!userId) return refused(noAccount);
  const { account, provider, startedAt } = await withTenantRead(services.pools, tenant.key, async (unit) => ({
    account: await findAccount(unit, userId),
    provider: await findProvider(unit),
    startedAt: await findSessionStart(unit, sessionId),
  }));
  if (!provider?.isEnabled) return refused(notFound('identity provider'));
  if (!account) return refused(signInAgain);
  const shown = account.passwordHash
    ? await throttled(
        context,
        { kind: 'password', account: accountName(tenant.slug, account.username) },
        async () =>
          (await verifyPassword(account.passwordHash, currentPassword ?? ''))
            ? done(null)
            : refused(wrongPassword),
      )
    : isFresh(startedAt, services.now());
  if (!shown.ok) return shown;
  return goToProvider(services, tenant, provider, { purpose: 'link', subject: sessionSubject(sessionId) });
}

/** For users without a password. */
function isFresh(startedAt: Date | null, now: Date): Answer<null> {
  const age = startedAt ? now.getTime() - startedAt.getTime() : Number.POSITIVE_INFINITY;
  return age <= freshMilliseconds ? done(null) : refused(signInAgain);
}
