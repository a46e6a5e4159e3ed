import { actorOf, recordEvent } from '../audit/audit.store.ts';
import { revoke } from '../auth/revocations.ts';
import { endSessionsOfUser } from '../auth/session.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { done, notFound, refused, staleVersion, type Answer } from '../shared/refusal.ts';
import type { ChosenUser } from './disable-user.ts';
import { lockUser } from './user.store.ts';

/** Signs a user out everywhere, at once. Whoever does it to themselves keeps the session that asks. */
export async function endUserSessions(
  scope: ChangeScope,
  input: ChosenUser,
): Promise<Answer<{ userId: string }>> {
  const { unit, viewer, context, now } = scope;
  const id = fromGlobalId('User', input.id);
  const user = id ? await lockUser(unit, id) : null;
  if (!user) return refused(notFound('user', ['id']));
  if (user.version !== input.version) return refused(staleVersion('User', user.id));
  const ended = await endSessionsOfUser(
    unit,
    user.id,
    user.id === viewer.userId ? viewer.sessionId : null,
    now,
  );
  const event = {
    action: 'user.sessions_ended',
    subjectType: 'user' as const,
    subjectId: user.id,
    subjectLabel: user.username,
  };
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  await revoke(context.services.pools, ended);
  return done({ userId: user.id });
}
