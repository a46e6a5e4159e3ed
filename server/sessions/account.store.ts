import { statement } from '../db/sql.ts';
import type { Role } from '../shared/roles.ts';
import type { UserStatus } from '../shared/user-status.ts';
import type { UnitOfWork, WriteUnit } from '../tenancy/with-tenant.ts';

/** What signing in looks at of a user. */
export interface Account {
  id: string;
  username: string;
  displayName: string;
  role: Role;
  status: UserStatus;
  personId: string | null;
  /** Null until somebody set a password, and after an administrator reset it. */
  passwordHash: string | null;
}

const accountColumns = `id, username, display_name as "displayName", role, status, person_id as "personId", password_hash as "passwordHash"`;

/** The account of that username in lower case, or null. */
export async function findAccountByUsername(unit: UnitOfWork, username: string): Promise<Account | null> {
  const [account] = await unit.query<Account>({
    text: `select ${accountColumns} from users where username = $1`,
    values: [username],
  });
  return account ?? null;
}

/** The account, or null. Locks nothing. */
export async function findAccount(unit: UnitOfWork, id: string): Promise<Account | null> {
  const [account] = await unit.query<Account>({
    text: `select ${accountColumns} from users where id = $1`,
    values: [id],
  });
  return account ?? null;
}

/** Holds the account's row, so that it is neither disabled nor changed meanwhile. */
export async function lockAccount(unit: WriteUnit, id: string): Promise<Account | null> {
  const [account] = await unit.query<Account>({
    text: `select ${accountColumns} from users where id = $1 for update`,
    values: [id],
  });
  return account ?? null;
}

/** Keeps the account from being changed until the end of the transaction; others may do the same at once. */
export async function lockAccountShared(unit: WriteUnit, id: string): Promise<Account | null> {
  const [account] = await unit.query<Account>({
    text: `select ${accountColumns} from users where id = $1 for share`,
    values: [id],
  });
  return account ?? null;
}

/** Notes when the user last signed in. */
export async function noteSignIn(unit: WriteUnit, userId: string, now: Date): Promise<void> {
  await unit.query(statement`update users set last_sign_in_at = ${now} where id = ${userId}`);
}

/** Sets the password; an invited user becomes active by it. */
export async function setPassword(unit: WriteUnit, userId: string, passwordHash: string): Promise<void> {
  await unit.query(statement`update users set password_hash = ${passwordHash}, status = 'active',
    version = version + case status when 'active' then 0 else 1 end where id = ${userId}`);
}

/** Makes an invited user active who signs in without a password. */
export async function activateAccount(unit: WriteUnit, userId: string): Promise<void> {
  await unit.query(statement`update users set status = 'active', version = version + 1 where id = ${userId}`);
}

/** The user whose open invitation has that hash, or null: unknown, used and expired ones are not told apart. */
export async function findInvitedUser(
  unit: UnitOfWork,
  tokenHash: Buffer,
  now: Date,
): Promise<string | null> {
  const [invitation] = await unit.query<{ userId: string }>(statement`
    select user_id as "userId" from invitations
    where token_hash = ${tokenHash} and used_at is null and expires_at > ${now}`);
  return invitation?.userId ?? null;
}

/** Uses an open invitation up; false when somebody else did meanwhile, or its time is over. */
export async function useInvitation(unit: WriteUnit, tokenHash: Buffer, now: Date): Promise<boolean> {
  const used = await unit.query(statement`update invitations set used_at = ${now}
    where token_hash = ${tokenHash} and used_at is null and expires_at > ${now} returning id`);
  return used.length > 0;
}

/** Lets every link that can still set the user's password end now. */
export function expireInvitations(unit: WriteUnit, userId: string, now: Date): void {
  unit.write(statement`update invitations set expires_at = ${now}
    where user_id = ${userId} and used_at is null and expires_at > ${now}`);
}

/** The name of the person whose complaint it is; null when there is no such complaint of that person. */
export async function findTrackingPerson(
  unit: UnitOfWork,
  complaintId: string,
  personId: string,
): Promise<string | null> {
  const [person] = await unit.query<{ name: string }>(statement`
    select p.name from complaints c join people p on p.id = c.consumer_id
    where c.id = ${complaintId} and p.id = ${personId}`);
  return person?.name ?? null;
}
