import { statement } from '../db/sql.ts';
import type { Answer } from '../shared/refusal.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/** A key as the table knows it, and what it was first sent with. */
export interface HashedKey {
  keyHash: Buffer;
  fingerprint: Buffer;
}

/**
 * Takes a key for the transaction at hand; false when it is taken. Whoever comes second waits here for the end of the first one's
 * transaction. A key whose time is over is free.
 */
export async function takeKey(
  unit: WriteUnit,
  { keyHash, fingerprint }: HashedKey,
  now: Date,
  expiresAt: Date,
): Promise<boolean> {
  const taken = await unit.query(statement`
    insert into idempotency_keys as k (key_hash, fingerprint, expires_at) values (${keyHash}, ${fingerprint}, ${expiresAt})
    on conflict (key_hash) do update set fingerprint = excluded.fingerprint, answer = null, expires_at = excluded.expires_at
      where k.expires_at <= ${now} returning key_hash`);
  return taken.length > 0;
}

/** What came of the change that took the key; null when it is free again by now. */
export async function findAnswer(
  unit: WriteUnit,
  keyHash: Buffer,
): Promise<{ fingerprint: Buffer; answer: Answer<unknown> } | null> {
  const [kept] = await unit.query<{ fingerprint: Buffer; answer: Answer<unknown> }>(statement`
    select fingerprint, answer from idempotency_keys where key_hash = ${keyHash}`);
  return kept ?? null;
}

/** Keeps what came of the change, with the key that this transaction took. */
export function keepAnswer(unit: WriteUnit, keyHash: Buffer, answer: Answer<unknown>): void {
  unit.write(statement`
    update idempotency_keys set answer = ${JSON.stringify(answer)} where key_hash = ${keyHash}`);
}

/** Forgets the keys whose time is over; gives how many. */
export async function forgetKeys(unit: WriteUnit, now: Date): Promise<number> {
  const forgotten = await unit.query(statement`
    delete from idempotency_keys where expires_at <= ${now} returning key_hash`);
  return forgotten.length;
}
