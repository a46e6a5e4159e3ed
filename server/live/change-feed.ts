import { validate as isUuid } from 'uuid';
import type { Notices } from '../db/notices.ts';
import type { Pools } from '../db/pools.ts';
import { isTenantKey } from '../tenancy/tenant.ts';
import { changeChannel } from './notice-relay.ts';

/** An event of one complaint, by its ids. */
export interface ChangeNotice {
  complaintId: string;
  eventId: string;
}

/** What was heard of one tenant lately; null: something may have been missed, look at everything. */
export type ChangeListener = (changes: readonly ChangeNotice[] | null) => void;

// A burst of changes is heard once.
const gatherMilliseconds = 50;
// More than so many at once are not told one by one.
const mostAtOnce = 500;

interface Ear {
  listeners: Set<ChangeListener>;
  heard: ChangeNotice[] | null;
  timer: NodeJS.Timeout | null;
}

const feeds = new WeakMap<Pools, Map<string, Ear>>();

/** Calls the listener with what happens to this tenant's complaints, in whichever process, until the function that comes back is called. */
export function listenToChanges(pools: Pools, tenantKey: string, listener: ChangeListener): () => void {
  const feed = feedOf(pools);
  const ear = feed.get(tenantKey) ?? { listeners: new Set(), heard: [], timer: null };
  feed.set(tenantKey, ear);
  ear.listeners.add(listener);
  return () => {
    ear.listeners.delete(listener);
    if (ear.listeners.size > 0) return;
    if (ear.timer) clearTimeout(ear.timer);
    if (feed.get(tenantKey) === ear) feed.delete(tenantKey);
  };
}

/**
 * Hears what the processes of the installation tell each other. A notice is a hint: anybody on the database can send one, and whoever is
 * told reads the event itself as the tenant. What the tenant's listeners get is what names that tenant, and nothing else.
 */
export function hearChanges(pools: Pools, notices: Notices): void {
  const feed = feedOf(pools);
  notices.hear(
    changeChannel,
    (payload) => {
      for (const line of payload.split('\n')) {
        const [tenantKey = '', complaintId = '', eventId = ''] = line.split(' ');
        if (!isTenantKey(tenantKey) || !isUuid(complaintId) || !isUuid(eventId)) continue;
        const ear = feed.get(tenantKey);
        if (ear) note(ear, { complaintId, eventId });
      }
    },
    () => {
      for (const ear of feed.values()) note(ear, null);
    },
  );
}

function note(ear: Ear, change: ChangeNotice | null): void {
  if (change === null || (ear.heard?.length ?? 0) >= mostAtOnce) ear.heard = null;
  else ear.heard?.push(change);
  ear.timer ??= setTimeout(() => {
    const { heard } = ear;
    ear.heard = [];
    ear.timer = null;
    for (const listener of ear.listeners) listener(heard);
  }, gatherMilliseconds);
}

function feedOf(pools: Pools): Map<string, Ear> {
  const known = feeds.get(pools);
  if (known) return known;
  const feed = new Map<string, Ear>();
  feeds.set(pools, feed);
  return feed;
}
