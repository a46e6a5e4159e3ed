import { recordEvent, type Actor } from '../../audit/audit.store.ts';
import type { Context } from '../../context.ts';
import { brokenConstraint } from '../../graphql/change.ts';
import { conflict, refused } from '../../shared/refusal.ts';
import type { WriteUnit } from '../../tenancy/with-tenant.ts';
import { insertIdentity } from './external-identity.store.ts';
import type { ProvenIdentity } from './prove-identity.ts';

/** Links an account at the provider to a user, and tells it; in the caller's transaction. */
export async function linkIdentity(
  context: Context,
  unit: WriteUnit,
  user: { id: string; username: string; actor: Actor },
  identity: ProvenIdentity,
): Promise<void> {
  const now = context.services.now();
  await insertIdentity(unit, user.id, identity, now);
  const event = {
    action: 'user.identity_linked',
    subjectType: 'user' as const,
    subjectId: user.id,
    subjectLabel: user.username,
    changes: [{ field: 'identity', from: null, to: identityText(identity) }],
  };
  await recordEvent(unit, user.actor, context.origin, event, now);
}

/** An account at a provider as an audit event names it. */
export function identityText({ issuer, subject }: Pick<ProvenIdentity, 'issuer' | 'subject'>): string {
  return `${subject} at ${issuer}`;
}

/** Turns the breach of a link's uniqueness into a refusal; for `.catch` of a change. */
export function linkedAlready(error: unknown): ReturnType<typeof refused> {
  const constraint = brokenConstraint(error);
  if (constraint === 'external_identities_subject_unique') {
    return refused(conflict('This account at the provider belongs to another user of the organisation.'));
  }
  if (constraint === 'external_identities_user_unique') {
    return refused(conflict('The user is linked to another account at the provider. Unlink that one first.'));
  }
  throw error;
}
