import { actorOf, recordEvent } from '../audit/audit.store.ts';
import { revoke } from '../auth/revocations.ts';
import { removeFactor } from '../auth/second-factor.store.ts';
import { endSessionsOfUser } from '../auth/session.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { mailUser } from '../mail/queue-mail.ts';
import { done, notAllowed, refused, type Answer } from '../shared/refusal.ts';
import { aboutUser, lockChosenUser, type ChosenUser } from './chosen-user.ts';
import { raiseVersion } from './user.store.ts';

/**
 * Takes the second factor of a user away who lost device and recovery codes; their sessions end. Not for oneself: turning it off asks for
 * a code. Refused when there is none.
 */
export async function resetSecondFactor(
  scope: ChangeScope,
  input: ChosenUser,
): Promise<Answer<{ userId: string }>> {
  const { unit, viewer, context, now } = scope;
  const locked = await lockChosenUser(unit, input);
  if (!locked.ok) return locked;
  const user = locked.value;
  if (user.id === viewer.userId) {
    return refused(notAllowed('Turn your own second factor off under “Your account”, with a code.', ['id']));
  }
  if (!(await removeFactor(unit, user.id)))
    return refused(notAllowed('The user has no second factor.', ['id']));
  raiseVersion(unit, user.id);
  await endSessionsOfUser(unit, user.id, null, now);
  const event = aboutUser(user, 'user.second_factor_reset');
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  mailUser(unit, 'second_factor_changed', user.id, now);
  await revoke(context.services.pools, [user.id]);
  return done({ userId: user.id });
}
