import { brokenClaims, migrateUnderFire } from './migrate/under-fire.ts';
import type { Bench } from './support/bench.ts';
import { withScratchDatabase } from './support/scratch-database.ts';
import { formatCount } from './support/table.ts';

/** A migration of many tenants, killed again and again. */
export const bench: Bench = {
  summary:
    'tenants are migrated by two runs that are killed again and again, one tenant cannot be: all others are, and served meanwhile',
  options: {
    tenants: { summary: 'how many', default: 1_000 },
    kills: { summary: 'how often a run is killed before it may end', default: 24 },
    seed: { summary: 'where the random choices begin', default: 20261122 },
  },
  async run(options, print) {
    const settings = { synchronous_commit: 'off', max_connections: '60' };
    const report = await withScratchDatabase({ maxConnections: 8, settings }, ({ adminUrl, pools }) =>
      migrateUnderFire({
        adminUrl,
        pools,
        tenants: options.number('tenants'),
        kills: options.number('kills'),
        longestRunMilliseconds: 1_500,
        seed: options.number('seed'),
        print,
      }),
    );
    const { traffic, ended, migratedAtKills, wrong } = report;
    print(
      `migrated in ${report.migrationSeconds.toFixed(1)} s by two runs at once, killed ${migratedAtKills.length} times`,
    );
    print(`tenants at the new version when a run was killed: ${migratedAtKills.join(', ')}`);
    print(
      `the last two runs migrated ${ended.map(({ migrated }) => migrated).join(' and ')}, and both named ${report.poisonedSlug}`,
    );
    print(
      `meanwhile ${formatCount(traffic.served)} reads and writes of the tenants were served, the slowest in ${formatCount(traffic.slowestMilliseconds)} ms; ${traffic.problems.length} were not`,
    );
    print(`tenants that are half-applied, at a wrong version or drifted: ${wrong.length}`);
    return brokenClaims(report);
  },
};
