import { brokenClaims } from './fuzz/claims.ts';
import { runFuzz } from './fuzz/run-fuzz.ts';
import type { Bench } from './support/bench.ts';
import { formatCount, formatTable } from './support/table.ts';

/** Made-up requests to the GraphQL endpoint and the web app of a real server. */
export const bench: Bench = {
  summary:
    'made-up requests as everybody: no fault, no crash, nothing of another organisation or of the inside, memory stays',
  options: {
    inputs: { summary: 'how many requests', default: 100_000 },
    seed: { summary: 'where the random choices begin', default: 20261122 },
    only: { summary: 'send only the input of this number, and show it', default: -1 },
  },
  async run(options, print) {
    const only = options.number('only');
    const seed = options.number('seed');
    const report = await runFuzz({
      inputs: options.number('inputs'),
      seed,
      ...(only >= 0 ? { only } : {}),
      onProgress: (done, findings) => {
        if (done % 10_000 < 2_000) print(`  ${formatCount(done)} inputs, ${findings} findings`);
      },
    });
    if (report.shown) {
      const { request, answer } = report.shown;
      print(
        `${request.method} ${request.path}\n${JSON.stringify(request.headers)}\n${String(request.body ?? '')}`,
      );
      print(`\n${answer.status} ${answer.text}`);
      return report.findings.flatMap(({ problems, answer: said }) => [...problems, said]);
    }
    print(`\n${formatCount(report.inputs)} inputs in ${report.seconds.toFixed(0)} s; seed ${seed}`);
    for (const line of formatTable(
      ['answer', 'times'],
      Object.entries(report.statuses).map(([status, times]) => [status, formatCount(times)]),
    ))
      print(line);
    print(`${report.overloaded} were refused with a 503 because there was too much to do`);
    const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
    print(
      `heap ${mebibytes(report.heapBefore)} MB after the first inputs, ${mebibytes(report.heapAfter)} MB at the end; event loop held for ${report.longestHoldMilliseconds.toFixed(0)} ms of processor time at most`,
    );
    for (const { index, sender, problems, request, answer } of report.findings.slice(0, 20))
      print(
        `\n#${index} as ${sender}: ${problems.join('; ')}\n  ${request}\n  ${answer}\n  again: npm run bench -- fuzz --seed ${seed} --only ${index}`,
      );
    return brokenClaims(report);
  },
};
