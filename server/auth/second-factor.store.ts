import { statement } from '../db/sql.ts';
import { isStaff, type Role } from '../shared/roles.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/** A user's second factor as the database has it. */
export interface FactorRow {
  /** Encrypted. */
  secret: Buffer;
  lastStep: number;
  /** Hashes of the unused ones. */
  recoveryCodes: Buffer[];
  /** Null while it is being set up. */
  confirmedAt: Date | null;
}

/** Whether a user has a second factor, and whether the organisation wants one of them. */
export interface FactorState {
  isOn: boolean;
  isRequired: boolean;
}

/**
 * Told to whoever holds the user's row: neither changes before the end of the transaction. The setting is held by those alone whom it
 * concerns: a consumer's sign-in waits for no administrator.
 */
export async function holdFactorState(unit: WriteUnit, userId: string, role: Role): Promise<FactorState> {
  const factor = await lockFactor(unit, userId);
  const isOn = factor?.confirmedAt != null;
  if (!isStaff(role)) return { isOn, isRequired: false };
  const [settings] = await unit.query<{ isRequired: boolean }>(
    statement`select staff_second_factor as "isRequired" from settings for share`,
  );
  return { isOn, isRequired: settings?.isRequired ?? true };
}

/** The user's second factor, held; null when there is none. Whoever holds the user's row as well takes that one first. */
export async function lockFactor(unit: WriteUnit, userId: string): Promise<FactorRow | null> {
  const [factor] = await unit.query<FactorRow>(statement`
    select secret, last_step as "lastStep", recovery_codes as "recoveryCodes", confirmed_at as "confirmedAt"
    from second_factors where user_id = ${userId} for update`);
  return factor ?? null;
}

/** Keeps a new secret, which counts once it is confirmed; one that was not confirmed is replaced. */
export async function startFactor(unit: WriteUnit, userId: string, secret: Buffer, now: Date): Promise<void> {
  await unit.query(statement`insert into second_factors (user_id, secret, started_at)
    values (${userId}, ${secret}, ${now})
    on conflict (user_id) do update set secret = excluded.secret, started_at = excluded.started_at`);
}

/** From now on the user signs in with it. */
export async function confirmFactor(
  unit: WriteUnit,
  userId: string,
  { step, recoveryCodes, now }: { step: number; recoveryCodes: Buffer[]; now: Date },
): Promise<void> {
  await unit.query(statement`update second_factors
    set confirmed_at = ${now}, last_step = ${step}, recovery_codes = ${recoveryCodes}::bytea[] where user_id = ${userId}`);
}

/** Notes that the code of a time step was taken. */
export async function noteStep(unit: WriteUnit, userId: string, step: number): Promise<void> {
  await unit.query(statement`update second_factors set last_step = ${step} where user_id = ${userId}`);
}

/** Replaces the recovery codes. */
export async function setRecoveryCodes(unit: WriteUnit, userId: string, codes: Buffer[]): Promise<void> {
  await unit.query(
    statement`update second_factors set recovery_codes = ${codes}::bytea[] where user_id = ${userId}`,
  );
}

/** Takes a second factor away, confirmed or not; false when there was none. */
export async function removeFactor(unit: WriteUnit, userId: string): Promise<boolean> {
  const removed = await unit.query(
    statement`delete from second_factors where user_id = ${userId} returning user_id`,
  );
  return removed.length > 0;
}

/** Active staff without a second factor, whose tokens must tell so when the organisation begins to require one. */
export async function listStaffWithoutFactor(unit: WriteUnit): Promise<string[]> {
  const users = await unit.query<{ id: string }>(statement`
    select u.id from users u where u.role <> 'consumer' and u.status = 'active'
      and not exists (select from second_factors f where f.user_id = u.id and f.confirmed_at is not null)`);
  return users.map((user) => user.id);
}
