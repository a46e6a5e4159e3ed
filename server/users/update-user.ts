import { actorOf, changesBetween, recordEvent } from '../audit/audit.store.ts';
import { revoke } from '../auth/revocations.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { InputChecks } from '../shared/checks.ts';
import { textLimits } from '../shared/limits.ts';
import { done, notAllowed, refused, type Answer } from '../shared/refusal.ts';
import { isStaff, roleNames, type Role } from '../shared/roles.ts';
import { aboutUser, lockChosenUser } from './chosen-user.ts';
import { lastAdmin, onlyAdmin } from './last-admin.ts';
import { lockWorkingAdmins, updateUserRow } from './user.store.ts';

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
  const locked = await lockChosenUser(unit, input);
  if (!locked.ok) return locked;
  const user = locked.value;
  if (checks.failed) return refused(...checks.refusals);
  if (isStaff(user.role) !== isStaff(input.role)) {
    return refused(
      notAllowed('A consumer stays a consumer, and staff stay staff. Make another user instead.', ['role']),
    );
  }
  if (input.role !== 'admin' && onlyAdmin(admins, user.id)) return refused(lastAdmin('role'));
  const { role } = input;
  const changes = changesBetween(
    { name: user.displayName, 'e-mail': user.email, role: roleNames[user.role] },
    { name: displayName, 'e-mail': email, role: roleNames[role] },
  );
  if (changes.length === 0) return done({ userId: user.id });
  updateUserRow(unit, user.id, { displayName, email, role });
  const event = { ...aboutUser(user, 'user.updated'), changes };
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  if (role !== user.role || displayName !== user.displayName) await revoke(context.services.pools, [user.id]);
  return done({ userId: user.id });
}
