import { actorOf, recordEvent } from '../audit/audit.store.ts';
import { revoke } from '../auth/revocations.ts';
import { endSessionsOfUser } from '../auth/session.store.ts';
import { countUnclosedAssigned } from '../complaints/assigned-complaints.queries.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { done, notAllowed, refused, type Answer } from '../shared/refusal.ts';
import { aboutUser, lockChosenUser, type ChosenUser } from './chosen-user.ts';
import { lastAdmin, onlyAdmin } from './last-admin.ts';
import { expireInvitations, lockWorkingAdmins, updateUserStatus } from './user.store.ts';

/**
 * Keeps a user from signing in: sessions, tokens and links end at once. Refused for the last administrator who can sign in, and while
 * unclosed complaints are assigned to the user. Disabling again changes nothing.
 */
export async function disableUser(
  scope: ChangeScope,
  input: ChosenUser,
): Promise<Answer<{ userId: string }>> {
  const { unit, viewer, context, now } = scope;
  const admins = await lockWorkingAdmins(unit);
  const locked = await lockChosenUser(unit, input);
  if (!locked.ok) return locked;
  const user = locked.value;
  if (user.status === 'disabled') return done({ userId: user.id });
  if (onlyAdmin(admins, user.id)) return refused(lastAdmin('id'));
  const assigned = await countUnclosedAssigned(unit, user.id);
  if (assigned > 0) return refused(notAllowed(reassignFirst(user.displayName, assigned), ['id']));
  updateUserStatus(unit, user.id, 'disabled');
  expireInvitations(unit, user.id, now);
  await endSessionsOfUser(unit, user.id, null, now);
  const event = {
    ...aboutUser(user, 'user.disabled'),
    changes: [{ field: 'status', from: user.status, to: 'disabled' }],
  };
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  await revoke(context.services.pools, [user.id]);
  return done({ userId: user.id });
}

function reassignFirst(name: string, count: number): string {
  return count === 1
    ? `1 complaint that is not closed is assigned to ${name}. Reassign it first.`
    : `${count} complaints that are not closed are assigned to ${name}. Reassign them first.`;
}
