import type { Services } from '../context.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { deriveKey } from './keys.ts';
import { seal, unseal, uuidAt, uuidBytes } from './sealed-token.ts';

/** What a tracking link opens: one complaint, for the person who submitted it. */
export interface TrackedComplaint {
  complaintId: string;
  personId: string;
}

const tenantKeyLength = 28;
const bodyLength = tenantKeyLength + 16 + 16 + 6;
const lifetimeMilliseconds = 365 * 86_400_000;

/** The link by which somebody without an account follows their complaint, good for 365 days. No table keeps it: it is signed. */
export function makeTrackingUrl(
  services: Pick<Services, 'config' | 'now'>,
  tenant: Tenant,
  tracked: TrackedComplaint,
): string {
  const expiresAt = services.now().getTime() + lifetimeMilliseconds;
  const token = makeTrackingToken(services.config.secretKey, {
    ...tracked,
    tenantKey: tenant.key,
    expiresAt,
  });
  return `${services.config.publicUrl}/${tenant.slug}/track/${token}`;
}

/** What a tracking token opens; null when we did not make it or its time is over. */
export function readTrackingToken(
  services: Services,
  token: string,
): (TrackedComplaint & { tenantKey: string }) | null {
  const body = unseal(deriveKey(services.config.secretKey, 'tracking-link').key, token, bodyLength);
  if (!body || body.readUIntBE(bodyLength - 6, 6) <= services.now().getTime()) return null;
  return {
    tenantKey: body.toString('latin1', 0, tenantKeyLength),
    complaintId: uuidAt(body, tenantKeyLength),
    personId: uuidAt(body, tenantKeyLength + 16),
  };
}

/** `expiresAt` is in milliseconds since 1970, exclusive. */
function makeTrackingToken(
  secretKey: string,
  claim: TrackedComplaint & { tenantKey: string; expiresAt: number },
): string {
  const expiry = Buffer.alloc(6);
  expiry.writeUIntBE(claim.expiresAt, 0, 6);
  const parts = [
    Buffer.from(claim.tenantKey, 'latin1'),
    uuidBytes(claim.complaintId),
    uuidBytes(claim.personId),
    expiry,
  ];
  return seal(deriveKey(secretKey, 'tracking-link').key, Buffer.concat(parts));
}
