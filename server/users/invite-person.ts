import { actorOf } from '../audit/audit.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { mailUser } from '../mail/queue-mail.ts';
import { InputChecks } from '../shared/checks.ts';
import { done, notFound, refused, type Answer } from '../shared/refusal.ts';
import { linkFor, type InvitedUser } from './create-user.ts';
import { insertUser } from './insert-user.ts';
import { checkUsername } from './user-input.ts';
import { findPersonToInvite } from './user.store.ts';

export interface InvitePerson {
  /** The person's id. */
  id: string;
  username: string;
}

/** Gives a known person an account, invited by an expiring link. A second account breaks `users_person_unique`. */
export async function invitePerson(
  scope: ChangeScope,
  input: InvitePerson,
): Promise<Answer<InvitedUser & { personId: string }>> {
  const { unit, viewer, context, now } = scope;
  const checks = new InputChecks();
  const username = checkUsername(checks, ['username'], input.username);
  if (checks.failed) return refused(...checks.refusals);
  const personId = fromGlobalId('Person', input.id);
  const person = personId && (await findPersonToInvite(unit, personId));
  if (!person) return refused(notFound('person', ['id']));
  const user = {
    username,
    displayName: person.name,
    email: person.email,
    role: 'consumer' as const,
    personId,
    passwordHash: null,
  };
  const { userId, invitationToken } = await insertUser(unit, user, {
    actor: actorOf(viewer),
    origin: context.origin,
    now,
  });
  mailUser(unit, 'invitation', userId, now);
  return done({ userId, personId, invitationUrl: linkFor(scope, invitationToken) });
}
