import type { InFlightLimits } from '../shared/limits.ts';

/** Lets each group (an organisation, the visitors of an address) have so many operations worked on at once. */
export interface InFlight {
  /** Waits for the group's turn and gives what ends it; null when too many wait already, or it waited too long. */
  enter(group: string): Promise<(() => void) | null>;
}

interface Group {
  running: number;
  /** Called with whether it is their turn; the one who came first goes first. */
  waiting: Set<(isTheirTurn: boolean) => void>;
}

/** Shares the connections of this process, so that a flood from one organisation leaves the others theirs. */
export function createInFlight({ share, waiting, waitMilliseconds }: InFlightLimits): InFlight {
  const groups = new Map<string, Group>();

  function takeTurn(group: Group): boolean | Promise<boolean> {
    if (share === 0 || group.running < share) {
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

  /** The turn goes to the next one, or back. */
  function passOn(name: string, group: Group): void {
    const [next] = group.waiting;
    if (next) return next(true);
    group.running -= 1;
    if (group.running === 0) groups.delete(name);
  }

  return {
    async enter(name) {
      const group = groups.get(name) ?? { running: 0, waiting: new Set() };
      groups.set(name, group);
      return (await takeTurn(group)) ? () => passOn(name, group) : null;
    },
  };
}
