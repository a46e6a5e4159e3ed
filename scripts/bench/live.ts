import { runLive, type Heard, type LiveReport } from './live/run-live.ts';
import type { Bench } from './support/bench.ts';
import { quantile } from './support/quantile.ts';
import { formatCount, formatTable } from './support/table.ts';

const most = {
  heapKilobytes: 50,
  idlePercent: 10,
  holdMilliseconds: 50,
  latencyMilliseconds: 300,
  lastMilliseconds: 1_000,
};

/** What streams cost while nothing happens, and how soon they tell what does. */
export const bench: Bench = {
  summary: `1,000 idle streams cost at most ${most.heapKilobytes} kB of heap each and ${most.idlePercent} % of a core; 100 listeners hear a change within ${most.latencyMilliseconds} ms (p99), 200 within a second, and none misses one`,
  options: {
    idle: {
      summary: 'streams that stand idle, half by server-sent events, half by WebSocket',
      default: 1_000,
    },
    seconds: { summary: 'for how long they stand', default: 15 },
    listeners: { summary: 'streams that hear the changes whose latency is measured', default: 100 },
    changes: { summary: 'how many changes they hear', default: 60 },
    'fan-out': { summary: 'streams that hear one change at once', default: 200 },
  },
  async run(options, print) {
    const report = await runLive({
      idle: options.number('idle'),
      idleSeconds: options.number('seconds'),
      listeners: options.number('listeners'),
      changes: options.number('changes'),
      fanOut: options.number('fan-out'),
      onProgress: (what) => print(`  ${what}`),
    });
    print('');
    for (const line of formatTable(['what', 'how much'], rowsOf(report))) print(line);
    return brokenClaims(report);
  },
};

/** What the report does not show of what the bench claims. */
export function brokenClaims({ kilobytes, idle, latency, fanOut }: LiveReport): string[] {
  const idlePercent = idlePercentOf(idle);
  const slowest = quantile(latency.milliseconds, 0.99);
  const last = Math.max(...fanOut.lastMilliseconds);
  const claims: [boolean, string][] = [
    [idle.ended === 0, `${idle.ended} idle streams ended by themselves`],
    [
      kilobytes.sse.heap <= most.heapKilobytes,
      `a stream by server-sent events has ${kilobytes.sse.heap.toFixed(0)} kB`,
    ],
    [kilobytes.ws.heap <= most.heapKilobytes, `a stream by WebSocket has ${kilobytes.ws.heap.toFixed(0)} kB`],
    [idlePercent <= most.idlePercent, `idle streams took ${idlePercent.toFixed(1)} % of a core`],
    [
      idle.longestHoldMilliseconds <= most.holdMilliseconds,
      `idle streams held the event loop for ${idle.longestHoldMilliseconds.toFixed(0)} ms`,
    ],
    [latency.missing + fanOut.missing === 0, `${latency.missing + fanOut.missing} changes were not heard`],
    [
      slowest <= most.latencyMilliseconds,
      `the 99th percentile heard a change after ${slowest.toFixed(0)} ms`,
    ],
    [
      last <= most.lastMilliseconds,
      `the last of ${fanOut.listeners} heard a change after ${last.toFixed(0)} ms`,
    ],
  ];
  return claims.filter(([holds]) => !holds).map(([, sentence]) => sentence);
}

/** Of one core, what the idle streams take beside what the server takes without them. */
function idlePercentOf({ nobodyMilliseconds, everybodyMilliseconds }: LiveReport['idle']): number {
  return (everybodyMilliseconds - nobodyMilliseconds) / 10;
}

function rowsOf({ kilobytes, idle, latency, fanOut }: LiveReport): string[][] {
  const inKilobytes = ({ heap, resident }: { heap: number; resident: number }) =>
    `${heap.toFixed(1)} kB of heap, ${resident.toFixed(1)} kB resident`;
  return [
    ['idle streams', formatCount(idle.streams)],
    ['each by server-sent events', inKilobytes(kilobytes.sse)],
    ['each by WebSocket', inKilobytes(kilobytes.ws)],
    [
      'processor of the server with nobody listening',
      `${(idle.nobodyMilliseconds / 10).toFixed(1)} % of a core`,
    ],
    ['what all idle streams add', `${idlePercentOf(idle).toFixed(1)} % of a core`],
    ['the event loop held by them at most', `${idle.longestHoldMilliseconds.toFixed(1)} ms of processor`],
    ...rowsOfHeard(latency),
    ...rowsOfHeard(fanOut),
    [
      `until the last of ${fanOut.listeners} has heard, p50 and most`,
      `${quantile(fanOut.lastMilliseconds, 0.5).toFixed(0)} ms, ${Math.max(...fanOut.lastMilliseconds).toFixed(0)} ms`,
    ],
  ];
}

function rowsOfHeard({
  changes,
  listeners,
  milliseconds,
  processorOfChange,
  processorOfEvent,
}: Heard): string[][] {
  const [p50, p90, p99] = [0.5, 0.9, 0.99].map((share) => quantile(milliseconds, share).toFixed(0));
  return [
    [
      `${changes} changes to ${listeners} listeners, from sent to heard, p50, p90, p99`,
      `${p50} ms, ${p90} ms, ${p99} ms`,
    ],
    [
      'processor of the server for each change, and for each that one heard',
      `${processorOfChange.toFixed(0)} ms, ${processorOfEvent.toFixed(2)} ms`,
    ],
  ];
}
