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
  /** What was spent here since this was asked last and is not restored yet, of budgets of which it is worth telling others. */
  takeUnshared(): Share[];
  /** From now on what other processes know counts too. */
  hear(known: KnownElsewhere): void;
}

/** Spent of a budget: as a part of the whole. */
export interface Share {
  of: keyof TrafficLimits;
  id: string;
  part: number;
}

/** When a budget will be full again, as all processes together know, in milliseconds since 1970; 0 when they know nothing of it. */
export type KnownElsewhere = (of: keyof TrafficLimits, id: string) => number;

interface Budget {
  readonly of: keyof TrafficLimits;
  readonly id: string;
  readonly limit: number;
  /** Points that are spent and not restored yet, at that moment (milliseconds). */
  spent: number;
  at: number;
  /** Those among them that other processes were not told of. */
  unshared: number;
  /** When it was last said in the log that it was empty. */
  toldAt: number;
}

/** After so long an empty budget is full. */
export const secondsToRestore = 60;
/** Of which part of a budget on other processes are told: most people never spend as much, and no row is written about them. */
const worthTelling = 0.05;
const tellEveryMilliseconds = 60_000;
const tidyAbove = 10_000;

/**
 * Budgets that fill up again all the time (a leaky bucket): an empty one is full after a minute. They are in this process's memory, so that no
 * operation waits for the database; what other processes spent is heard from time to time.
 */
export function createBudgets(limits: TrafficLimits, now: () => Date): Budgets {
  const budgets = new Map<string, Budget>();
  let elsewhere: KnownElsewhere = () => 0;
  let tidiedAt = 0;

  /** Made when it is first spent from. */
  function budgetOf(of: keyof TrafficLimits, id: string, at: number): Budget {
    const key = `${of}:${id}`;
    const known = budgets.get(key);
    if (known) return known;
    const made = { of, id, limit: capacityOf(limits[of]), spent: 0, at, unshared: 0, toldAt: 0 };
    budgets.set(key, made);
    return made;
  }

  /** Brings it to this moment: restored since it was looked at last, and with what others spent. */
  function restore(budget: Budget, at: number): void {
    const here = notRestored(budget, at);
    const there = Math.max(0, elsewhere(budget.of, budget.id) - at) * perMillisecond(budget);
    budget.at = at;
    budget.unshared = Math.min(budget.unshared, here);
    budget.spent = there > 0 ? Math.max(here, there + budget.unshared) : here;
  }

  /** Forgets the budgets that are full again. */
  function tidy(at: number): void {
    if (budgets.size < tidyAbove || at - tidiedAt < 1_000) return;
    tidiedAt = at;
    for (const [key, budget] of budgets) if (at - budget.at > secondsToRestore * 1000) budgets.delete(key);
  }

  function tell(budget: Budget, at: number): void {
    if (at - budget.toldAt < tellEveryMilliseconds) return;
    budget.toldAt = at;
    logLine('warn', 'too many points', { limit: budget.of });
  }

  return {
    spend(viewer, origin, points) {
      const at = now().getTime();
      tidy(at);
      const asked: Budget[] = [];
      let short: Budget | null = null;
      for (const [of, id] of countedUnder(viewer, origin)) {
        if (limits[of] === 0) continue;
        const budget = budgetOf(of, id, at);
        restore(budget, at);
        asked.push(budget);
        if (budget.spent + points > budget.limit) short ??= budget;
      }
      if (short) tell(short, at);
      else
        for (const budget of asked) {
          budget.spent += points;
          budget.unshared += points;
        }
      const nearest = short ?? nearestToItsEnd(asked);
      if (!nearest) return null;
      return {
        isAffordable: !short,
        retryAfterSeconds: short ? secondsUntil(asked, points) : 0,
        of: nearest.of,
        limit: nearest.limit,
        remaining: Math.max(0, Math.floor(nearest.limit - nearest.spent)),
        restoredPerSecond: Math.floor(nearest.limit / secondsToRestore),
      };
    },
    takeUnshared() {
      const at = now().getTime();
      return [...budgets.values()].flatMap((budget) => {
        const { of, id, limit } = budget;
        const part = Math.min(budget.unshared, notRestored(budget, at)) / limit;
        if (part < worthTelling) return [];
        budget.unshared = 0;
        return [{ of, id, part }];
      });
    },
    hear(known) {
      elsewhere = known;
    },
  };
}

const perMillisecond = ({ limit }: Budget) => limit / secondsToRestore / 1000;

/** What of the points that were spent here is not restored at that moment. */
function notRestored(budget: Budget, at: number): number {
  return Math.max(0, budget.spent - perMillisecond(budget) * Math.max(0, at - budget.at));
}

function nearestToItsEnd(budgets: readonly Budget[]): Budget | undefined {
  let nearest = budgets[0];
  for (const budget of budgets)
    if (nearest && budget.spent / budget.limit > nearest.spent / nearest.limit) nearest = budget;
  return nearest;
}

/** Until each of them has so many points. */
function secondsUntil(budgets: readonly Budget[], points: number): number {
  const missing = budgets.map(({ spent, limit }) => ((spent + points - limit) * secondsToRestore) / limit);
  return Math.max(1, Math.ceil(Math.max(...missing)));
}

/** Whoever may ask at all may ask for the largest operation. */
function capacityOf(requests: number): number {
  return Math.max(requests * pointsPerRequest, maximumCost);
}
