import { createHmac } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { deriveKey } from '../../auth/keys.ts';
import { seal, unseal, uuidAt, uuidBytes } from '../../auth/sealed-token.ts';
import type { Services } from '../../context.ts';
import type { Tenant } from '../../tenancy/tenant.ts';

/** What somebody goes to the provider for: to sign in, to take an invitation, or to link their account there to their user. */
const purposes = ['sign-in', 'invitation', 'link'] as const;
export type AttemptPurpose = (typeof purposes)[number];

/** One way to the provider and back. */
export interface Attempt {
  id: string;
  tenantKey: string;
  /** Of the provider's settings when it began: an attempt does not outlive a change of them. */
  providerVersion: number;
  purpose: AttemptPurpose;
  /** 32 bytes: an invitation's hash, or a session's id before zeros; zeros for a sign-in. */
  subject: Buffer;
  expiresAt: Date;
}

/** What the provider has to give back, and what we have to show it. Nobody but us can make them. */
export interface AttemptSecrets {
  state: string;
  nonce: string;
  /** PKCE (RFC 7636). */
  verifier: string;
}

const lifetimeMilliseconds = 10 * 60_000;
const subjectLength = 32;
const tenantKeyLength = 28;
const at = { id: 28, version: 44, purpose: 48, subject: 49, expires: 81, end: 87 };

/** A new attempt, good for ten minutes. */
export function newAttempt(
  services: Services,
  about: Pick<Attempt, 'tenantKey' | 'providerVersion' | 'purpose'> & { subject?: Buffer },
): Attempt {
  const subject = Buffer.alloc(subjectLength);
  about.subject?.copy(subject);
  const expiresAt = new Date(services.now().getTime() + lifetimeMilliseconds);
  return { ...about, id: uuidv7(), subject, expiresAt };
}

/** The attempt as the browser that began it keeps it: only there can it end. */
export function sealAttempt(services: Services, attempt: Attempt): string {
  return seal(keyOf(services), bytesOf(attempt));
}

/** The attempt that a browser kept; null when we did not make it or its time is over. */
export function readAttempt(services: Services, sealed: string): Attempt | null {
  const body = unseal(keyOf(services), sealed, at.end);
  const purpose = body && purposes[body.readUInt8(at.purpose)];
  if (!body || !purpose) return null;
  const expiresAt = new Date(body.readUIntBE(at.expires, 6));
  if (expiresAt <= services.now()) return null;
  return {
    id: uuidAt(body, at.id),
    tenantKey: body.toString('latin1', 0, tenantKeyLength),
    providerVersion: body.readUInt32BE(at.version),
    purpose,
    subject: Buffer.from(body.subarray(at.subject, at.expires)),
    expiresAt,
  };
}

/** The attempt's secrets: derived from it, so that nothing is kept and no browser sees the verifier. */
export function secretsOf(services: Services, attempt: Attempt): AttemptSecrets {
  const body = bytesOf(attempt);
  const secret = (word: string) =>
    createHmac('sha256', keyOf(services)).update(word).update(body).digest('base64url');
  return { state: secret('state'), nonce: secret('nonce'), verifier: secret('verifier') };
}

/** Where the provider sends people back to. It is registered there. */
export function callbackUrlOf({ config }: Pick<Services, 'config'>, tenant: Pick<Tenant, 'slug'>): string {
  return `${config.publicUrl}/${tenant.slug}/sign-in/callback`;
}

/** A session's id as the subject of an attempt. */
export function sessionSubject(sessionId: string): Buffer {
  return Buffer.concat([uuidBytes(sessionId)], subjectLength);
}

function bytesOf(attempt: Attempt): Buffer {
  const body = Buffer.alloc(at.end);
  body.write(attempt.tenantKey, 'latin1');
  uuidBytes(attempt.id).copy(body, at.id);
  body.writeUInt32BE(attempt.providerVersion, at.version);
  body.writeUInt8(purposes.indexOf(attempt.purpose), at.purpose);
  attempt.subject.copy(body, at.subject);
  body.writeUIntBE(attempt.expiresAt.getTime(), at.expires, 6);
  return body;
}

function keyOf({ config }: Services) {
  return deriveKey(config.secretKey, 'provider-sign-in').key;
}
