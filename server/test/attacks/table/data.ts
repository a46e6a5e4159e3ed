import { tests, type Attack } from './attack.ts';

const stale = 'server/graphql/stale-version.test.ts';
const everyChange = 'server/audit/every-change.test.ts';
const reading = 'server/import/read-cfpb.test.ts';
const accounting = 'server/import/import-accounting.test.ts';

/** What is kept, and what must survive. */
export const dataAttacks: readonly Attack[] = [
  {
    number: 25,
    group: 'Data',
    title: 'The same change a hundred times',
    threat:
      '100 mutations at once with one idempotency key: one effect, 100 equal results. The same key with another body is a typed conflict. A retry after the server died between COMMIT and answer gets the stored result.',
    defences: [],
    proofs: [],
    waiting: [
      {
        feature: 'idempotency keys',
        then: 'the three sentences of the case, each as a test; the third with a server that is killed',
        probe: { schema: /idempotency/i, path: /^(server|migrations)\/.*idempoten/ },
        example: 'migrations/tenant/0009_idempotency_keys.sql',
      },
    ],
  },
  {
    number: 26,
    group: 'Data',
    title: 'Two editors',
    threat:
      'Two change the same version: one wins, the other gets the conflict with the current state. Random interleavings agree with a model.',
    defences: ['A change holds the row and compares the version that was seen.'],
    proofs: [
      ...tests(
        stale,
        'of two editors of one version one wins, and the other is shown the current state',
        'whatever editors do in whatever order, each version is given once, and nothing is lost',
        'two who claim a complaint at the same moment: one has it, the other is told who',
      ),
      ...tests('server/users/users.test.ts', 'is left when two demote each other at the same moment'),
    ],
  },
  {
    number: 27,
    group: 'Data',
    title: 'Killed in the middle',
    threat:
      'Server and database are killed (SIGKILL) at random moments under writers: every write that was acknowledged is there, no complaint is half-written, the audit chain is valid, and they start again by themselves.',
    defences: [
      'One change is one transaction, with its audit event.',
      'An embedded database that was left behind is adopted or cleared.',
    ],
    proofs: [
      ...tests(
        'scripts/bench/kills.test.ts',
        'five kills of server and database under writers: every acknowledged write is there, no complaint is half-written, each start comes up by itself',
      ),
      { kind: 'bench', name: 'kills', shows: '200 kills' },
    ],
  },
  {
    number: 28,
    group: 'Data',
    title: 'The audit trail',
    threat:
      'UPDATE, DELETE, TRUNCATE and ALTER on the audit trail, a forged position or hash: refused. A row that a superuser edited, or a tail that was cut off, is found and named by the verifier.',
    defences: ['Events are appended by one function alone, each to the hash chain of its subject.'],
    proofs: [
      ...tests(
        everyChange,
        '$name is told in the audit trail, by the transaction that made it',
        '$name does not happen',
        'a change that is refused is not told',
        'the trail is only ever added to: not even the organisation itself may change or remove an event',
      ),
      ...tests('server/test/attacks/tenancy/injection.test.ts', 'are refused by PostgreSQL: %s'),
    ],
    waiting: [
      {
        feature: 'the verifier of the audit trail',
        then: 'an edit, an edit with its hash, a cut tail, a removed chain and a whole trail made anew are each found and named',
        probe: { path: /^scripts\/verify-audit\.mjs$/ },
        example: 'scripts/verify-audit.mjs',
      },
    ],
  },
  {
    number: 29,
    group: 'Data',
    title: 'Migrations under fire',
    threat:
      'The migration of 1,000 organisations is killed at random points, one of them has a poisoned row, two run at once: all others reach the target, the bad one is reported, none is half-applied, nothing drifts, and the others are served all the time.',
    defences: ['One transaction for each organisation; the version is written with it.'],
    proofs: [
      ...tests(
        'server/tenancy/snapshot.test.ts',
        'a fresh tenant looks like migrations/tenant.snapshot.sql (UPDATE_SNAPSHOT=1 writes it)',
      ),
      ...tests(
        'scripts/redress-database.test.ts',
        'migrates: an empty one is made ready, one that is ready stays so',
        'says which organisation could not be migrated, and does not claim that all is well',
      ),
    ],
    waiting: [
      {
        feature: 'the bench of 1,000 migrations, with its short form',
        then: 'kills, a poisoned row and two runners at once',
        probe: { path: /^scripts\/bench\/migrat\w*\.ts$/ },
        example: 'scripts/bench/migrate.ts',
      },
    ],
  },
  {
    number: 30,
    group: 'Data',
    title: 'One organisation out and in again',
    threat:
      'One organisation is exported, dropped and restored while the others write: its rows, files and audit chain are equal, everyone else’s bytes are unchanged, and a drop leaves nothing behind.',
    defences: [],
    proofs: [],
    waiting: [
      {
        feature: 'export, drop and restore of an organisation',
        then: 'the sentence of the case, with writers in the others',
        probe: { path: /^(server|scripts)\/.*(drop|restore|export)-tenant[^/]*\.ts$/ },
        example: 'server/tenancy/restore-tenant.ts',
      },
    ],
  },
  {
    number: 31,
    group: 'Data',
    title: 'Broken imports',
    threat:
      'A CSV with a cut last line, wrong dates, unknown columns, doubled ids, other encodings: the report names line and reason, the good rows are in, nothing is silently dropped, and running it again adds nothing.',
    defences: ['What is read is imported, there already, or refused with a reason; the sums are checked.'],
    proofs: [
      ...tests(
        accounting,
        'the report tells of columns and channels that are not known, and of a last row that may have been cut',
        'for the sample however it is broken',
        'for any file: what is read is imported, there already, or refused; what is counted as imported is there, whole; a second run adds nothing',
      ),
      ...tests(
        reading,
        'that is cut, and those before and after it are not',
        'that are not known are told, and change nothing',
        'whose id stands in the file already',
        'are Windows-1252 where they are not UTF-8',
        'cut inside a character are UTF-8 all the same, and the cut row is refused',
        '%s',
      ),
      ...tests(
        'server/import/import-by-company.test.ts',
        'an import into some organisations leaves every other as it was, byte for byte',
      ),
    ],
  },
  {
    number: 32,
    group: 'Data',
    title: 'One organisation floods',
    threat:
      'One organisation sends heavy reports and holds 500 sockets: the 99th percentile of the others at most doubles, and the flooder gets 429 with Retry-After.',
    defences: [
      'Statements, locks and idle transactions have time limits, sent with the opening of each unit of work.',
      'What costs us something has turns, by address and organisation.',
    ],
    proofs: [
      ...tests(
        'server/auth/throttle.test.ts',
        'tell after how many seconds to come back',
        'and so often for an organisation from everywhere: complaints by the public form',
      ),
      ...tests(
        'server/api/connections.test.ts',
        'are answered when each reads its own organisation and a public form',
      ),
    ],
    waiting: [
      {
        feature: 'shares of the connections for each organisation, and their bench',
        then: 'a flood of one does not double the wait of the others; 429 with Retry-After',
        probe: {
          path: /^scripts\/bench\/flood[^/]*\.ts$|^server\/(\w+\/)*(in-flight|fair-share|request-share)[^/]*\.ts$/,
        },
        example: 'scripts/bench/flood.ts',
      },
    ],
  },
];
