import { randomBytes } from 'node:crypto';
import { decryptBound, encryptBound } from '../auth/bound-encryption.ts';
import { deriveKey } from '../auth/keys.ts';

/** Whose secret it is: another tenant's endpoint, or another one of the same tenant, does not open it. */
export interface SecretOwner {
  tenantKey: string;
  endpointId: string;
}

/** For so long after a rotation both secrets sign, so that the receiver can change over without missing anything. */
export const overlapHours = 24;

const secretBytes = 32;

/** A new secret as the Standard Webhooks specification writes them: `whsec_` and 32 random bytes in base64. */
export function makeSecret(): string {
  return `whsec_${randomBytes(secretBytes).toString('base64')}`;
}

/** Encrypts a secret for the database. */
export function sealWebhookSecret(secretKey: string, owner: SecretOwner, secret: string): Buffer {
  return encryptBound(deriveKey(secretKey, 'webhook-secret').key, boundTo(owner), Buffer.from(secret));
}

/** The secret in the clear. Throws when it is somebody else's or was edited. */
export function openWebhookSecret(secretKey: string, owner: SecretOwner, sealed: Buffer): string {
  return decryptBound(deriveKey(secretKey, 'webhook-secret').key, boundTo(owner), sealed).toString();
}

function boundTo({ tenantKey, endpointId }: SecretOwner): string[] {
  return [tenantKey, endpointId];
}
