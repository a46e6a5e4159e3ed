import { createHmac, randomBytes } from 'node:crypto';
import { deriveKey } from './keys.ts';

export const recoveryCodeCount = 10;

// RFC 4648's base32 without the letters that are taken for digits: 32 signs, 5 bits each.
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789';
const codeLength = 16;

/** Whose codes they are: the same code of somebody else has another hash. */
export interface CodeOwner {
  tenantKey: string;
  userId: string;
}

/** New recovery codes of 80 bits, in groups of four signs. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, () =>
    [...randomBytes(codeLength)]
      .map((byte) => alphabet[byte % alphabet.length])
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-'),
  );
}

/**
 * What is kept of a recovery code; null when the text cannot be one. Case, spaces and hyphens do not matter. A keyed hash, with a key
 * that is not in the database: 80 bits behind it need no slow one.
 */
export function hashRecoveryCode(secretKey: string, owner: CodeOwner, typed: string): Buffer | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  if (code.length !== codeLength || [...code].some((sign) => !alphabet.includes(sign))) return null;
  const { key } = deriveKey(secretKey, 'recovery-code');
  return createHmac('sha256', key).update(`${owner.tenantKey}\n${owner.userId}\n${code}`).digest();
}
