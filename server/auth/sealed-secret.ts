import { decryptBound, encryptBound } from './bound-encryption.ts';
import { deriveKey } from './keys.ts';
import type { CodeOwner } from './recovery-codes.ts';

/** Encrypts the secret of a user's second factor. It opens for this user of this tenant alone. */
export function sealSecret(secretKey: string, owner: CodeOwner, secret: Buffer): Buffer {
  return encryptBound(deriveKey(secretKey, 'second-factor').key, boundTo(owner), secret);
}

/** Opens what `sealSecret` made. Throws when it was edited, is somebody else's, or was sealed under another SECRET_KEY. */
export function openSecret(secretKey: string, owner: CodeOwner, sealed: Buffer): Buffer {
  return decryptBound(deriveKey(secretKey, 'second-factor').key, boundTo(owner), sealed);
}

function boundTo({ tenantKey, userId }: CodeOwner): string[] {
  return [tenantKey, userId];
}
