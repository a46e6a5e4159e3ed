import { setTimeout as sleep } from 'node:timers/promises';
import type { Pools } from '../db/pools.ts';
import type { JobHandlers } from './job-handler.ts';
import { takeLaneEntries, type LanePlaces, type TakenLaneEntry } from './outbox.store.ts';
import { workOffEntry } from './work-off.ts';

/** Of one process. A lane that answers slowly fills its own places and no others. */
export const lanePlaces: LanePlaces = { all: 48, tenant: 24, lane: 8 };

const pauseMilliseconds = 1_000;
/** So long it waits for more places to become free before it looks again: looking costs a statement. */
const gatherMilliseconds = 5;

/** How a process works on lanes, where it is not as usual. */
interface LaneWork {
  places?: LanePlaces;
  /** When it is told to stop, what runs gets so long; what does not end by then is taken up by another worker after its lease. */
  partingMilliseconds?: number;
}

/**
 * Works off the entries of lanes that are due, many at once, until nothing is due and nothing runs, or it is told to stop. Gives how many
 * entries it took.
 */
export async function workOffLanes(
  pools: Pools,
  handlers: JobHandlers,
  stop?: AbortSignal,
  { places = lanePlaces, partingMilliseconds = 5_000 }: LaneWork = {},
): Promise<number> {
  const running = new Map<TakenLaneEntry, Promise<unknown>>();
  let taken = 0;
  let fault: unknown = null;
  const start = (entry: TakenLaneEntry) => {
    const work = workOffEntry(pools, handlers, entry)
      .catch((error: unknown) => {
        fault = error;
      })
      .finally(() => running.delete(entry));
    running.set(entry, work);
  };
  while (!stop?.aborted && fault === null) {
    const entries = await takeLaneEntries(pools, places, [...running.keys()]);
    taken += entries.length;
    entries.forEach(start);
    if (running.size === 0) break;
    await Promise.race([...running.values(), sleep(pauseMilliseconds, undefined, { ref: false })]);
    await sleep(gatherMilliseconds);
  }
  const rest = Promise.all(running.values());
  await (stop?.aborted ? Promise.race([rest, sleep(partingMilliseconds, undefined, { ref: false })]) : rest);
  if (fault !== null) throw fault;
  return taken;
}
