import { actorOf, recordEvent } from '../audit/audit.store.ts';
import { revoke } from '../auth/revocations.ts';
import { endSessionsOfUser } from '../auth/session.store.ts';
import { countUnclosedAssigned } from '../complaints/assigned-complaints.queries.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { done, notAllowed, notFound, refused, staleVersion, type Answer } from '../shared/refusal.ts';
import { onlyAdmin } from './last-admin.ts';
import { expireInvitations, lockUser, lockWorkingAdmins, updateUserStatus } from './user.store.ts';

/** Which user, at which version. */
export interface ChosenUser {
  id: string;
  version: number;
}

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
  const id = fromGlobalId('User', input.id);
  const user = id ? await lockUser(unit, id) : null;
  if (!user) return refused(notFound('user', ['id']));
  if (user.version !== input.version) return refused(staleVersion('User', user.id));
  if (user.status === 'disabled') return done({ userId: user.id });
  if (onlyAdmin(admins, user.id)) {
    return refused(
      notAllowed('This is the last system administrator who can sign in. Make another one first.', ['id']),
    );
  }
  const assigned = await countUnclosedAssigned(unit, user.id);
  if (assigned > 0) return refused(notAllowed(reassignFirst(user.displayName, assigned), ['id']));
  updateUserStatus(unit, user.id, 'disabled');
  expireInvitations(unit, user.id, now);
  await endSessionsOfUser(unit, user.id, null, now);
  const event = {
    action: 'user.disabled',
    subjectType: 'user' as const,
    subjectId: user.id,
    subjectLabel: user.username,
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
