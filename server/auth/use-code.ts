import { timingSafeEqual } from 'node:crypto';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { totpStep } from './one-time-codes.ts';
import { hashRecoveryCode } from './recovery-codes.ts';
import { openSecret } from './sealed-secret.ts';
import { lockFactor, noteStep, setRecoveryCodes, type FactorRow } from './second-factor.store.ts';

/** What a code was that was taken. */
export type UsedCode = 'one-time code' | 'recovery code';

/**
 * Takes a code of the user's second factor, from the app or one of the recovery codes, and uses it up: neither is taken again. Null when
 * it is wrong, was used, or there is no second factor. The caller holds the user's row.
 */
export async function useCode(
  unit: WriteUnit,
  { secretKey, userId, typed, now }: { secretKey: string; userId: string; typed: string; now: Date },
): Promise<UsedCode | null> {
  const factor = await lockFactor(unit, userId);
  if (!factor?.confirmedAt) return null;
  const owner = { tenantKey: unit.tenantKey, userId };
  const step = totpStep(openSecret(secretKey, owner, factor.secret), typed, now);
  if (step !== null && step > factor.lastStep) {
    await noteStep(unit, userId, step);
    return 'one-time code';
  }
  const left = withoutCode(factor, hashRecoveryCode(secretKey, owner, typed));
  if (!left) return null;
  await setRecoveryCodes(unit, userId, left);
  return 'recovery code';
}

/** The recovery codes that are left after this one; null when it is none of them. */
function withoutCode({ recoveryCodes }: FactorRow, hash: Buffer | null): Buffer[] | null {
  if (!hash) return null;
  const left = recoveryCodes.filter((kept) => !timingSafeEqual(kept, hash));
  return left.length < recoveryCodes.length ? left : null;
}
