import type { Services } from '../context.ts';
import type { Pools } from '../db/pools.ts';
import { faultFields, logLine } from '../log.ts';
import { withTenant, withTenantRead } from '../tenancy/with-tenant.ts';
import { isRevoked } from './revocations.ts';
import { findServiceToken, noteTokenUse, type ServiceTokenRow } from './service-token.store.ts';
import { readServiceToken, serviceTokenPrefix } from './service-token-text.ts';
import { findKnownTenant } from './tenant-cache.ts';
import type { Viewer } from './viewer.ts';

// A token that was revoked is out within a second, in every process, also where nobody was told.
const lifetimeMilliseconds = 900;
const usedMilliseconds = 60_000;
const most = 10_000;

interface Entry {
  token: Promise<ServiceTokenRow | null>;
  readAt: number;
}

/** What a process knows of tokens: by hash what was read of each, by id when its use was last noted. */
interface Known {
  entries: Map<string, Entry>;
  usedAt: Map<string, number>;
}

const caches = new WeakMap<Pools, Known>();

/** True for a bearer text that can only be a service token. */
export function isServiceToken(text: string): boolean {
  return text.startsWith(serviceTokenPrefix);
}

/** True when checking the token asks the database: nobody sent it to this process in the last second. */
export function needsLookUp(services: Services, text: string): boolean {
  const read = readServiceToken(text);
  return read !== null && !freshEntry(knownOf(services.pools), read.hash.toString('hex'));
}

/**
 * Who a service token speaks for; null when it is unknown, edited, expired or revoked, or its organisation is suspended: one and the same
 * answer. The token belongs to the organisation: it outlives the account of whoever made it. Throws when the database cannot be asked.
 */
export async function verifyServiceToken(services: Services, text: string): Promise<Viewer | null> {
  const read = readServiceToken(text);
  if (!read) return null;
  const tenant = await findKnownTenant(services.pools, read.tenantKey);
  if (!tenant) return null;
  const token = await findKnownToken(services.pools, read.tenantKey, read.hash);
  const now = services.now();
  if (!token || token.revokedAt || (token.expiresAt && token.expiresAt <= now)) return null;
  // One that was revoked after it was read here, and of which the processes tell each other.
  if (await isRevoked(services.pools, [token.id], 0.5)) return null;
  noteUse(services.pools, tenant.key, token.id, now);
  return {
    kind: 'service',
    tenant,
    sessionId: token.id,
    role: 'service',
    scopes: token.scopes,
    userId: null,
    personId: null,
    trackedComplaintId: null,
    displayName: token.name,
    mustSetUpFactor: false,
  };
}

function findKnownToken(pools: Pools, tenantKey: string, hash: Buffer): Promise<ServiceTokenRow | null> {
  const known = knownOf(pools);
  const { entries } = known;
  const key = hash.toString('hex');
  const fresh = freshEntry(known, key);
  if (fresh) return fresh.token;
  if (entries.size >= most) entries.clear();
  const token = withTenantRead(pools, tenantKey, (unit) => findServiceToken(unit, hash));
  const entry = { token, readAt: performance.now() };
  entries.set(key, entry);
  // A failed look-up is not remembered.
  token.catch(() => entries.get(key) === entry && entries.delete(key));
  return token;
}

/** Beside the request, which does not wait for it; what is lost is a minute. */
function noteUse(pools: Pools, tenantKey: string, id: string, now: Date): void {
  const { usedAt } = knownOf(pools);
  if (performance.now() - (usedAt.get(id) ?? Number.NEGATIVE_INFINITY) < usedMilliseconds) return;
  if (usedAt.size >= most) usedAt.clear();
  usedAt.set(id, performance.now());
  withTenant(pools, tenantKey, (unit) => noteTokenUse(unit, id, now)).catch((error: unknown) =>
    logLine('warn', 'the use of a service token was not noted', faultFields(error)),
  );
}

function freshEntry({ entries }: Known, key: string): Entry | null {
  const entry = entries.get(key);
  return entry && performance.now() - entry.readAt < lifetimeMilliseconds ? entry : null;
}

function knownOf(pools: Pools): Known {
  const known = caches.get(pools) ?? { entries: new Map(), usedAt: new Map() };
  caches.set(pools, known);
  return known;
}
