import { hkdfSync } from 'node:crypto';

/** What a key is for: a token made for one purpose is never valid for another. */
export type KeyPurpose = 'access-token' | 'refresh-token' | 'tracking-link';

const derived = new Map<string, Buffer>();

/** The 256-bit key of one purpose, derived from the installation's secret (HKDF-SHA-256, RFC 5869). */
export function deriveKey(secretKey: string, purpose: KeyPurpose): Buffer {
  const name = `${purpose}\n${secretKey}`;
  const known = derived.get(name);
  if (known) return known;
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', `redress/${purpose}`, 32));
  derived.set(name, key);
  return key;
}

/** Names a key without telling it: the first 64 bits of a derivation of the key itself. */
export function keyId(key: Buffer): string {
  return Buffer.from(hkdfSync('sha256', key, '', 'redress/key-id', 8)).toString('base64url');
}
