import { expect, it } from 'vitest';
import { judge } from './api/judge.ts';
import { runApi } from './api/run-api.ts';
import { withScratchDatabase } from './support/scratch-database.ts';

it('the server, the one without rules and the bare client give their answers, and everything that is judged is measured', async () => {
  const lines: string[] = [];
  const report = await withScratchDatabase({ maxConnections: 2, settings: { fsync: 'off' } }, (database) =>
    runApi(
      database,
      {
        world: { tenants: 3, large: 1, complaints: 60, seed: 7 },
        rounds: 1,
        milliseconds: 300,
        connections: 2,
        profile: '',
        peers: false,
        only: '',
      },
      (line) => void lines.push(line),
    ),
  );
  expect([...report.list.keys()]).toEqual(expect.arrayContaining(['bare client', 'redress']));
  for (const { what, reached } of judge(report)) expect(`${what}: ${reached}`).not.toMatch(/NaN|Infinity/);
  expect(lines.join('\n')).toContain('detail with 20 entries');
}, 120_000);
