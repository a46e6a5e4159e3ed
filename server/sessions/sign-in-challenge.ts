import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { deriveKey } from '../auth/keys.ts';
import { seal, unseal, uuidAt, uuidBytes } from '../auth/sealed-token.ts';
import type { Services } from '../context.ts';
import type { Refusal } from '../shared/refusal.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import type { Account } from './account.store.ts';
import { insertChallenge } from './sign-in-challenge.store.ts';

/** How long somebody whose password was right may look for their device. */
const lifetimeMilliseconds = 10 * 60_000;
const tenantKeyLength = 28;
const bodyLength = tenantKeyLength + 16;

/** What the challenge of a sign-in names; how it stands is in the database. */
export interface ChallengeClaim {
  tenantKey: string;
  challengeId: string;
}

/** Asks for the second factor: the refusal that carries the challenge, which is good for ten minutes and five wrong codes. */
export async function challengeFor(
  services: Services,
  unit: WriteUnit,
  account: Pick<Account, 'id' | 'passwordHash'>,
): Promise<Refusal> {
  const challengeId = uuidv7();
  const now = services.now();
  const expiresAt = new Date(now.getTime() + lifetimeMilliseconds);
  await insertChallenge(
    unit,
    { id: challengeId, userId: account.id, passwordPrint: passwordPrint(account), expiresAt },
    now,
  );
  const body = Buffer.concat([Buffer.from(unit.tenantKey, 'latin1'), uuidBytes(challengeId)]);
  return {
    code: 'SECOND_FACTOR_REQUIRED',
    message: 'Enter the code that your authenticator app shows, or one of your recovery codes.',
    path: null,
    challenge: seal(deriveKey(services.config.secretKey, 'sign-in-challenge').key, body),
  };
}

/** What a challenge names; null when we did not make it. */
export function readChallenge(secretKey: string, challenge: string): ChallengeClaim | null {
  const body = unseal(deriveKey(secretKey, 'sign-in-challenge').key, challenge, bodyLength);
  if (!body) return null;
  return {
    tenantKey: body.toString('latin1', 0, tenantKeyLength),
    challengeId: uuidAt(body, tenantKeyLength),
  };
}

/** Tells whether the password is still the one that the challenge was given for. */
export function passwordPrint({ passwordHash }: Pick<Account, 'passwordHash'>): Buffer {
  return createHash('sha256')
    .update(passwordHash ?? '')
    .digest();
}
