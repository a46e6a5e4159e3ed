import { actorOf, recordEvent } from '../audit/audit.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { done, type Answer } from '../shared/refusal.ts';
import { aboutUser, lockChosenUser, type ChosenUser } from './chosen-user.ts';
import { updateUserStatus } from './user.store.ts';

/**
 * Lets a disabled user sign in again with the password they had. Without one they are invited again: a new link comes from resetting the
 * password. Enabling again changes nothing.
 */
export async function enableUser(scope: ChangeScope, input: ChosenUser): Promise<Answer<{ userId: string }>> {
  const { unit, viewer, context, now } = scope;
  const locked = await lockChosenUser(unit, input);
  if (!locked.ok) return locked;
  const user = locked.value;
  if (user.status !== 'disabled') return done({ userId: user.id });
  const status = user.hasPassword ? 'active' : 'invited';
  updateUserStatus(unit, user.id, status);
  const event = {
    ...aboutUser(user, 'user.enabled'),
    changes: [{ field: 'status', from: user.status, to: status }],
  };
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  return done({ userId: user.id });
}
