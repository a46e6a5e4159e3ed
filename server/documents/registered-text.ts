import type { Pools } from '../db/pools.ts';
import { withTenantRead } from '../tenancy/with-tenant.ts';
import { findDocumentText } from './document.queries.ts';
import { keepText, recentText } from './recent-documents.ts';

// What was removed through another process is unknown here within a second.
const lifetimeMilliseconds = 900;
const most = 5_000;

/** When it was read that an organisation has registered a hash. */
const readAt = new Map<string, number>();

/** The text that the organisation registered under a hash; null when it did not. Read once a second for a document that comes again and again. */
export async function findRegisteredText(
  pools: Pools,
  tenantKey: string,
  hash: string,
): Promise<string | null> {
  const key = keyOf(tenantKey, hash);
  const isFresh = performance.now() - (readAt.get(key) ?? Number.NEGATIVE_INFINITY) < lifetimeMilliseconds;
  const kept = isFresh ? recentText(hash) : undefined;
  if (kept !== undefined) return kept;
  const begun = performance.now();
  const text = await withTenantRead(pools, tenantKey, (unit) => findDocumentText(unit, hash));
  if (text === null) return null;
  if (readAt.size >= most) readAt.clear();
  readAt.set(key, begun);
  keepText(hash, text);
  return text;
}

/** Has the database asked again. */
export function forgetRegistered(tenantKey: string, hash: string): void {
  readAt.delete(keyOf(tenantKey, hash));
}

const keyOf = (tenantKey: string, hash: string) => `${tenantKey} ${hash}`;
