import { v7 as uuidv7 } from 'uuid';
import { statement } from '../db/sql.ts';
import type { Role } from '../shared/roles.ts';
import type { UserStatus } from '../shared/user-status.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/** A user as an administrator's change looks at it. */
export interface UserRow {
  id: string;
  version: number;
  username: string;
  displayName: string;
  email: string | null;
  role: Role;
  status: UserStatus;
  personId: string | null;
  hasPassword: boolean;
}

export interface NewUserRow {
  id: string;
  username: string;
  displayName: string;
  email: string | null;
  role: Role;
  status: UserStatus;
  /** Null for somebody who is invited. */
  passwordHash: string | null;
  /** The complainant behind a consumer; null for staff. */
  personId: string | null;
  createdAt: Date;
}

/** Adds a user. Breaks `users_username_unique` or `users_person_unique` when there is one already. */
export function insertUserRow(unit: WriteUnit, user: NewUserRow): void {
  unit.write(statement`insert into users
    (id, username, display_name, email, role, status, password_hash, person_id, created_at)
    values (${user.id}, ${user.username}, ${user.displayName}, ${user.email}, ${user.role}, ${user.status},
      ${user.passwordHash}, ${user.personId}, ${user.createdAt})`);
}

/** Holds the user's row; null when there is none. */
export async function lockUser(unit: WriteUnit, id: string): Promise<UserRow | null> {
  const [user] = await unit.query<UserRow>(statement`
    select id, version, username, display_name as "displayName", email, role, status, person_id as "personId",
      password_hash is not null as "hasPassword"
    from users where id = ${id} for update`);
  return user ?? null;
}

/** Holds the rows of all administrators who can sign in, in the order of their ids, and gives the ids. Taken before `lockUser`. */
export async function lockWorkingAdmins(unit: WriteUnit): Promise<string[]> {
  const admins = await unit.query<{ id: string }>(statement`
    select id from users where role = 'admin' and status = 'active' and password_hash is not null
    order by id for update`);
  return admins.map((admin) => admin.id);
}

/** Writes what an administrator may edit, and the next version. */
export function updateUserRow(
  unit: WriteUnit,
  id: string,
  user: { displayName: string; email: string | null; role: Role },
): void {
  unit.write(statement`update users set version = version + 1, display_name = ${user.displayName},
    email = ${user.email}, role = ${user.role} where id = ${id}`);
}

/** Writes the status, and the next version. */
export function updateUserStatus(unit: WriteUnit, id: string, status: UserStatus): void {
  unit.write(statement`update users set version = version + 1, status = ${status} where id = ${id}`);
}

/** Writes the next version: something beside the row changed that is shown as part of the user. */
export function raiseVersion(unit: WriteUnit, id: string): void {
  unit.write(statement`update users set version = version + 1 where id = ${id}`);
}

/** Takes the password away, and writes the next version. */
export function clearPassword(unit: WriteUnit, id: string): void {
  unit.write(statement`update users set version = version + 1, password_hash = null where id = ${id}`);
}

/** Adds an invitation of which only the hash is kept. */
export function insertInvitation(
  unit: WriteUnit,
  invitation: { userId: string; tokenHash: Buffer; createdAt: Date; expiresAt: Date },
): void {
  unit.write(statement`insert into invitations (id, user_id, token_hash, expires_at, created_at)
    values (${uuidv7()}, ${invitation.userId}, ${invitation.tokenHash}, ${invitation.expiresAt}, ${invitation.createdAt})`);
}

/** Lets the user's open invitations end now. */
export function expireInvitations(unit: WriteUnit, userId: string, now: Date): void {
  unit.write(statement`update invitations set expires_at = ${now}
    where user_id = ${userId} and used_at is null and expires_at > ${now}`);
}

/** Name and address of a person who is given an account; null when there is none. */
export async function findPersonToInvite(
  unit: WriteUnit,
  personId: string,
): Promise<{ name: string; email: string | null } | null> {
  const [person] = await unit.query<{ name: string; email: string | null }>(statement`
    select name, email from people where id = ${personId} for share`);
  return person ?? null;
}
