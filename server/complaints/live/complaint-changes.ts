import type { Pools } from '../../db/pools.ts';
import { listenToChanges, type ChangeNotice } from '../../live/change-feed.ts';
import type { ChangeFact } from '../../live/live-event.ts';
import { faultFields, logLine } from '../../log.ts';
import { readChangeFacts } from './change-facts.queries.ts';

/** What happened to the tenant's complaints lately; null: something may have been missed. */
export type FactListener = (changes: readonly ChangeFact[] | null) => void;

interface Following {
  listeners: Set<FactListener>;
  stop: () => void;
}

const followings = new WeakMap<Pools, Map<string, Following>>();

/**
 * Tells of what happens to the tenant's complaints until the function that comes back is called. However many listen in this process, the
 * events are read once. They are not what a viewer may see: whoever passes something on reads it as the viewer.
 */
export function followComplaints(pools: Pools, tenantKey: string, listener: FactListener): () => void {
  const ofPools = followings.get(pools) ?? new Map<string, Following>();
  followings.set(pools, ofPools);
  const following = ofPools.get(tenantKey) ?? begin(pools, tenantKey);
  ofPools.set(tenantKey, following);
  following.listeners.add(listener);
  return () => {
    following.listeners.delete(listener);
    if (following.listeners.size > 0 || ofPools.get(tenantKey) !== following) return;
    ofPools.delete(tenantKey);
    following.stop();
  };
}

function begin(pools: Pools, tenantKey: string): Following {
  const listeners = new Set<FactListener>();
  let reading: Promise<void> = Promise.resolve();
  const read = async (notices: readonly ChangeNotice[] | null) => {
    const ids = notices && [...new Set(notices.map(({ eventId }) => eventId))];
    const facts = ids && (await readChangeFacts(pools, tenantKey, ids).catch(couldNotRead));
    if (facts?.length === 0) return;
    for (const listener of listeners) listener(facts);
  };
  // One after the other: what happened first is told first.
  const stop = listenToChanges(pools, tenantKey, (notices) => {
    reading = reading.then(() => read(notices));
  });
  return { listeners, stop };
}

/** Everybody looks again, each as they may: whether the database answers then is told there. */
function couldNotRead(error: unknown): null {
  logLine('warn', 'what changed could not be read', faultFields(error));
  return null;
}
