import type { RequestOrigin, Viewer } from '../../auth/viewer.ts';
import { logLine } from '../../log.ts';
import { maximumCost, pointsPerRequest } from '../../shared/costs.ts';
import type { TrafficLimits } from '../../shared/limits.ts';
import { countedUnder } from '../traffic.ts';

/** What became of the points that an operation was to cost. */
export interface Spending {
  isAffordable: boolean;
  /** When there will be enough; 0 when there is. */
  retryAfterSeconds: number;
  /** The budget that is nearest to its end: whose it is, how many points it holds when full, has now, and gets back in a second. */
  of: keyof TrafficLimits;
  limit: number;
  remaining: number;
  restoredPerSecond: number;
}

/** The points that may be spent. */
export interface Budgets {
  /** Takes the points from every budget of whoever asks, or, when one of them has not enough, from none. Null where nothing is limited. */
  spend(viewer: Viewer | null, origin: RequestOrigin, points: number): Spending | null;
}

interface Budget {
  /** Points that are spent and not restored yet, at that moment (milliseconds). */
  spent: number;
  at: number;
  /** When it was last said in the log that it was empty. */
  toldAt: number;
}

const secondsToRestore = 60;
const tellEveryMilliseconds = 60_000;
const tidyAbove = 10_000;

/**
 * Budgets that fill up again all the time (a leaky bucket): an empty one is full after a minute. They are this process's own, so that no
 * operation waits for the database: between n processes a budget is at most n times as high.
 */
export function createBudgets(limits: TrafficLimits, now: () => Date): Budgets {
  const budgets = new Map<string, Budget>();
  let tidiedAt = 0;

  function spentOf(key: string, perSecond: number, at: number): number {
    const budget = budgets.get(key);
    return budget ? Math.max(0, budget.spent - (perSecond * Math.max(0, at - budget.at)) / 1000) : 0;
  }

  /** Forgets the budgets that are full again. */
  function tidy(at: number): void {
    if (budgets.size < tidyAbove || at - tidiedAt < 1_000) return;
    tidiedAt = at;
    for (const [key, budget] of budgets) if (at - budget.at > secondsToRestore * 1000) budgets.delete(key);
  }

  function tell(of: string, key: string, at: number): void {
    const budget = budgets.get(key);
    if (!budget || at - budget.toldAt < tellEveryMilliseconds) return;
    budget.toldAt = at;
    logLine('warn', 'too many points', { limit: of });
  }

  return {
    spend(viewer, origin, points) {
      const at = now().getTime();
      tidy(at);
      const asked = countedUnder(viewer, origin)
        .filter(([of]) => limits[of] > 0)
        .map(([of, id]) => {
          const limit = capacityOf(limits[of]);
          const key = `${of}:${id}`;
          return {
            of,
            key,
            limit,
            perSecond: limit / secondsToRestore,
            spent: spentOf(key, limit / secondsToRestore, at),
          };
        });
      const short = asked.find(({ limit, spent }) => spent + points > limit);
      if (!short)
        for (const budget of asked) {
          budget.spent += points;
          const toldAt = budgets.get(budget.key)?.toldAt ?? 0;
          budgets.set(budget.key, { spent: budget.spent, at, toldAt });
        }
      else tell(short.of, short.key, at);
      const nearest =
        short ?? asked.sort((one, other) => other.spent / other.limit - one.spent / one.limit)[0];
      if (!nearest) return null;
      const missing = asked.map(({ limit, spent, perSecond }) => (spent + points - limit) / perSecond);
      return {
        isAffordable: !short,
        retryAfterSeconds: short ? Math.max(1, Math.ceil(Math.max(...missing))) : 0,
        of: nearest.of,
        limit: nearest.limit,
        remaining: Math.max(0, Math.floor(nearest.limit - nearest.spent)),
        restoredPerSecond: Math.floor(nearest.perSecond),
      };
    },
  };
}

/** Whoever may ask at all may ask for the largest operation. */
function capacityOf(requests: number): number {
  return Math.max(requests * pointsPerRequest, maximumCost);
}
