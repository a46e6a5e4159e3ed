import { v7 as uuidv7 } from 'uuid';
import { changesBetween, recordEvent, type Actor } from '../audit/audit.store.ts';
import { invitationLifetimeMilliseconds, newInvitationToken } from '../auth/invitation-tokens.ts';
import type { RequestOrigin } from '../auth/viewer.ts';
import { roleNames, type Role } from '../shared/roles.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { insertInvitation, insertUserRow, type NewUserRow } from './user.store.ts';

export interface NewUser {
  /** Made when not given. */
  id?: string;
  /** In lower case. */
  username: string;
  displayName: string;
  email: string | null;
  role: Role;
  /** The complainant behind a consumer; null for staff. */
  personId: string | null;
  /** With a hash the user is active; with null they are invited, and the token for their link comes back. */
  passwordHash: string | null;
}

/** Who adds a user, and when. `actor` is null for somebody who registers: the new user is the actor. */
export interface AddedBy {
  actor: Actor | null;
  origin: RequestOrigin | null;
  now: Date;
}

export interface InsertedUser {
  userId: string;
  /** Of the invitation's link; null when the user has a password. */
  invitationToken: string | null;
}

/**
 * Adds a user in the caller's transaction, with its event and, without a password, its invitation. The caller has checked the
 * fields. Breaks the constraint `users_username_unique` or `users_person_unique` when there is one already.
 */
export async function insertUser(unit: WriteUnit, user: NewUser, by: AddedBy): Promise<InsertedUser> {
  const id = user.id ?? uuidv7();
  await insertWithEvent(unit, { ...user, id, status: user.passwordHash ? 'active' : 'invited' }, by);
  return { userId: id, invitationToken: user.passwordHash ? null : await inviteUser(unit, id, by.now) };
}

/** Adds a user who signs in by the identity provider: active, without a password and without an invitation. */
export async function insertProviderUser(
  unit: WriteUnit,
  user: Omit<NewUser, 'passwordHash'> & { id: string },
  by: AddedBy,
): Promise<void> {
  await insertWithEvent(unit, { ...user, passwordHash: null, status: 'active' }, by);
}

async function insertWithEvent(
  unit: WriteUnit,
  user: Omit<NewUserRow, 'createdAt'>,
  by: AddedBy,
): Promise<void> {
  const { id, username, displayName, email, role, status } = user;
  insertUserRow(unit, { ...user, createdAt: by.now });
  const event = {
    action: 'user.created',
    subjectType: 'user' as const,
    subjectId: id,
    subjectLabel: username,
    changes: changesBetween(
      {},
      { username, name: displayName, 'e-mail': email, role: roleNames[role], status },
    ),
  };
  await recordEvent(
    unit,
    by.actor ?? { kind: 'user', id, name: displayName, role },
    by.origin,
    event,
    by.now,
  );
}

/** Makes a link's token by which the user can set a password, in the caller's transaction; only its hash is kept. */
export async function inviteUser(unit: WriteUnit, userId: string, now: Date): Promise<string> {
  const { token, hash } = newInvitationToken(unit.tenantKey);
  const expiresAt = new Date(now.getTime() + invitationLifetimeMilliseconds);
  insertInvitation(unit, { userId, tokenHash: hash, createdAt: now, expiresAt });
  return token;
}
