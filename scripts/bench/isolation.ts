import { measureOverhead } from './isolation/overhead.ts';
import { leakingDoors, productDoors } from './isolation/doors.ts';
import { runStorm, type StormReport } from './isolation/storm.ts';
import { plantTenants } from './isolation/storm-tenants.ts';
import type { Bench } from './support/bench.ts';
import { randomOf } from './support/random.ts';
import { withScratchDatabase } from './support/scratch-database.ts';
import { formatCount, formatTable } from './support/table.ts';

const connections = 8;
const allowedMilliseconds = 0.15;

/** Many tenants on few connections under errors, cancels and broken connections; and what the role switch costs. */
export const bench: Bench = {
  summary:
    'no operation sees another tenant, whatever breaks around it; the role switch costs next to nothing',
  options: {
    operations: { summary: 'units of work of the storm', default: 1_000_000 },
    tenants: { summary: 'tenants that they are spread over', default: 64 },
    pairs: { summary: 'reads of each kind for the overhead', default: 5_000 },
    seed: { summary: 'where the random choices begin', default: 20261122 },
  },
  async run(options, print) {
    const seed = options.number('seed');
    return withScratchDatabase(
      { maxConnections: connections, settings: { synchronous_commit: 'off' } },
      async ({ pools, adminUrl, databaseUrl }) => {
        const begun = Date.now();
        const tenants = await plantTenants(adminUrl, options.number('tenants'));
        print(`\n${tenants.length} tenants in ${((Date.now() - begun) / 1000).toFixed(1)} s; seed ${seed}`);
        const overhead = await measureOverhead({
          adminUrl,
          databaseUrl,
          tenant: tenants[0] as (typeof tenants)[number],
          pairs: options.number('pairs'),
          random: randomOf(seed),
        });
        print('');
        for (const line of formatOverhead(overhead)) print(line);

        const shared = { pools, adminUrl, tenants, seed };
        const storm = await runStorm({
          ...shared,
          operations: options.number('operations'),
          doors: productDoors,
          onProgress: (done) => {
            if (done % 100_000 === 0) print(`  ${formatCount(done)} operations`);
          },
        });
        print('');
        for (const line of formatStorm(storm)) print(line);

        const control = await runStorm({ ...shared, operations: 20_000, doors: leakingDoors });
        print(
          `\nThe control that switches the role for the session: ${formatCount(control.leaks.length)} leaks`,
        );
        return [
          ...brokenClaims(storm),
          ...(control.leaks.length === 0 ? ['the control did not leak: the storm proves nothing'] : []),
          ...overheadProblems(overhead),
        ];
      },
    );
  },
};

type Overhead = Awaited<ReturnType<typeof measureOverhead>>;

function formatOverhead({ ways, medianOverheadMilliseconds, meanOverheadMilliseconds }: Overhead): string[] {
  const header = [
    'one row by id',
    'median ms',
    'mean ms',
    'round trips to the row',
    'with the end',
    'packets',
    'messages',
  ];
  const rows = ways.map((way) => [
    way.name,
    way.medianMilliseconds.toFixed(3),
    way.meanMilliseconds.toFixed(3),
    way.roundTripsToAnswer,
    way.roundTrips,
    way.packetsToServer,
    way.messagesToServer,
  ]);
  return [
    ...formatTable(header, rows),
    `The role switch costs ${medianOverheadMilliseconds.toFixed(3)} ms (median of pairs), ${meanOverheadMilliseconds.toFixed(3)} ms (mean).`,
  ];
}

function overheadProblems({ ways, medianOverheadMilliseconds: overhead }: Overhead): string[] {
  const [unit, transaction, bare] = ways;
  const problems: string[] = [];
  if (!(overhead <= allowedMilliseconds))
    problems.push(`the role switch costs ${overhead.toFixed(3)} ms, more than ${allowedMilliseconds}`);
  if (unit?.roundTrips !== transaction?.roundTrips || unit?.roundTripsToAnswer !== bare?.roundTripsToAnswer)
    problems.push('the role switch costs a round trip');
  return problems;
}

function formatStorm(storm: StormReport): string[] {
  const { interference, interrupted, seconds, operations } = storm;
  return [
    `${formatCount(operations)} operations in ${seconds.toFixed(1)} s: ${formatCount(operations / seconds)} operations/s`,
    ...formatTable(
      ['operation', 'times'],
      Object.entries(storm.kinds).map(([kind, times]) => [kind, formatCount(times)]),
    ),
    `${interference.cancelled} statements cancelled, ${interference.terminated} server processes ended, ${interference.cut} sockets cut: ${interrupted} operations interrupted`,
    `leaks: ${storm.leaks.length}; unexplained ends: ${storm.surprises.length}; tenants with lost or foreign changes: ${storm.wrongCounts.length}; connections left dirty: ${storm.poolProblems.length}`,
  ];
}

function brokenClaims({ leaks, surprises, wrongCounts, poolProblems }: StormReport): string[] {
  return [leaks, surprises, wrongCounts, poolProblems].flatMap((found) => found.slice(0, 5));
}
