import type { InFlightLimits } from '../shared/limits.ts';

/** Lets each group (an organisation, the visitors of an address) have so many operations worked on at once. */
export interface InFlight {
  /** Waits for the group's turn and gives what ends it; null when too many wait already, or it waited too long. */
  enter(group: string): Promise<(() => void) | null>;
  /** True when there is no place left to wait: whoever came now would be refused. */
  isFull(group: string): boolean;
}

interface Group {
  running: number;
  /** Called with whether it is their turn; the one who came first goes first. */
  waiting: Set<(isTheirTurn: boolean) => void>;
}

// Somebody whose last operation is longer ago is not at work.
const atWorkMilliseconds = 1_000;

/**
 * Shares the connections of this process, so that a flood from one organisation leaves the others theirs. A long line is a flood: while others
 * are at work it goes on with one operation at a time, because the connections are not all that is shared.
 */
export function createInFlight({ share, waiting, longLine, waitMilliseconds }: InFlightLimits): InFlight {
  const groups = new Map<string, Group>();
  /** The two groups that came last, and when. */
  let latest = { name: '', at: Number.NEGATIVE_INFINITY };
  let latestOther = latest;

  function note(name: string): void {
    if (latest.name !== name) latestOther = latest;
    latest = { name, at: performance.now() };
  }

  function areOthersAtWork(name: string): boolean {
    const other = latest.name === name ? latestOther : latest;
    return performance.now() - other.at < atWorkMilliseconds;
  }

  function mayRun(name: string, group: Group): boolean {
    if (share === 0) return true;
    return group.running < (group.waiting.size > longLine && areOthersAtWork(name) ? 1 : share);
  }

  function takeTurn(name: string, group: Group): boolean | Promise<boolean> {
    if (mayRun(name, group)) {
      group.running += 1;
      return true;
    }
    if (group.waiting.size >= waiting) return false;
    return new Promise((resolve) => {
      const tell = (isTheirTurn: boolean) => {
        clearTimeout(timer);
        group.waiting.delete(tell);
        resolve(isTheirTurn);
      };
      const timer = setTimeout(tell, waitMilliseconds, false);
      group.waiting.add(tell);
    });
  }

  function leave(name: string, group: Group): void {
    group.running -= 1;
    while (group.waiting.size > 0 && mayRun(name, group)) {
      const [next] = group.waiting;
      group.running += 1;
      next?.(true);
    }
    if (group.running === 0) groups.delete(name);
  }

  return {
    async enter(name) {
      note(name);
      const group = groups.get(name) ?? { running: 0, waiting: new Set() };
      groups.set(name, group);
      return (await takeTurn(name, group)) ? () => leave(name, group) : null;
    },
    isFull: (name) => (groups.get(name)?.waiting.size ?? 0) >= waiting && waiting > 0,
  };
}
