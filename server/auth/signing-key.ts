import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { keyId } from '../../scripts/verify-audit.mjs';

/** The installation's Ed25519 key: signs checkpoints of the audit trail, and receipts. Whoever has the public half verifies them. */
export interface SigningKey {
  /** Its name; stands in everything that it signed. */
  id: string;
  /** PEM. */
  publicKey: string;
  /** The signature of a text, base64. One text has one signature. */
  sign(text: string): string;
}

const known = new Map<string, SigningKey>();

/** The key of a PEM text or of base64 (PKCS #8, or the 32 bytes themselves). Throws when it is no Ed25519 private key. */
export function signingKeyOf(text: string): SigningKey {
  const made = known.get(text) ?? makeSigningKey(readPrivateKey(text));
  known.set(text, made);
  return made;
}

/** True when the text is an Ed25519 private key in one of the forms that are taken. */
export function isSigningKey(text: string): boolean {
  try {
    return Boolean(signingKeyOf(text));
  } catch {
    return false;
  }
}

/** A new private key, as PEM. */
export function newSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function makeSigningKey(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey);
  return {
    id: keyId(publicKey),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
  };
}

// What PKCS #8 writes before the 32 bytes of an Ed25519 key (RFC 8410, section 7).
const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

function readPrivateKey(text: string): KeyObject {
  const bytes = Buffer.from(text, 'base64');
  const key = text.includes('-----BEGIN')
    ? createPrivateKey(text)
    : createPrivateKey({
        key: bytes.length === 32 ? Buffer.concat([prefix, bytes]) : bytes,
        format: 'der',
        type: 'pkcs8',
      });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('Not an Ed25519 key');
  return key;
}
