import type { Defence } from './defence.ts';

const transition = 'server/complaints/transition-complaint.ts';

/** What is written: versions, the audit trail. */
export const dataDefences: readonly Defence[] = [
  {
    name: 'stale versions',
    attacks: [26],
    takenOut: 'a move takes any version',
    patches: [
      {
        file: transition,
        find: 'if (move.version !== null && move.version !== complaint.version)',
        replace: 'if (move.version !== null && move.version < 0)',
      },
    ],
    tests: ['server/graphql/stale-version.test.ts'],
    only: 'two who claim a complaint',
  },
  {
    name: 'the row is held',
    attacks: [26],
    takenOut: 'a complaint is read without its lock',
    patches: [
      {
        file: 'server/complaints/complaint.store.ts',
        find: 'where c.id = ?::uuid and ? for update of c`',
        replace: 'where c.id = ?::uuid and ?`',
      },
    ],
    tests: ['server/graphql/stale-version.test.ts'],
    only: 'classifyComplaint',
  },
  {
    name: 'a move is told',
    attacks: [28],
    takenOut: 'moves write no audit event',
    patches: [
      {
        file: transition,
        find: '  await recordEvent(\n    unit,\n    viewer ? actorOf(viewer) : systemActor,',
        replace:
          '  await ((..._event: unknown[]) => Promise.resolve())(\n    recordEvent,\n    viewer ? actorOf(viewer) : systemActor,',
      },
    ],
    tests: ['server/audit/every-change.test.ts'],
  },
  {
    name: 'the audit trail is append-only',
    attacks: [28],
    takenOut: 'the tenant’s role may change and delete events',
    patches: [
      {
        file: 'migrations/tenant/0001_core.sql',
        find: 'grant select, insert on comments, audit_events to :"tenant";',
        replace: 'grant select, insert, update, delete on comments, audit_events to :"tenant";',
      },
    ],
    tests: ['server/audit/every-change.test.ts', 'server/test/attacks/tenancy/injection.test.ts'],
  },
  {
    name: 'the audit trail is written by one function',
    attacks: [28],
    takenOut: 'the tenant’s role may insert events with a position and a hash of its own',
    patches: [
      {
        file: 'migrations/tenant/0003_audit_chain.sql',
        find: 'revoke insert on audit_events from :"tenant";',
        replace: '',
      },
    ],
    tests: ['server/test/attacks/tenancy/injection.test.ts'],
    only: 'whole statements',
  },
  {
    name: 'a refused change leaves nothing',
    attacks: [6],
    takenOut: 'a refusal commits what was written before it',
    patches: [
      { file: 'server/graphql/change.ts', find: '        throw new RefusedSignal();\n', replace: '' },
    ],
    tests: ['server/complaints/references.test.ts'],
  },
];
