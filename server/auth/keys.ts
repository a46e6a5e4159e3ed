import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** What a key is for: a token made for one purpose is never valid for another. */
export type KeyPurpose =
  | 'access-token'
  | 'refresh-token'
  | 'tracking-link'
  | 'sign-in-challenge'
  | 'second-factor'
  | 'recovery-code'
  | 'rate-limit'
  | 'invitation-link'
  | 'provider-secret'
  | 'provider-sign-in'
  | 'idempotency-key'
  | 'webhook-secret';

/** A key, and a name for it that does not tell it. */
export interface DerivedKey {
  key: KeyObject;
  id: string;
}

const derived = new Map<string, DerivedKey>();

/** The 256-bit key of one purpose, derived from the installation's secret (HKDF-SHA-256, RFC 5869). Made once a process. */
export function deriveKey(secretKey: string, purpose: KeyPurpose): DerivedKey {
  const name = `${purpose}\n${secretKey}`;
  const known = derived.get(name);
  if (known) return known;
  const bytes = Buffer.from(hkdfSync('sha256', secretKey, '', `redress/${purpose}`, 32));
  const id = Buffer.from(hkdfSync('sha256', bytes, '', 'redress/key-id', 8)).toString('base64url');
  const made = { key: createSecretKey(bytes), id };
  derived.set(name, made);
  return made;
}
