import type { Defence } from './defence.ts';

const verifier = 'scripts/verify-audit.mjs';
const verification = 'server/audit/verification.test.ts';
const changeOnce = 'server/graphql/change-once.ts';
const changeOnceTest = 'server/graphql/change-once.test.ts';
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
        find: '  await recordComplaintEvent(\n    unit,\n    { action: effect.event,',
        replace:
          '  await ((..._event: unknown[]) => Promise.resolve())(\n    recordComplaintEvent,\n    { action: effect.event,',
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
    tests: ['server/audit/append-only.test.ts'],
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
    tests: ['server/audit/append-only.test.ts'],
  },
  {
    name: 'the verifier: the hash of an event',
    attacks: [28],
    takenOut: 'what an event says is not compared with its hash',
    patches: [
      { file: verifier, find: 'if (sha256(canonical) !== hash)', replace: 'if (hash === undefined)' },
    ],
    tests: [verification],
  },
  {
    name: 'the verifier: what was signed',
    attacks: [28],
    takenOut: 'an event is not compared with what a checkpoint signed of it',
    patches: [
      {
        file: verifier,
        find: 'if (sealedPosition === position && sealedHash !== hash)',
        replace: 'if (sealedPosition === undefined && sealedHash !== hash)',
      },
    ],
    tests: [verification],
  },
  {
    name: 'the verifier: signatures',
    attacks: [28],
    takenOut: 'every signature is right',
    patches: [
      {
        file: verifier,
        find: `typeof signature === 'string' && verify(null,`,
        replace: `typeof signature === 'string' || verify(null,`,
      },
    ],
    tests: [verification],
  },
  {
    name: 'the verifier: the end of a chain',
    attacks: [28],
    takenOut: 'the last event is not compared with the head',
    patches: [
      {
        file: verifier,
        find: '(head[0] !== last.position || head[1] !== last.hash)',
        replace: '(head === undefined)',
      },
    ],
    tests: [verification],
  },
  {
    name: 'an idempotency key and its change are one transaction',
    attacks: [25],
    takenOut: 'the key is taken in a transaction of its own',
    patches: [
      {
        file: changeOnce,
        find: `import type { LastStep, WriteUnit } from '../tenancy/with-tenant.ts';`,
        replace: `import { withTenant, type LastStep, type WriteUnit } from '../tenancy/with-tenant.ts';`,
      },
      {
        file: changeOnce,
        find: 'await takeKey(unit, hashed, now(), expiresAt)',
        replace:
          'await withTenant(context.services.pools, unit.tenantKey, (own) => takeKey(own, hashed, now(), expiresAt))',
      },
    ],
    tests: [changeOnceTest],
    only: 'a fault takes the key back',
  },
  {
    name: 'an idempotency key is its holder’s',
    attacks: [25],
    takenOut: 'a key is known by what it says alone',
    patches: [
      {
        file: changeOnce,
        find: 'hash(...holder, sent.key)',
        replace: 'hash(holder.join().slice(0, 0), sent.key)',
      },
    ],
    tests: [changeOnceTest],
    only: 'everybody has their own keys',
  },
  {
    name: 'an idempotency key stands for one request',
    attacks: [25],
    takenOut: 'what is sent with a key again is not compared with what was sent first',
    patches: [
      {
        file: changeOnce,
        find: 'kept.fingerprint.equals(hashed.fingerprint)',
        replace: 'kept.fingerprint.length > 0',
      },
    ],
    tests: [changeOnceTest],
    only: 'typed conflict',
  },
  {
    name: 'a refusal that is kept leaves nothing else',
    attacks: [6, 25],
    takenOut: 'with a key, a refusal commits what was written before it',
    patches: [
      {
        file: changeOnce,
        find: 'else unit.write(statement`rollback to savepoint before_the_change`);',
        replace: '',
      },
    ],
    tests: [changeOnceTest],
    only: 'taken back',
  },
  {
    name: 'what shows a secret takes no idempotency key',
    attacks: [25],
    takenOut: 'every mutation takes keys',
    patches: [
      {
        file: 'server/api/keyed-mutations.ts',
        find: 'if (reason) throw',
        replace: 'if (name === reason) throw',
      },
    ],
    tests: [changeOnceTest],
    only: 'createUser takes no key',
  },
  {
    name: 'a refused change leaves nothing',
    attacks: [6],
    takenOut: 'a refusal commits what was written before it',
    patches: [
      { file: 'server/graphql/change.ts', find: '        throw new RefusedSignal();\n', replace: '' },
    ],
    tests: ['server/graphql/change.test.ts'],
  },
];
