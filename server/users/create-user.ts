import { actorOf } from '../audit/audit.store.ts';
import { invitationUrl } from '../auth/invitation-tokens.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { mailUser } from '../mail/queue-mail.ts';
import { InputChecks } from '../shared/checks.ts';
import { textLimits } from '../shared/limits.ts';
import { done, refused, type Answer } from '../shared/refusal.ts';
import type { Role } from '../shared/roles.ts';
import { insertUser } from './insert-user.ts';
import { checkUsername } from './user-input.ts';

export interface CreateUser {
  username: string;
  displayName: string;
  email?: string | null;
  role: Role;
}

/** A user who can set a password by a link. The link is told this once. */
export interface InvitedUser {
  userId: string;
  invitationUrl: string;
}

/** Adds a member of staff, invited by an expiring link. A username that is taken breaks `users_username_unique`. */
export async function createUser(scope: ChangeScope, input: CreateUser): Promise<Answer<InvitedUser>> {
  const { unit, viewer, context, now } = scope;
  const checks = new InputChecks();
  const username = checkUsername(checks, ['username'], input.username);
  const displayName = checks.text(['displayName'], input.displayName, textLimits.name);
  const email = checks.optionalEmail(['email'], input.email);
  if (input.role === 'consumer') {
    checks.refuse(
      ['role'],
      'Choose a role of staff. A consumer gets an account by registering, or by being invited as a person.',
    );
  }
  if (checks.failed) return refused(...checks.refusals);
  const user = { username, displayName, email, role: input.role, personId: null, passwordHash: null };
  const { userId, invitationToken } = await insertUser(unit, user, {
    actor: actorOf(viewer),
    origin: context.origin,
    now,
  });
  mailUser(unit, 'invitation', userId, now);
  return done({ userId, invitationUrl: linkFor(scope, invitationToken) });
}

/** The link of an invitation of the viewer's tenant. */
export function linkFor({ viewer, context }: ChangeScope, token: string | null): string {
  if (!token) throw new Error('There is no link for a user with a password');
  return invitationUrl(context.services.config.publicUrl, viewer.tenant.slug, token);
}
