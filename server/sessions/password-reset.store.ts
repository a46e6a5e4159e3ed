import { statement } from '../db/sql.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/** Notes a request for a new password, and forgets those of earlier days. `account` is in lower case, as it was typed. */
export async function insertResetRequest(
  unit: WriteUnit,
  request: { id: string; account: string; now: Date },
): Promise<void> {
  await unit.query(statement`delete from password_reset_requests where id in (
    select id from password_reset_requests where created_at < ${request.now}::timestamptz - interval '1 day'
    order by id limit 100 for update skip locked)`);
  await unit.query(statement`insert into password_reset_requests (id, account, created_at)
    values (${request.id}, ${request.account}, ${request.now})`);
}

/** Holds a request; null when there is none. `account` is null once it was answered. */
export async function lockResetRequest(
  unit: WriteUnit,
  id: string,
): Promise<{ account: string | null } | null> {
  const [request] = await unit.query<{ account: string | null }>(statement`
    select account from password_reset_requests where id = ${id} for update`);
  return request ?? null;
}

/** Notes that a request was answered, and forgets what was typed. */
export async function forgetResetRequest(unit: WriteUnit, id: string): Promise<void> {
  await unit.query(statement`update password_reset_requests set account = null where id = ${id}`);
}

/**
 * Holds the accounts that a username or an e-mail address in lower case means; those that are disabled or have no address are left out.
 */
export async function lockResettableAccounts(
  unit: WriteUnit,
  account: string,
): Promise<{ id: string; username: string }[]> {
  return unit.query<{ id: string; username: string }>(statement`
    select id, username from users
    where (username = ${account} or lower(email) = ${account}) and status <> 'disabled' and email is not null
    order by id limit 5 for update`);
}

/** How many links to a new password went to the user within the last hour. The caller holds the user's row. */
export async function countRecentLinks(unit: WriteUnit, userId: string, now: Date): Promise<number> {
  const [row] = await unit.query<{ count: number }>(statement`
    select count(*)::integer as count from outgoing_mail
    where user_id = ${userId} and kind = 'password_reset' and created_at > ${now}::timestamptz - interval '1 hour'`);
  return row?.count ?? 0;
}
