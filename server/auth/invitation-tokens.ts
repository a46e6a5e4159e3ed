import { createHash, createHmac, randomBytes } from 'node:crypto';
import { isTenantKey } from '../tenancy/tenant.ts';
import { deriveKey } from './keys.ts';
import { decodeBase64Url, uuidBytes } from './sealed-token.ts';

/** A link to set a password lives seven days. */
export const invitationLifetimeMilliseconds = 7 * 86_400_000;

const tenantKeyLength = 28;
const secretLength = 32;

export interface InvitationToken {
  token: string;
  hash: Buffer;
}

/** A new invitation: the token for the link, and the hash that is kept. The token names the tenant, so that the link alone suffices. */
export function newInvitationToken(tenantKey: string): InvitationToken {
  return tokenOf(tenantKey, randomBytes(secretLength));
}

/**
 * The token of an invitation that is mailed: made again from its id each time the mail is tried, so that it is kept nowhere. Without the
 * installation's secret nobody can make it.
 */
export function mailedInvitationToken(secretKey: string, tenantKey: string, id: string): InvitationToken {
  const { key } = deriveKey(secretKey, 'invitation-link');
  return tokenOf(tenantKey, createHmac('sha256', key).update(tenantKey).update(uuidBytes(id)).digest());
}

/** Tenant and hash of a token from a link; null when it cannot be one. */
export function readInvitationToken(token: string): { tenantKey: string; hash: Buffer } | null {
  const bytes = decodeBase64Url(token, tenantKeyLength + secretLength);
  const tenantKey = bytes?.toString('latin1', 0, tenantKeyLength);
  return bytes && tenantKey && isTenantKey(tenantKey) ? { tenantKey, hash: hashOf(bytes) } : null;
}

/** The link that is shown once to whoever invites. */
export function invitationUrl(publicUrl: string, tenantSlug: string, token: string): string {
  return `${publicUrl}/${tenantSlug}/invitation/${token}`;
}

function tokenOf(tenantKey: string, secret: Buffer): InvitationToken {
  const bytes = Buffer.concat([Buffer.from(tenantKey, 'latin1'), secret]);
  return { token: bytes.toString('base64url'), hash: hashOf(bytes) };
}

function hashOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
