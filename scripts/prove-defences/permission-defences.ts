import type { Defence } from './defence.ts';

const shield = 'server/api/permissions.ts';
const table = 'server/shared/permissions.ts';
const matrix = 'server/test/matrices/permissions.ts';
const permissions = 'server/api/permissions.test.ts';
const lifecycleWalk = 'server/complaints/lifecycle-matrix.test.ts';

/** Who may do what: the tables, each beside the matrix that was written by hand, and the conditions in the SQL. */
export const permissionDefences: readonly Defence[] = [
  {
    name: 'deny by default',
    attacks: [12, 16],
    takenOut: 'what has no rule is allowed',
    patches: [
      {
        file: shield,
        find: `fallbackRule: rule({ cache: 'no_cache' })(() => forbidden()),`,
        replace: 'fallbackRule: allow,',
      },
    ],
    tests: [permissions],
  },
  {
    name: 'every field has a row',
    attacks: [16],
    takenOut: 'the table is not compared with the schema',
    patches: [{ file: shield, find: '  checkTable(schema);\n', replace: '' }],
    tests: [permissions],
  },
  {
    name: 'the permission table',
    attacks: [12, 16],
    takenOut: 'one row is widened: support staff may see the workload',
    patches: [
      { file: table, find: 'workload: orSoftware(managers,', replace: 'workload: orSoftware(staff,' },
    ],
    tests: [permissions],
  },
  {
    name: 'the permission matrix, written by hand',
    attacks: [12, 16],
    takenOut: 'one row is widened in the matrix alone',
    patches: [
      {
        file: matrix,
        find: 'Query.workload                  - - - - - m a',
        replace: 'Query.workload                  - - - - s m a',
      },
    ],
    tests: [permissions],
  },
  {
    name: 'guarded fields',
    attacks: [16],
    takenOut: 'everybody may read the limit of redress',
    patches: [
      {
        file: table,
        find: 'Organisation: { redressLimitMinor: staff }',
        replace: `Organisation: { redressLimitMinor: 'open' }`,
      },
    ],
    tests: [permissions],
  },
  {
    name: 'the lifecycle table',
    attacks: [12, 16],
    takenOut: 'one row is widened: support staff may assign',
    patches: [
      {
        file: 'server/shared/lifecycle.ts',
        find: `actors: ['help_desk', 'manager', 'admin', 'service'],`,
        replace: `actors: ['help_desk', 'support', 'manager', 'admin', 'service'],`,
      },
      {
        file: table,
        find: 'assignComplaint: orSoftware(helpDeskAndManagers,',
        replace: 'assignComplaint: orSoftware(staff,',
      },
    ],
    tests: [lifecycleWalk],
    only: '^Open .*ASSIGN',
  },
  {
    name: 'a condition of the lifecycle',
    attacks: [12],
    takenOut: 'anybody in support may resolve what is somebody else’s',
    patches: [
      {
        file: 'server/shared/lifecycle.ts',
        find: 'conditions: [onlyWhenAssigned, onlyAssigneeOrManager],',
        replace: 'conditions: [onlyWhenAssigned],',
      },
    ],
    tests: [lifecycleWalk],
    only: '^In progress .*RESOLVE',
  },
  {
    name: 'the lifecycle matrix, written by hand',
    attacks: [12],
    takenOut: 'one cell is changed in the matrix alone',
    patches: [
      {
        file: 'server/test/matrices/lifecycle.ts',
        find: `\nOpen
                        consumer link stranger otherlink  desk assignee support manager admin
  START                    f      f      f        f         y     y        y       y      y    -> IN_PROGRESS`,
        replace: `\nOpen
                        consumer link stranger otherlink  desk assignee support manager admin
  START                    f      f      f        f         y     y        n       y      y    -> IN_PROGRESS`,
      },
    ],
    tests: [lifecycleWalk],
    only: '^Open .*START',
  },
  {
    name: 'a consumer sees their own complaints',
    attacks: [16],
    takenOut: 'the condition in the SQL is gone',
    patches: [
      {
        file: 'server/complaints/visible-complaints.queries.ts',
        find: `return sql.raw('??.consumer_id = ?::uuid', [row, viewer.personId]);`,
        replace: `return sql.raw('true');`,
      },
    ],
    tests: [lifecycleWalk],
    only: '^Open .*comment',
  },
  {
    name: 'a tracking link sees its one complaint',
    attacks: [16],
    takenOut: 'it sees all complaints of its person',
    patches: [
      {
        file: 'server/complaints/visible-complaints.queries.ts',
        find: 'if (viewer.trackedComplaintId) {',
        replace: `if (viewer.trackedComplaintId === '') {`,
      },
    ],
    tests: [lifecycleWalk],
    only: '^Open .*comment',
  },
  {
    name: 'the type inside a global id',
    attacks: [1],
    takenOut: 'an id of any type is taken for the one that is wanted',
    patches: [
      {
        file: 'server/graphql/global-id.ts',
        find: 'return parsed?.typeName === typeName ? parsed.uuid : null;',
        replace: 'return parsed?.uuid ?? null;',
      },
    ],
    tests: ['server/test/attacks/edge/ids-of-another-type.test.ts'],
  },
];
