import { expect, it } from 'vitest';
import { brokenClaims } from './live.ts';
import { runLive, type LiveReport } from './live/run-live.ts';

it('40 idle streams stand, 20 listeners hear five changes, and none misses one', async () => {
  const report = await runLive({ idle: 40, idleSeconds: 1, listeners: 20, changes: 5, fanOut: 30 });
  expect(report.idle).toMatchObject({ streams: 40, ended: 0 });
  expect(report.latency).toMatchObject({ changes: 5, listeners: 20, missing: 0 });
  expect(report.latency.milliseconds).toHaveLength(100);
  expect(report.fanOut).toMatchObject({ listeners: 30, missing: 0 });
  expect(Math.min(...report.latency.milliseconds)).toBeGreaterThan(0);
}, 240_000);

const heard = {
  changes: 1,
  listeners: 2,
  milliseconds: [90, 110],
  missing: 0,
  processorOfChange: 4,
  processorOfEvent: 2,
};
const good: LiveReport = {
  kilobytes: { sse: { heap: 20, resident: 30 }, ws: { heap: 20, resident: 30 } },
  idle: {
    streams: 2,
    nobodyMilliseconds: 10,
    everybodyMilliseconds: 50,
    longestHoldMilliseconds: 5,
    ended: 0,
  },
  latency: heard,
  fanOut: { ...heard, lastMilliseconds: [110] },
};

it.each<[string, Partial<LiveReport>]>([
  ['too much memory', { kilobytes: { ...good.kilobytes, ws: { heap: 80, resident: 300 } } }],
  ['too much idling', { idle: { ...good.idle, everybodyMilliseconds: 300 } }],
  ['an event loop that is held', { idle: { ...good.idle, longestHoldMilliseconds: 90 } }],
  ['streams that ended', { idle: { ...good.idle, ended: 1 } }],
  ['changes that nobody heard', { latency: { ...heard, missing: 1 } }],
  ['a slow hundredth', { latency: { ...heard, milliseconds: [90, 900] } }],
  ['a slow last one', { fanOut: { ...good.fanOut, lastMilliseconds: [2_000] } }],
])('%s breaks a claim', (_, change) => {
  expect(brokenClaims(good)).toEqual([]);
  expect(brokenClaims({ ...good, ...change })).toHaveLength(1);
});
