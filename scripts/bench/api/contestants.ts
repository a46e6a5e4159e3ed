import type { Worker, LoadOrder, LoadReport } from './load.ts';
import { cpuMillisecondsOf } from '../support/process-usage.ts';
import { quantile } from '../support/quantile.ts';

/** Somebody who is timed on one kind of work. */
export interface Contestant {
  name: string;
  /** Whose processor time counts; null where it is not to be had. */
  pid: number | null;
  run(milliseconds: number): Promise<LoadReport>;
}

/** One turn of one contestant. */
export interface Turn {
  perSecond: number;
  /** Of the contestant's process, for each answer. */
  cpuMilliseconds: number;
  p50: number;
  p99: number;
}

/** Whoever listens on a port, under the load of a process of its own. */
export function httpContestant(
  load: Worker<LoadOrder, LoadReport>,
  { name, pid, port, requests, connections }: { name: string; pid: number } & Omit<LoadOrder, 'milliseconds'>,
): Contestant {
  return { name, pid, run: (milliseconds) => load.run({ port, requests, connections, milliseconds }) };
}

/**
 * Lets the contestants take turns, round after round and each round in another order, so that whatever else the machine does slows all of
 * them. Throws when an answer was not a success.
 */
export async function takeTurns(
  contestants: readonly Contestant[],
  { rounds, milliseconds }: { rounds: number; milliseconds: number },
): Promise<Map<string, Turn[]>> {
  const turns = new Map(contestants.map(({ name }) => [name, [] as Turn[]]));
  // Until everything is compiled, prepared and cached.
  for (const contestant of contestants) await turnOf(contestant, milliseconds);
  for (let round = 0; round < rounds; round += 1) {
    const shift = round % contestants.length;
    for (const contestant of [...contestants.slice(shift), ...contestants.slice(0, shift)])
      turns.get(contestant.name)?.push(await turnOf(contestant, milliseconds));
  }
  return turns;
}

/** Of a turn, before it counts: while a contestant waits for its turn, its runtime gives memory back and drops compiled code. */
const warmShare = 1 / 4;

async function turnOf({ name, pid, run }: Contestant, milliseconds: number): Promise<Turn> {
  if (pid !== null) await run(milliseconds * warmShare);
  const spent = () => (pid === null ? Number.NaN : cpuMillisecondsOf(pid));
  const before = spent();
  const { count, failed, latencies, took } = await run(milliseconds);
  if (count === 0 || failed > 0) throw new Error(`${name}: ${failed} of ${count} answers were no success`);
  return {
    perSecond: (count / took) * 1000,
    cpuMilliseconds: (spent() - before) / count,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  };
}

/** The middle one of what is read out of the turns. */
export function middle(turns: readonly Turn[] | undefined, read: (turn: Turn) => number): number {
  return quantile((turns ?? []).map(read), 0.5);
}

/** The middle of the ratios of two contestants, each of one round: what slowed a round down slowed both. */
export function middleRatio(...of: Compared): number {
  return quantile(ratios(...of), 0.5);
}

/** How far these ratios lie apart, as a part of their middle. */
export function spreadOfRatios(...of: Compared): number {
  const all = ratios(...of);
  return (Math.max(...all) - Math.min(...all)) / quantile(all, 0.5);
}

type Compared = [
  turns: ReadonlyMap<string, Turn[]>,
  one: string,
  other: string,
  read: (turn: Turn) => number,
];

function ratios(...[turns, one, other, read]: Compared): number[] {
  const [ours = [], theirs = []] = [turns.get(one), turns.get(other)];
  return ours.map((turn, round) => read(turn) / read(theirs[round] as Turn));
}
