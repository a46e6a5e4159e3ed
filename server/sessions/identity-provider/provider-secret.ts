import { decryptBound, encryptBound } from '../../auth/bound-encryption.ts';
import { deriveKey } from '../../auth/keys.ts';

/** Whose client secret it is: another tenant's row, or another issuer in the same row, does not open it. */
export interface SecretOwner {
  tenantKey: string;
  issuer: string;
}

/** Encrypts a client secret for the database. */
export function sealClientSecret(secretKey: string, owner: SecretOwner, secret: string): Buffer {
  return encryptBound(deriveKey(secretKey, 'provider-secret').key, boundTo(owner), Buffer.from(secret));
}

/** The client secret in the clear. Throws when it is somebody else's or was edited. */
export function openClientSecret(secretKey: string, owner: SecretOwner, sealed: Buffer): string {
  return decryptBound(deriveKey(secretKey, 'provider-secret').key, boundTo(owner), sealed).toString();
}

function boundTo({ tenantKey, issuer }: SecretOwner): string[] {
  return [tenantKey, issuer];
}
