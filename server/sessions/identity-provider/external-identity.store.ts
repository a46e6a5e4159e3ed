import { v7 as uuidv7 } from 'uuid';
import { statement } from '../../db/sql.ts';
import type { UnitOfWork, WriteUnit } from '../../tenancy/with-tenant.ts';
import type { ProvenIdentity } from './prove-identity.ts';
import type { Attempt } from './sign-in-attempt.ts';

type IdentityKey = Pick<ProvenIdentity, 'issuer' | 'subject'>;

/** The user whose account at the provider it is; null when it is nobody's. */
export async function findUserOfIdentity(
  unit: WriteUnit,
  { issuer, subject }: IdentityKey,
): Promise<string | null> {
  const [identity] = await unit.query<{ userId: string }>(statement`
    select user_id as "userId" from external_identities where issuer = ${issuer} and subject = ${subject}`);
  return identity?.userId ?? null;
}

/** Links an account to a user. Breaks `external_identities_subject_unique` or `external_identities_user_unique` when one is linked already. */
export async function insertIdentity(
  unit: WriteUnit,
  userId: string,
  { issuer, subject, username, name }: ProvenIdentity,
  now: Date,
): Promise<void> {
  const accountName = (username ?? name)?.slice(0, 200) ?? null;
  await unit.query(statement`insert into external_identities (id, user_id, issuer, subject, account_name, linked_at)
    values (${uuidv7()}, ${userId}, ${issuer}, ${subject}, ${accountName}, ${now})`);
}

/** Notes when the account was last used; false when it is linked to that user no more. */
export async function noteIdentityUse(
  unit: WriteUnit,
  userId: string,
  { issuer, subject }: IdentityKey,
  now: Date,
): Promise<boolean> {
  const used = await unit.query(statement`update external_identities set last_used_at = ${now}
    where issuer = ${issuer} and subject = ${subject} and user_id = ${userId} returning id`);
  return used.length > 0;
}

/** Takes all accounts from a user, who has the next version by it; gives what they were. */
export async function removeIdentities(unit: WriteUnit, userId: string): Promise<IdentityKey[]> {
  return unit.query<IdentityKey>(statement`
    with removed as (delete from external_identities where user_id = ${userId} returning issuer, subject),
      changed as (update users set version = version + 1 where id = ${userId} and exists (select from removed))
    select issuer, subject from removed`);
}

/** Uses an attempt up, and forgets those whose time is over; false when it was used before. */
export async function useAttempt(unit: WriteUnit, { id, expiresAt }: Attempt, now: Date): Promise<boolean> {
  await unit.query(statement`delete from used_sign_in_attempts where expires_at < ${now}`);
  const used = await unit.query(statement`insert into used_sign_in_attempts (id, expires_at)
    values (${id}, ${expiresAt}) on conflict do nothing returning id`);
  return used.length > 0;
}

/** Whether the username is taken. */
export async function isUsernameTaken(unit: WriteUnit, username: string): Promise<boolean> {
  const taken = await unit.query(statement`select id from users where username = ${username}`);
  return taken.length > 0;
}

/** When the session began; null when there is none. */
export async function findSessionStart(unit: UnitOfWork, sessionId: string): Promise<Date | null> {
  const [session] = await unit.query<{ createdAt: Date }>(statement`
    select created_at as "createdAt" from sessions where id = ${sessionId}`);
  return session?.createdAt ?? null;
}
