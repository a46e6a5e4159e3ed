import { actorOf, recordEvent } from '../../audit/audit.store.ts';
import { revoke } from '../../auth/revocations.ts';
import { endSessionsOfUser } from '../../auth/session.store.ts';
import type { ChangeScope } from '../../graphql/change.ts';
import { fromGlobalId } from '../../graphql/global-id.ts';
import { done, notAllowed, notFound, refused, type Answer } from '../../shared/refusal.ts';
import { lockAccount } from '../account.store.ts';
import { noAccount } from './complete-identity-link.ts';
import { removeIdentities } from './external-identity.store.ts';
import { identityText } from './link-identity.ts';

const lastWayIn = notAllowed(
  'You have no password: without this account you could not sign in any more. Ask an administrator for a link to set a password first.',
  ['userId'],
);

/**
 * Takes the accounts at the provider from a user: the viewer's own, or as an administrator anybody's. The user's other sessions end, because
 * they may have begun by it. Without any, nothing changes.
 */
export async function unlinkIdentity(
  { unit, viewer, context, now }: ChangeScope,
  input: { userId: string },
): Promise<Answer<{ userId: string }>> {
  if (!viewer.userId) return refused(noAccount);
  const id = fromGlobalId('User', input.userId);
  const isOwn = id === viewer.userId;
  const account = id && (isOwn || viewer.role === 'admin') ? await lockAccount(unit, id) : null;
  if (!account) return refused(notFound('user', ['userId']));
  if (isOwn && !account.passwordHash) return refused(lastWayIn);
  const removed = await removeIdentities(unit, account.id);
  if (removed.length === 0) return done({ userId: account.id });
  const event = {
    action: 'user.identity_unlinked',
    subjectType: 'user' as const,
    subjectId: account.id,
    subjectLabel: account.username,
    changes: removed.map((identity) => ({ field: 'identity', from: identityText(identity), to: null })),
  };
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  const ended = await endSessionsOfUser(unit, account.id, isOwn ? viewer.sessionId : null, now);
  await revoke(context.services.pools, ended);
  return done({ userId: account.id });
}
