import { actorOf, recordEvent } from '../audit/audit.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { done, notFound, refused, staleVersion, type Answer } from '../shared/refusal.ts';
import type { ChosenUser } from './disable-user.ts';
import { lockUser, updateUserStatus } from './user.store.ts';

/**
 * Lets a disabled user sign in again with the password they had. Without one they are invited again: a new link comes from resetting the
 * password. Enabling again changes nothing.
 */
export async function enableUser(scope: ChangeScope, input: ChosenUser): Promise<Answer<{ userId: string }>> {
  const { unit, viewer, context, now } = scope;
  const id = fromGlobalId('User', input.id);
  const user = id ? await lockUser(unit, id) : null;
  if (!user) return refused(notFound('user', ['id']));
  if (user.version !== input.version) return refused(staleVersion('User', user.id));
  if (user.status !== 'disabled') return done({ userId: user.id });
  const status = user.hasPassword ? 'active' : 'invited';
  updateUserStatus(unit, user.id, status);
  const event = {
    action: 'user.enabled',
    subjectType: 'user' as const,
    subjectId: user.id,
    subjectLabel: user.username,
    changes: [{ field: 'status', from: user.status, to: status }],
  };
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  return done({ userId: user.id });
}
