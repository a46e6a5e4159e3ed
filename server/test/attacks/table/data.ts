import { tests, type Attack } from './attack.ts';

const stale = 'server/graphql/stale-version.test.ts';
const changeOnce = 'server/graphql/change-once.test.ts';
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
    defences: [
      'The key, the effect and the answer are one transaction; the key is locked first.',
      'A key is known by a keyed hash of who asked and what it says, what was sent with it by another.',
      'What begins a session, or shows or takes a secret, takes no key.',
    ],
    proofs: [
      ...tests(
        changeOnce,
        '100 at once with one key have one effect and 100 equal results',
        'whatever was refused is refused again, although it would go by now, and nothing is written',
        'what was written before a refusal is taken back, its events too; the refusal is kept',
        '%s with the same key are a typed conflict, and nothing is done',
        'another operation with the same key is a typed conflict',
        'everybody has their own keys: another user’s, another organisation’s and a visitor’s are others',
        'a fault takes the key back with everything else: the next try does the work',
        '$name does its work once with a key, and answers the second time as the first time',
        '$name takes no key and says why, before anything is done',
        'none that shows a secret takes a key',
      ),
      ...tests(
        'server/api/same-request-twice.test.ts',
        '100 at once, over two servers on one database, have one effect and 100 equal results',
        'a server that is killed after the COMMIT and before the answer: another one gives the answer that was kept, and does nothing again',
      ),
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
      ...tests(
        'server/live/notice-relay.test.ts',
        'by a process that is gone is told by another one, without anybody waking it',
        'and is in the hands of a process that dies over it, is told by another one after that, and once',
      ),
      ...tests(
        'server/api/two-servers.test.ts',
        'let an event be heard whose server was killed after the COMMIT and before it told anybody: the other one tells it',
        'deliver each webhook once, those of one complaint in order, whichever a change came through',
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
    defences: [
      'Events are appended by one function alone, each to the hash chain of its subject; a second one begins the chains of many new things, and only begins them.',
      'Checkpoints, signed with Ed25519 and kept outside the organisation’s schema and in the log, name the head of every chain.',
    ],
    proofs: [
      ...tests(
        'server/audit/append-only.test.ts',
        'PostgreSQL refuses: %s',
        'position and hash cannot be given: the one way in makes them',
        'nor can they be given with the first events of new things',
        'the function of one tenant is refused to another: %s',
      ),
      ...tests(
        'server/audit/verification.test.ts',
        'is found whole, with all of its events signed',
        'who %s is found',
        'who edits an event and computes its hash anew is found by the one after it',
        'who edits the newest event and computes its hash anew is found by the checkpoint, with its head too',
        'who computes the whole trail anew after an edit is found: each chain that differs, by what was signed of it',
        'who signs a forged checkpoint with a key of his own is found',
        'who takes out the newest checkpoints is found by whoever kept one of them elsewhere',
        'of which any one line is taken out, doubled or changed by a letter is found wrong',
        'verifies with nothing but itself and the public key',
      ),
      ...tests(
        'server/audit/chains.test.ts',
        '50 on one complaint make one chain without a gap, and nobody fails',
        'on different complaints do not wait: while one holds its chain, 50 others finish',
        'begin a chain each, which goes on as any other',
        'are refused, with everything else, when one of the things %s',
      ),
      ...tests(
        everyChange,
        '$name is told in the audit trail, by the transaction that made it',
        '$name does not happen',
        'a change that is refused is not told',
        'the trail is only ever added to: not even the organisation itself may change or remove an event',
      ),
      ...tests('server/test/attacks/tenancy/injection.test.ts', 'are refused by PostgreSQL: %s'),
    ],
  },
  {
    number: 29,
    group: 'Data',
    title: 'Migrations under fire',
    threat:
      'The migration of 1,000 organisations is killed at random points, one of them has a poisoned row, two run at once: all others reach the target, the bad one is reported, none is half-applied, nothing drifts, and the others are served all the time.',
    defences: [
      'One transaction for each organisation; the version is written with it.',
      'A ready-made schema is taken from the stock in its own version only.',
    ],
    proofs: [
      ...tests(
        'scripts/bench/migrate.test.ts',
        'twelve tenants in use, migrated by two runs that are killed, one with a row that breaks a migration: it is named and stays as it was, all others are migrated',
        'processes that prepare one empty database at the same moment do not get in each other’s way',
        'a table that somebody uses for longer than a migration waits is migrated at another attempt',
      ),
      { kind: 'bench', name: 'migrate', shows: '1,000 organisations' },
      ...tests(
        'server/tenancy/snapshot.test.ts',
        'a fresh tenant looks like migrations/tenant.snapshot.sql (UPDATE_SNAPSHOT=1 writes it)',
      ),
      ...tests(
        'scripts/redress-database.test.ts',
        'migrates: an empty one is made ready, one that is ready stays so',
        'says which organisation could not be migrated, and does not claim that all is well',
      ),
      ...tests(
        'server/tenancy/tenant-stock.test.ts',
        'is not taken while its migrations are behind, nor when it is ahead',
        'is migrated too; one that cannot be is named, and is in nobody’s way',
        'and is being taken by an organisation at that moment stays taken',
      ),
      ...tests(
        'scripts/redress-stock.test.ts',
        'killed while it fills, leaves each schema whole or not there, and the next run completes it',
      ),
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
      'Each organisation has its share of the connections, and so many requests a minute; so has each session, account and address.',
      'What costs us something each time has turns, by address and organisation.',
      'Streams of events are counted; one whose client takes nothing for half a minute is cut.',
    ],
    proofs: [
      ...tests(
        'server/api/in-flight.test.ts',
        'waits for itself: 500 of its requests hold its share of the connections, and another organisation is answered',
        'that does not come in time is refused, and the next one still gets it',
      ),
      ...tests(
        'server/api/traffic.test.ts',
        'with one session are refused with a word on when to come back; another session goes on',
        'of one organisation are refused to everybody there, and to nobody of another',
        'of visitors, of guessed tokens and for pages are refused to their address, and to no session',
        'are refused by every process within a second, and by one that starts afterwards',
      ),
      ...tests(
        'server/api/cost/budgets.test.ts',
        'of several processes on one database is one: what is spent at one of them is missing at the others a second later',
      ),
      ...tests(
        'server/api/overload.test.ts',
        'has its time limits: for a statement, a lock, doing nothing, and the whole',
        '%s is a 503 with a word on when to come back, and no fault',
      ),
      ...tests(
        'server/auth/throttle.test.ts',
        'tell after how many seconds to come back',
        'and so often for an organisation from everywhere: complaints by the public form',
      ),
      ...tests('server/jobs/outbox.test.ts', 'does not wait behind a thousand of another organisation'),
      ...tests(
        'server/api/connections.test.ts',
        'are answered when each reads its own organisation and a public form',
      ),
      ...tests('server/api/live/live-streams.test.ts', 'is one of twenty at most of a session'),
      ...tests(
        'server/api/live/slow-readers.test.ts',
        'who listens %s and takes nothing is cut, and what was kept for them is let go; who takes theirs goes on',
      ),
      { kind: 'bench', name: 'flood', shows: 'the 99th percentile of the others at most doubles' },
    ],
  },
];
