import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { insertUser, type InsertedUser } from './insert-user.ts';
import { normaliseUsername } from './user-input.ts';

/** A username that cannot be one; the message says what would be right. */
export class UsernameError extends Error {}

export interface FirstAdmin {
  username: string;
  /** The username when not given. */
  displayName?: string;
  email?: string | null;
  /** Null or not given: the administrator gets an invitation's link. */
  passwordHash?: string | null;
  now: Date;
}

/** Adds the first administrator of a new tenant, in the transaction that provisions it. Throws UsernameError. */
export function createFirstAdmin(unit: WriteUnit, admin: FirstAdmin): Promise<InsertedUser> {
  const username = normaliseUsername(admin.username);
  if (!username)
    throw new UsernameError(
      `"${admin.username}" cannot be a username: it has 2 to 64 letters a to z, digits and . _ @ + -`,
    );
  const user = {
    username,
    displayName: admin.displayName?.trim() || username,
    email: admin.email ?? null,
    role: 'admin' as const,
    personId: null,
    passwordHash: admin.passwordHash ?? null,
  };
  const operator = {
    kind: 'operator' as const,
    id: null,
    name: 'The operator of the installation',
    role: null,
  };
  return insertUser(unit, user, { actor: operator, origin: null, now: admin.now });
}
