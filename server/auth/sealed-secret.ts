import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey } from './keys.ts';
import type { CodeOwner } from './recovery-codes.ts';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** Encrypts the secret of a user's second factor (AES-256-GCM): nonce, tag and text. It opens for this user of this tenant alone. */
export function sealSecret(secretKey: string, owner: CodeOwner, secret: Buffer): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, deriveKey(secretKey, 'second-factor').key, nonce);
  cipher.setAAD(boundTo(owner));
  const text = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Opens what `sealSecret` made. Throws when it was edited, is somebody else's, or was sealed under another SECRET_KEY. */
export function openSecret(secretKey: string, owner: CodeOwner, sealed: Buffer): Buffer {
  const { key } = deriveKey(secretKey, 'second-factor');
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(boundTo(owner));
  decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]);
  } catch (cause) {
    throw new Error(
      'The secret of a second factor cannot be opened: it was edited, or SECRET_KEY is another one.',
      { cause },
    );
  }
}

function boundTo({ tenantKey, userId }: CodeOwner): Buffer {
  return Buffer.from(`${tenantKey}\n${userId}`);
}
