import { actorOf, changesBetween, recordEvent } from '../audit/audit.store.ts';
import { revoke } from '../auth/revocations.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { InputChecks } from '../shared/checks.ts';
import { textLimits } from '../shared/limits.ts';
import { done, notAllowed, notFound, refused, staleVersion, type Answer } from '../shared/refusal.ts';
import { isStaff, roleNames, type Role } from '../shared/roles.ts';
import { onlyAdmin } from './last-admin.ts';
import { lockUser, lockWorkingAdmins, updateUserRow } from './user.store.ts';

export interface UpdateUser {
  /** The user's id. */
  id: string;
  version: number;
  displayName: string;
  email?: string | null;
  role: Role;
}

/**
 * Changes a user's name, address and role. A consumer stays a consumer and staff stay staff; the last administrator who can sign
 * in stays one. The old tokens are refused at once when role or name changed: the next ones carry the new.
 */
export async function updateUser(scope: ChangeScope, input: UpdateUser): Promise<Answer<{ userId: string }>> {
  const { unit, viewer, context, now } = scope;
  const checks = new InputChecks();
  const displayName = checks.text(['displayName'], input.displayName, textLimits.name);
  const email = checks.optionalEmail(['email'], input.email);
  const admins = await lockWorkingAdmins(unit);
  const id = fromGlobalId('User', input.id);
  const user = id ? await lockUser(unit, id) : null;
  if (!user) return refused(notFound('user', ['id']));
  if (user.version !== input.version) return refused(staleVersion('User', user.id));
  if (checks.failed) return refused(...checks.refusals);
  if (isStaff(user.role) !== isStaff(input.role)) {
    return refused(
      notAllowed('A consumer stays a consumer, and staff stay staff. Make another user instead.', ['role']),
    );
  }
  if (input.role !== 'admin' && onlyAdmin(admins, user.id)) {
    return refused(
      notAllowed('This is the last system administrator who can sign in. Make another one first.', ['role']),
    );
  }
  const { role } = input;
  const changes = changesBetween(
    { name: user.displayName, 'e-mail': user.email, role: roleNames[user.role] },
    { name: displayName, 'e-mail': email, role: roleNames[role] },
  );
  if (changes.length === 0) return done({ userId: user.id });
  updateUserRow(unit, user.id, { displayName, email, role });
  const event = {
    action: 'user.updated',
    subjectType: 'user' as const,
    subjectId: user.id,
    subjectLabel: user.username,
    changes,
  };
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  if (role !== user.role || displayName !== user.displayName) await revoke(context.services.pools, [user.id]);
  return done({ userId: user.id });
}
