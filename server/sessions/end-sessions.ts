import { actorOf, recordEvent } from '../audit/audit.store.ts';
import { revoke } from '../auth/revocations.ts';
import { endSessionOfUser, endSessionsOfUser } from '../auth/session.store.ts';
import { viewerOf, type Context } from '../context.ts';
import { change, type ChangeScope } from '../graphql/change.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { done, notAllowed, notFound, refused, type Answer } from '../shared/refusal.ts';

/** Ends one session of the viewer, or without an id all but the one that asks; their tokens are refused at once. */
export async function endSessions(
  context: Context,
  { id }: { id?: string | null },
): Promise<Answer<{ count: number }>> {
  const { userId, sessionId } = viewerOf(context);
  if (!userId) return refused(notAllowed('A tracking link has no other sessions.'));
  return change(context, async (scope) => {
    if (id !== null && id !== undefined) return endOne(scope, userId, id);
    const ended = await endSessionsOfUser(scope.unit, userId, sessionId, scope.now);
    await tell(scope, ended);
    return done({ count: ended.length });
  });
}

/** One that has ended is as good as none. */
async function endOne(scope: ChangeScope, userId: string, id: string): Promise<Answer<{ count: number }>> {
  const uuid = fromGlobalId('Session', id);
  const isEnded = uuid !== null && (await endSessionOfUser(scope.unit, userId, uuid, scope.now));
  if (!isEnded) return refused(notFound('session', ['id']));
  await tell(scope, [uuid]);
  return done({ count: 1 });
}

async function tell({ unit, viewer, context, now }: ChangeScope, ended: readonly string[]): Promise<void> {
  for (const subjectId of ended) {
    const event = {
      action: 'session.ended',
      subjectType: 'session' as const,
      subjectId,
      subjectLabel: viewer.displayName,
    };
    await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  }
  await revoke(context.services.pools, ended);
}
