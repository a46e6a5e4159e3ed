import { actorOf, recordEvent, type Actor, type EventOrigin } from '../audit/audit.store.ts';
import { revoke } from '../auth/revocations.ts';
import type { Context } from '../context.ts';
import { change } from '../graphql/change.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { done, notFound, refused, type Answer } from '../shared/refusal.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { endServiceToken, lockServiceToken } from './service-token.store.ts';

/** Ends a token. Every process is told, and refuses it within a second even when it did not hear. Ending it again changes nothing. */
export async function revokeServiceToken(
  context: Context,
  input: { id: string },
): Promise<Answer<{ tokenId: string }>> {
  const id = fromGlobalId('ServiceToken', input.id);
  const answer = await change(context, async ({ unit, viewer, now }) => {
    const by = { actor: actorOf(viewer), origin: context.origin, now };
    return id && (await revokeToken(unit, id, by))
      ? done({ tokenId: id })
      : refused(notFound('service token', ['id']));
  });
  // After the commit: a token that stays must not be out for a while.
  if (answer.ok) await revoke(context.services.pools, [answer.value.tokenId]);
  return answer;
}

/** The same by its uuid; false when there is no such token. */
export async function revokeToken(
  unit: WriteUnit,
  id: string,
  by: { actor: Actor; origin: EventOrigin | null; now: Date },
): Promise<boolean> {
  const token = await lockServiceToken(unit, id);
  if (!token) return false;
  if (token.revokedAt) return true;
  endServiceToken(unit, id, by.now);
  const event = {
    action: 'service_token.revoked',
    subjectType: 'serviceToken' as const,
    subjectId: id,
    subjectLabel: token.name,
  };
  await recordEvent(unit, by.actor, by.origin, event, by.now);
  return true;
}
