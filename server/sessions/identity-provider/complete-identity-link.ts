import { actorOf } from '../../audit/audit.store.ts';
import { viewerOf, type Context } from '../../context.ts';
import { change } from '../../graphql/change.ts';
import { done, notAllowed, refused, type Answer } from '../../shared/refusal.ts';
import { lockAccount } from '../account.store.ts';
import type { ProviderReturn } from './complete-provider-sign-in.ts';
import { useAttempt } from './external-identity.store.ts';
import { linkedAlready, linkIdentity } from './link-identity.ts';
import { endedAttempt, proveIdentity } from './prove-identity.ts';
import { readAttempt, sessionSubject } from './sign-in-attempt.ts';

/** The refusal for somebody with a tracking link. */
export const noAccount = notAllowed('A tracking link has no account. Register for one.');

/** Links the account at the provider that came back to the viewer, in the session in which it was begun. */
export async function completeIdentityLink(context: Context, input: ProviderReturn): Promise<Answer<null>> {
  const { tenant, sessionId, userId } = viewerOf(context);
  if (!userId) return refused(noAccount);
  const attempt = readAttempt(context.services, input.attempt);
  const isOwn =
    attempt?.purpose === 'link' &&
    attempt.tenantKey === tenant.key &&
    attempt.subject.equals(sessionSubject(sessionId));
  if (!attempt || !isOwn) return refused(endedAttempt);
  const identity = await proveIdentity(context, tenant, attempt, input.callbackUrl);
  if (!identity.ok) return identity;
  return change(context, async ({ unit, viewer, now }) => {
    const account = await lockAccount(unit, userId);
    if (account?.status !== 'active' || !(await useAttempt(unit, attempt, now))) return refused(endedAttempt);
    const user = { id: userId, username: account.username, actor: actorOf(viewer) };
    await linkIdentity(context, unit, user, identity.value);
    return done(null);
  }).catch(linkedAlready);
}
