import type { Defence } from './defence.ts';

const traces = 'server/telemetry/tracing.test.ts';
const slow = 'server/telemetry/slow-operations.test.ts';

/** What operators are shown of the work is about the work, never about people; and clients cannot make it grow. */
export const telemetryDefences: readonly Defence[] = [
  {
    name: 'statements are shown without texts',
    attacks: [17],
    takenOut: 'the log and the traces show what stands between quotes',
    patches: [
      {
        file: 'server/telemetry/statement-text.ts',
        find: `return text.replace(/'(?:[^']|'')*(?:'|$)/g, "'…'")`,
        replace: 'return text',
      },
    ],
    tests: [slow],
  },
  {
    name: 'traces have paths without secrets of links',
    attacks: [17],
    takenOut: 'a span has the whole address',
    patches: [{ file: 'server/api/watch-request.ts', find: 'path: loggedPath(url)', replace: 'path: url' }],
    tests: [traces],
  },
  {
    name: 'labels of metrics are bounded',
    attacks: [32],
    takenOut: 'every name that a client makes up is a time series',
    patches: [
      {
        file: 'server/telemetry/metric-labels.ts',
        find: 'brought >= most.namesOfOneTenant',
        replace: 'brought < 0',
      },
    ],
    tests: ['server/telemetry/metric-labels.test.ts'],
  },
  {
    name: 'a plan runs nothing',
    attacks: [4],
    takenOut: 'the statement is run to see its plan',
    patches: [
      {
        file: 'server/telemetry/statement-plan.ts',
        find: '`explain execute ${name}${values}`',
        replace: '`explain analyze execute ${name}${values}`',
      },
    ],
    tests: [slow],
  },
];
