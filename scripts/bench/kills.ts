import { runKills } from './kills/run-kills.ts';
import type { Bench } from './support/bench.ts';
import { formatCount, formatTable } from './support/table.ts';

/** Server and database killed under writers. */
export const bench: Bench = {
  summary:
    'server and database killed at random moments under writers: nothing that was acknowledged is lost',
  options: {
    kills: { summary: 'how often something is killed', default: 200 },
    seed: { summary: 'where the random choices begin', default: 20261122 },
  },
  async run(options, print) {
    const kills = options.number('kills');
    const report = await runKills({
      kills,
      seed: options.number('seed'),
      onProgress: (kill, acknowledged) => {
        if (kill % 10 === 0) print(`  ${kill} kills, ${formatCount(acknowledged)} writes acknowledged`);
      },
    });
    const starts = [...report.startMilliseconds].sort((a, b) => a - b);
    print('');
    for (const line of formatTable(['killed', 'times'], Object.entries(report.kills))) print(line);
    print(
      `${formatCount(report.acknowledged)} writes acknowledged; found ${formatCount(report.complaints)} complaints, ${formatCount(report.comments)} comments, ${formatCount(report.events)} audit events of complaints`,
    );
    print(
      `started again by itself ${starts.length} times: median ${formatCount(starts[Math.floor(starts.length / 2)] ?? 0)} ms, slowest ${formatCount(starts.at(-1) ?? 0)} ms`,
    );
    print(
      `lost: ${report.lost.length}; half-written or wrong: ${report.broken.length}; failed starts: ${report.failures.length}`,
    );
    return [
      ...report.lost.map((what) => `lost: ${what}`),
      ...report.broken,
      ...report.failures,
      ...(report.acknowledged < kills ? ['hardly anything was written'] : []),
    ].slice(0, 20);
  },
};
