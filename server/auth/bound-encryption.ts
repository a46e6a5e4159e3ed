import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** Encrypts a secret for the database (AES-256-GCM): nonce, tag and text. It opens only for what it is bound to: a tenant, a user. */
export function encryptBound(key: KeyObject, boundTo: readonly string[], secret: Buffer): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key, nonce);
  cipher.setAAD(Buffer.from(JSON.stringify(boundTo)));
  const text = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Opens what `encryptBound` made. Throws when it was edited, is bound to something else, or was made under another SECRET_KEY. */
export function decryptBound(key: KeyObject, boundTo: readonly string[], sealed: Buffer): Buffer {
  const nonce = sealed.subarray(0, nonceLength);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(JSON.stringify(boundTo)));
  decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]);
  } catch (cause) {
    throw new Error('A secret cannot be opened: it was edited, or SECRET_KEY is another one.', { cause });
  }
}
