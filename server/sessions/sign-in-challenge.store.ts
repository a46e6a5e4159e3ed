import { statement } from '../db/sql.ts';
import type { UnitOfWork, WriteUnit } from '../tenancy/with-tenant.ts';

/** A sign-in that waits for the second factor. */
export interface ChallengeRow {
  id: string;
  userId: string;
  passwordPrint: Buffer;
  wrongCodes: number;
  expiresAt: Date;
}

/** Keeps a challenge, and forgets those whose time is over. */
export async function insertChallenge(
  unit: WriteUnit,
  challenge: Omit<ChallengeRow, 'wrongCodes'>,
  now: Date,
): Promise<void> {
  await unit.query(statement`delete from sign_in_challenges where id in (
    select id from sign_in_challenges where expires_at < ${now} order by expires_at limit 100 for update skip locked)`);
  await unit.query(statement`insert into sign_in_challenges (id, user_id, password_print, expires_at)
    values (${challenge.id}, ${challenge.userId}, ${challenge.passwordPrint}, ${challenge.expiresAt})`);
}

/** Whose sign-in it is; null when there is none. Locks nothing. */
export async function findChallengedUser(unit: UnitOfWork, id: string): Promise<string | null> {
  const [row] = await unit.query<{ userId: string }>(
    statement`select user_id as "userId" from sign_in_challenges where id = ${id}`,
  );
  return row?.userId ?? null;
}

/** Holds the challenge; null when it was used up meanwhile. The user's row is held before. */
export async function lockChallenge(unit: WriteUnit, id: string): Promise<ChallengeRow | null> {
  const [row] = await unit.query<ChallengeRow>(statement`
    select id, user_id as "userId", password_print as "passwordPrint", wrong_codes as "wrongCodes", expires_at as "expiresAt"
    from sign_in_challenges where id = ${id} for update`);
  return row ?? null;
}

/** Counts a wrong code. */
export async function noteWrongCode(unit: WriteUnit, id: string): Promise<void> {
  await unit.query(statement`update sign_in_challenges set wrong_codes = wrong_codes + 1 where id = ${id}`);
}

/** Uses a challenge up. */
export async function removeChallenge(unit: WriteUnit, id: string): Promise<void> {
  await unit.query(statement`delete from sign_in_challenges where id = ${id}`);
}
