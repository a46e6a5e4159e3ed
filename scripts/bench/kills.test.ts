import { expect, it } from 'vitest';
import { runKills } from './kills/run-kills.ts';

it('five kills of server and database under writers: every acknowledged write is there, no complaint is half-written, each start comes up by itself', async () => {
  const report = await runKills({
    kills: 5,
    seed: 27,
    first: ['server', 'database', 'both', 'backend', 'starting'],
  });
  expect(report.lost).toEqual([]);
  expect(report.broken).toEqual([]);
  expect(report.failures).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(15);
  expect(report.complaints).toBeGreaterThan(0);
}, 300_000);
