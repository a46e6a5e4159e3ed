import { statement } from '../db/sql.ts';
import type { UnitOfWork, WriteUnit } from '../tenancy/with-tenant.ts';

/** A session lives 30 days from its beginning, however often it is refreshed. */
export const sessionLifetimeMilliseconds = 30 * 86_400_000;

/** A session's row. Its holder is a user, or a person who follows one complaint. */
export interface SessionRow {
  id: string;
  userId: string | null;
  personId: string | null;
  complaintId: string | null;
  /** Of the newest refresh token. */
  generation: number;
  rotatedAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
}

export interface NewSession {
  id: string;
  userId: string | null;
  personId: string | null;
  complaintId: string | null;
  client: string | null;
}

/** Begins a session, and forgets those whose time is long over. */
export function insertSession(unit: WriteUnit, session: NewSession, now: Date): void {
  unit.write(statement`delete from sessions where id in (
    select id from sessions where expires_at < ${now} order by expires_at limit 100 for update skip locked)`);
  unit.write(statement`insert into sessions
    (id, user_id, person_id, complaint_id, rotated_at, created_at, expires_at, client)
    values (${session.id}, ${session.userId}, ${session.personId}, ${session.complaintId}, ${now}, ${now},
      ${new Date(now.getTime() + sessionLifetimeMilliseconds)}, ${session.client})`);
}

/** Whose session it is; null when there is none. Locks nothing. */
export async function findSessionHolder(
  unit: UnitOfWork,
  id: string,
): Promise<Pick<SessionRow, 'userId' | 'personId' | 'complaintId'> | null> {
  const [row] = await unit.query<Pick<SessionRow, 'userId' | 'personId' | 'complaintId'>>(statement`
    select user_id as "userId", person_id as "personId", complaint_id as "complaintId" from sessions where id = ${id}`);
  return row ?? null;
}

/** When the session began, whatever was refreshed since; null when there is none. */
export async function findSessionBeginning(unit: UnitOfWork, id: string): Promise<Date | null> {
  const [row] = await unit.query<{ beganAt: Date }>(
    statement`select created_at as "beganAt" from sessions where id = ${id}`,
  );
  return row?.beganAt ?? null;
}

/** Holds the session's row. Whoever holds a user's row as well takes that one first. */
export async function lockSession(unit: WriteUnit, id: string): Promise<SessionRow | null> {
  const [row] = await unit.query<SessionRow>(statement`
    select id, user_id as "userId", person_id as "personId", complaint_id as "complaintId", generation,
      rotated_at as "rotatedAt", expires_at as "expiresAt", ended_at as "endedAt"
    from sessions where id = ${id} for update`);
  return row ?? null;
}

/** Makes the next refresh token the valid one. */
export function rotateSession(unit: WriteUnit, id: string, generation: number, now: Date): void {
  unit.write(statement`update sessions set generation = ${generation}, rotated_at = ${now} where id = ${id}`);
}

/** Ends a session; false when it had ended before. */
export async function endSession(unit: WriteUnit, id: string, now: Date): Promise<boolean> {
  const ended = await unit.query(statement`
    update sessions set ended_at = ${now} where id = ${id} and ended_at is null returning id`);
  return ended.length > 0;
}

/** Ends a session because a used-up token came once more; null when it had ended before, else who held it. */
export async function endReusedSession(
  unit: WriteUnit,
  id: string,
  now: Date,
): Promise<{ userName: string | null } | null> {
  const [ended] = await unit.query<{ userName: string | null }>(statement`
    update sessions s set ended_at = ${now}, reuse_detected_at = ${now} where s.id = ${id} and s.ended_at is null
    returning (select u.display_name from users u where u.id = s.user_id) as "userName"`);
  return ended ?? null;
}

/** Ends one session of a user; false when it is not theirs, or had ended. */
export async function endSessionOfUser(
  unit: WriteUnit,
  userId: string,
  id: string,
  now: Date,
): Promise<boolean> {
  const ended = await unit.query(statement`
    update sessions set ended_at = ${now} where id = ${id} and user_id = ${userId} and ended_at is null returning id`);
  return ended.length > 0;
}

/** Ends every session of a user but `exceptId`; gives the ids of those that it ended. */
export async function endSessionsOfUser(
  unit: WriteUnit,
  userId: string,
  exceptId: string | null,
  now: Date,
): Promise<string[]> {
  const ended = await unit.query<{ id: string }>(statement`
    update sessions set ended_at = ${now}
    where user_id = ${userId} and ended_at is null and id is distinct from ${exceptId}::uuid returning id`);
  return ended.map((session) => session.id);
}

/** The database's clock, in milliseconds since 1970 with fractions. Access tokens and revocations are compared by it alone. */
export async function readDatabaseClock(unit: UnitOfWork): Promise<number> {
  const [row] = await unit.query<{ now: number }>(statement`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`);
  if (!row) throw new Error('The database did not tell the time');
  return row.now;
}
