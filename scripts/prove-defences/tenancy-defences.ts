import type { Defence } from './defence.ts';

const unit = 'server/tenancy/open-unit.ts';
const grants = 'server/tenancy/database-grants.ts';
const walls = 'server/tenancy/with-tenant.test.ts';
const stock = 'server/tenancy/tenant-stock.test.ts';
const quickReads = 'server/tenancy/quick-reads.ts';
const injection = 'server/test/attacks/tenancy/injection.test.ts';
const brokenConnections = 'server/test/attacks/tenancy/broken-connections.test.ts';

/** The wall between tenants: the role, the connection, and what PostgreSQL lets a tenant's role do. */
export const tenancyDefences: readonly Defence[] = [
  {
    name: 'role switch',
    attacks: [5, 12],
    takenOut: 'the unit of work switches no role',
    patches: [
      {
        file: unit,
        find: `set_config('role', $1, true)`,
        replace: `set_config('application_name', $1, true)`,
      },
    ],
    tests: [walls],
  },
  {
    name: 'the role ends with the transaction',
    attacks: [7, 8],
    takenOut: 'the role is set for the session',
    patches: [{ file: unit, find: `set_config('role', $1, true)`, replace: `set_config('role', $1, false)` }],
    tests: ['server/test/attacks/tenancy/role-before-every-statement.test.ts'],
  },
  {
    name: 'limits end with the transaction',
    attacks: [7, 8],
    takenOut: 'the time limit is set for the session',
    patches: [
      {
        file: unit,
        find: `set_config('statement_timeout', $2, true)`,
        replace: `set_config('statement_timeout', $2, false)`,
      },
    ],
    tests: [walls, brokenConnections],
  },
  {
    name: 'search_path',
    attacks: [5, 12],
    takenOut: 'the login keeps the search_path that PostgreSQL gives it',
    patches: [
      {
        file: 'server/tenancy/bootstrap.ts',
        find: `await admin.query(\`alter role \${login} set search_path = "$user", pg_temp\`);`,
        replace: '',
      },
    ],
    tests: [walls],
  },
  {
    name: 'the shape of a tenant key',
    attacks: [3],
    takenOut: 'a unit of work takes any name',
    patches: [{ file: unit, find: '  checkTenantKey(tenantKey);\n', replace: '' }],
    tests: ['server/test/attacks/tenancy/registry-names.test.ts'],
  },
  {
    name: 'what is in stock is nobody’s',
    attacks: [3],
    takenOut: 'the server may become a schema in stock before an organisation has taken it',
    patches: [
      {
        file: 'server/tenancy/tenant-schema.ts',
        find: '"${key}" nologin noinherit;',
        replace: '"${key}" nologin noinherit; grant "${key}" to redress_runtime;',
      },
    ],
    tests: [stock],
    only: 'is nobody’s',
  },
  {
    name: 'taken from stock once',
    attacks: [3],
    takenOut: 'who takes a schema from stock does not lock it',
    patches: [
      {
        file: 'server/tenancy/tenant-stock.ts',
        find: 'where schema_version = $1 order by made_at limit 1 for update skip locked)',
        replace: 'where schema_version = $1 order by made_at limit 1)',
      },
    ],
    tests: [stock],
    only: 'more of them than there are in stock',
  },
  {
    name: 'the version of what is in stock',
    attacks: [29],
    takenOut: 'a schema in stock is taken whatever its version',
    patches: [
      {
        file: 'server/tenancy/tenant-stock.ts',
        find: 'where schema_version = $1 order by made_at',
        replace: 'where $1::integer > 0 order by made_at',
      },
    ],
    tests: [stock],
    only: 'is not taken while its migrations are behind',
  },
  {
    name: 'set_config revoked',
    attacks: [4, 12],
    takenOut: 'every role may execute set_config',
    patches: [{ file: grants, find: `p.proname = 'set_config' or `, replace: '' }],
    tests: [injection],
  },
  {
    name: 'advisory locks and sleeping revoked',
    attacks: [4, 32],
    takenOut: 'every role may hold advisory locks',
    patches: [{ file: grants, find: `^pg_(try_)?advisory_|`, replace: '' }],
    tests: [injection],
  },
  {
    name: 'large objects revoked',
    attacks: [4],
    takenOut: 'every role may make large objects',
    patches: [{ file: grants, find: `p.proname ~ '^lo_|^loread$|^lowrite$'`, replace: 'false' }],
    tests: [injection],
  },
  {
    name: 'TEMP revoked',
    attacks: [4, 12],
    takenOut: 'every role may make temporary tables',
    patches: [
      {
        file: grants,
        find: 'revoke all on database ${database} from public',
        replace: 'revoke connect on database ${database} from public',
      },
    ],
    tests: [injection],
  },
  {
    name: 'plpgsql revoked',
    attacks: [4, 12],
    takenOut: 'every role may run code blocks',
    patches: [
      {
        file: grants,
        find: 'await admin.query(`revoke usage on language plpgsql from public`);',
        replace: '',
      },
    ],
    tests: [injection],
  },
  {
    name: 'extended protocol',
    attacks: [4, 12],
    takenOut: 'statements without values go by the simple protocol, which takes several at once',
    patches: [
      {
        file: unit,
        find: '    return rowsOf<Row>(await this.#send([this.#toSend(work)], []));',
        replace: `      const sent = this.#toSend(work);
      if (!this.#isOpen && sent.values.length === 0) await this.#travel([]);
      if (sent.values.length === 0) return (await this.#client.query(sent.text)).rows as Row[];
      return rowsOf<Row>(await this.#send([sent], []));`,
      },
    ],
    tests: [injection],
  },
  {
    name: 'transaction status at release',
    attacks: [5, 12],
    takenOut: 'a connection goes back to the pool whatever state it is in',
    patches: [
      {
        file: unit,
        find: `this.#client.release(this.#client.getTransactionStatus() !== 'I');`,
        replace: 'this.#client.release();',
      },
    ],
    tests: [brokenConnections],
  },
  {
    name: 'COMMIT tag',
    attacks: [6, 12],
    takenOut: 'what COMMIT was answered with is not looked at',
    patches: [
      { file: unit, find: `if (end?.command !== 'COMMIT') throw`, replace: 'if (end === undefined) throw' },
    ],
    tests: ['server/test/attacks/tenancy/swallowed-error.test.ts'],
  },
  {
    name: 'the end of a unit of work comes after its opening',
    attacks: [5],
    takenOut: 'a connection is given back while what opens its unit is sent a second time',
    patches: [{ file: unit, find: '      await this.#begun;\n', replace: '' }],
    tests: ['server/tenancy/open-unit.test.ts'],
    only: 'beside other questions',
  },
  {
    name: 'a unit of work that is over',
    attacks: [5],
    takenOut: 'it goes on sending over a connection that it gave back',
    patches: [
      {
        file: unit,
        find: `if (this.#isOver) throw new Error('The unit of work is over');\n    this.#statementCount += 1;`,
        replace: 'this.#statementCount += 1;',
      },
    ],
    tests: [brokenConnections],
  },
  {
    name: 'a connection that breaks is heard',
    attacks: [5, 27],
    takenOut: 'nobody listens to connections that are in use',
    patches: [
      {
        file: 'server/db/pools.ts',
        find: `pool.on('connect', (client) => client.on('error', () => undefined));`,
        replace: '',
      },
    ],
    tests: [brokenConnections],
    // With the others the process would end, and their names with it.
    only: 'has somebody who hears',
  },
  {
    name: 'read-only mode of reads',
    attacks: [7],
    takenOut: 'a read may write',
    patches: [{ file: unit, find: 'REPEATABLE READ READ ONLY', replace: 'REPEATABLE READ' }],
    tests: ['server/test/attacks/tenancy/reads.test.ts'],
  },
  {
    name: 'a read is one snapshot',
    attacks: [7],
    takenOut: 'each statement of a read sees what was written meanwhile',
    patches: [
      { file: unit, find: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', replace: 'BEGIN READ ONLY' },
    ],
    tests: ['server/test/attacks/tenancy/reads.test.ts'],
  },
  {
    name: 'suspended organisations',
    attacks: [20],
    takenOut: 'the registry finds them like any other',
    patches: [
      {
        file: 'server/tenancy/registry.ts',
        find: "where ${column} = $1 and state = 'active'",
        replace: 'where ${column} = $1',
      },
    ],
    tests: ['server/sessions/suspended-organisation.test.ts'],
  },
  {
    name: 'the tenant of a queue entry',
    attacks: [11, 12],
    takenOut: 'the login may write entries for any organisation',
    patches: [
      {
        file: 'migrations/platform/0005_outbox.sql',
        find: 'grant select, delete on platform.outbox to :"runtime";',
        replace: 'grant select, insert, update, delete on platform.outbox to :"runtime";',
      },
    ],
    tests: ['server/jobs/outbox.test.ts'],
  },
  {
    name: 'a job is about something of its organisation',
    attacks: [11, 12],
    takenOut: 'an entry that names another organisation is taken for one whose work is done',
    patches: [
      {
        file: 'server/mail/send-mail.ts',
        find: `if (!facts) throw new HopelessJob('The organisation has no such mail.');`,
        replace: 'if (!facts) return null;',
      },
    ],
    tests: ['server/mail/send-mail.test.ts'],
    only: 'a payload that is made to name another organisation',
  },
  {
    name: 'the role of a read ends with it',
    attacks: [10],
    takenOut: 'it is set for the session',
    patches: [
      { file: quickReads, find: `set_config('role', $1, true)`, replace: `set_config('role', $1, false)` },
    ],
    tests: ['server/tenancy/quick-reads.test.ts'],
  },
  {
    name: 'a read alone writes nothing',
    attacks: [10],
    takenOut: 'its transaction may write',
    patches: [{ file: quickReads, find: `set_config('transaction_read_only', 'on', true), `, replace: '' }],
    tests: ['server/tenancy/quick-reads.test.ts'],
  },
  {
    name: 'others do not wait for a slow read',
    attacks: [10],
    takenOut: 'it is not stopped',
    patches: [
      {
        file: quickReads,
        find: 'mostMillisecondsShared = 250;',
        replace: 'mostMillisecondsShared = 10_000;',
      },
    ],
    tests: ['server/tenancy/quick-reads.test.ts'],
  },
];
