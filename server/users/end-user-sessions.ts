import { actorOf, recordEvent } from '../audit/audit.store.ts';
import { revoke } from '../auth/revocations.ts';
import { endSessionsOfUser } from '../auth/session.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { done, type Answer } from '../shared/refusal.ts';
import { aboutUser, lockChosenUser, type ChosenUser } from './chosen-user.ts';

/** Signs a user out everywhere, at once. Whoever does it to themselves keeps the session that asks. */
export async function endUserSessions(
  scope: ChangeScope,
  input: ChosenUser,
): Promise<Answer<{ userId: string }>> {
  const { unit, viewer, context, now } = scope;
  const locked = await lockChosenUser(unit, input);
  if (!locked.ok) return locked;
  const user = locked.value;
  const ended = await endSessionsOfUser(
    unit,
    user.id,
    user.id === viewer.userId ? viewer.sessionId : null,
    now,
  );
  const event = aboutUser(user, 'user.sessions_ended');
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  await revoke(context.services.pools, ended);
  return done({ userId: user.id });
}
