import { judge, tableOf } from './api/judge.ts';
import { runApi } from './api/run-api.ts';
import type { Bench } from './support/bench.ts';
import { withScratchDatabase } from './support/scratch-database.ts';
import { formatTable } from './support/table.ts';

/** Room for the pools of all contestants at once. */
const settings = { max_connections: '300' };

/** How fast the API is, beside its limit and its peers. */
export const bench: Bench = {
  summary: 'how fast the API is, beside a bare client with the same statements and beside its peers',
  options: {
    tenants: { summary: 'organisations', default: 200 },
    large: { summary: 'of them with the full number of complaints', default: 10 },
    complaints: { summary: 'of a large organisation', default: 5_000 },
    rounds: { summary: 'how often each contestant has its turn', default: 5 },
    milliseconds: { summary: 'of a turn', default: 2_000 },
    connections: { summary: 'requests at once', default: 8 },
    alone: { summary: 'leaves the peers out, which have to be installed', default: false },
    only: {
      summary: 'list, detail, tenants, create or provisioning: measures that alone and judges nothing',
      default: '',
    },
    profile: { summary: 'a folder that the server writes its CPU profile to', default: '' },
    seed: { summary: 'where the drawing of the data begins', default: 20261122 },
  },
  run: (options, print) =>
    withScratchDatabase({ maxConnections: 4, settings }, async (database) => {
      const report = await runApi(
        database,
        {
          world: {
            tenants: options.number('tenants'),
            large: options.number('large'),
            complaints: options.number('complaints'),
            seed: options.number('seed'),
          },
          rounds: options.number('rounds'),
          milliseconds: options.number('milliseconds'),
          connections: options.number('connections'),
          profile: options.text('profile'),
          only: options.text('only'),
          peers: !options.flag('alone'),
        },
        print,
      );
      if (options.text('only') !== '') return [];
      const findings = judge(report);
      for (const line of formatTable(
        ['what is compared', 'reached', 'floor', 'goal', 'to the goal'],
        tableOf(findings),
      ))
        print(line);
      return findings
        .filter(({ isReached }) => !isReached)
        .map(({ what, reached, floor }) => `${what}: ${reached}; the floor is ${floor}`);
    }),
};
