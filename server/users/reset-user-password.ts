import { actorOf, recordEvent } from '../audit/audit.store.ts';
import { revoke } from '../auth/revocations.ts';
import { endSessionsOfUser } from '../auth/session.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { done, notAllowed, refused, type Answer } from '../shared/refusal.ts';
import { mailUser } from '../mail/queue-mail.ts';
import { aboutUser, lockChosenUser, type ChosenUser } from './chosen-user.ts';
import { linkFor, type InvitedUser } from './create-user.ts';
import { inviteUser } from './insert-user.ts';
import { lastAdmin, onlyAdmin } from './last-admin.ts';
import { clearPassword, expireInvitations, lockWorkingAdmins } from './user.store.ts';

/**
 * Gives a new link to set a password. The old password, older links, sessions and tokens end at once. Refused for disabled users, for
 * oneself, and for the last administrator who can sign in.
 */
export async function resetUserPassword(scope: ChangeScope, input: ChosenUser): Promise<Answer<InvitedUser>> {
  const { unit, viewer, context, now } = scope;
  const admins = await lockWorkingAdmins(unit);
  const locked = await lockChosenUser(unit, input);
  if (!locked.ok) return locked;
  const user = locked.value;
  if (user.status === 'disabled')
    return refused(notAllowed('The user is disabled. Enable them first.', ['id']));
  if (user.id === viewer.userId) {
    return refused(
      notAllowed('Change your own password with your current one: a reset would sign you out.', ['id']),
    );
  }
  if (onlyAdmin(admins, user.id)) return refused(lastAdmin('id'));
  clearPassword(unit, user.id);
  expireInvitations(unit, user.id, now);
  await endSessionsOfUser(unit, user.id, null, now);
  const token = await inviteUser(unit, user.id, now);
  const event = aboutUser(user, 'user.password_reset');
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  mailUser(unit, 'new_password', user.id, now);
  await revoke(context.services.pools, [user.id]);
  return done({ userId: user.id, invitationUrl: linkFor(scope, token) });
}
