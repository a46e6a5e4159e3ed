import { tests, testsWhere, type Attack } from './attack.ts';

const here = 'server/test/attacks/tenancy';
const isolation = 'server/api/isolation.test.ts';
const walls = 'server/tenancy/with-tenant.test.ts';
const stock = 'server/tenancy/tenant-stock.test.ts';
const catalog = 'server/isolation/catalog/catalog.test.ts';

/** The wall between organisations. */
export const tenancyAttacks: readonly Attack[] = [
  {
    number: 1,
    group: 'Tenancy',
    title: 'Ids of another organisation',
    threat:
      'Every type that has an id, and every id inside an input, is called from A with the ids of B: the answer is NOT_FOUND, word for word the one for an id that nobody has.',
    defences: [
      'The role is the tenant: the tables of B have no name that A may use.',
      'An id carries its type, and only the one spelling of it is an id.',
    ],
    proofs: [
      ...tests(
        isolation,
        '$place: the same no as for an id that nobody has',
        'node(id:) of a %s finds nothing',
        'complaint(id:) and complaintByReference(reference:) find nothing',
        '$place finds nothing',
        '%s shows nothing of another organisation',
        '%s does not take the id of something for a token, a name or a version',
        '%s pages through our own rows alone',
        'every place of an id in the schema is in the list, and the other way round',
        'every type that implements Node is found by node(id:), and was looked for',
      ),
      ...tests(
        'server/isolation/walk/walk.test.ts',
        'finds nothing where nothing is wrong',
        'finds a resolver that looks an id up without the tenant’s unit of work',
        'finds a resolver that tells whether somebody else has an id',
      ),
      ...tests(
        'server/test/attacks/edge/ids-of-another-type.test.ts',
        '$place: is no id, though there is such a thing',
        'node(id:), complaint(id:) and the filters find nothing by it either',
      ),
    ],
  },
  {
    number: 2,
    group: 'Tenancy',
    title: 'Naming the tenant in a request',
    threat:
      'The tenant is named by a header, the host, the query string, a cookie, the body, or an edited claim of a token: ignored or refused. Only session and registry decide.',
    defences: [
      'No code reads a tenant from a request: it comes from the session’s token, or from the slug in an operation that begins a session.',
      'Tokens are signed or sealed.',
    ],
    proofs: [
      ...tests(
        `${here}/tenant-by-request.test.ts`,
        'is the one of its session, whatever stands in %s',
        'is nobody, whatever stands in %s',
        'is a 401 in the %s',
        'beside the cookie of a good one is a 401 all the same',
        'a refresh token with another tenant begins nothing',
        'is the one place that names an organisation: who signs in there is theirs alone, whatever they say later',
      ),
      ...tests(
        'server/auth/signed-links.test.ts',
        'opens nothing when any bit of it is changed, or with another secret',
      ),
    ],
  },
  {
    number: 3,
    group: 'Tenancy',
    title: 'Names that are no tenant',
    threat:
      'Names such as `a", t_b; --`, `t_a,t_b`, `pg_catalog`, `none`, 64 characters, NUL or a Cyrillic look-alike reach the registry, a unit of work, a migration: refused before any SQL.',
    defences: [
      'One shape of a key, checked before SQL is made of it, and by a constraint of the registry.',
      'What is in stock for organisations to come is nobody’s: the server may not become it until one has taken it, which happens once.',
    ],
    proofs: [
      ...tests(
        `${here}/registry-names.test.ts`,
        'is refused before a connection is taken: %s',
        'is refused before it stands in a migration: %s',
        'the registry does not take: %s',
        'is no slug, and the registry is not asked: %s',
      ),
      ...tests(walls, 'a key that is not a tenant key is refused before any SQL: %s'),
      ...tests(
        stock,
        'is nobody’s: the server may neither become it nor read, take or add it',
        'that is no key is not taken into stock',
        'get different schemas, and neither waits for the other',
        'more of them than there are in stock: the others are made anew, and each has a key of its own',
        'is never given again: it has left the stock for good when its organisation is removed',
        'that is an organisation’s is not given away, whoever put it in stock',
      ),
    ],
  },
  {
    number: 4,
    group: 'Tenancy',
    title: 'SQL injection',
    threat:
      "A bug puts what was typed into a statement (a planted `ilike '%…%'`), and what is typed is a second statement, set_config, query_to_xml, ts_stat, an update of pg_settings, a code block, a temporary table, a function, a trigger switched off: PostgreSQL itself refuses, and B is not reached.",
    defences: [
      'The extended protocol takes one statement at a time.',
      'set_config, advisory locks, sleeping, large objects, TEMP and plpgsql are taken from PUBLIC.',
      'The tenant’s role owns nothing, may create nothing, and has no right outside its schema.',
      'What is typed never stands in the text of a statement: values are parameters.',
    ],
    proofs: [
      ...tests(
        `${here}/injection.test.ts`,
        'is one: what is typed becomes SQL, and reads every table of its own organisation',
        'shows nothing of the other organisation: it has no name for its tables that it may use',
        'is not even parsed: %s',
        'is refused by PostgreSQL: %s',
        'does not see what other organisations ask, nor ends their questions',
        'are refused by PostgreSQL: %s',
        'a dump of the whole database holds what its own role may read, and nothing else',
        'a grant by somebody who owns nothing grants nothing',
        'nothing of all this left an object behind in the database',
      ),
      ...tests(catalog, 'sees PostgreSQL refuse everything that one tenant tries on another', '%s'),
    ],
  },
  {
    number: 5,
    group: 'Tenancy',
    title: 'Connections outside a unit of work, or left inside one',
    threat:
      'A query that is sent outside a unit of work finds no table (42P01). A connection that is given back inside an open transaction, or that breaks, is destroyed and not used again.',
    defences: [
      'The login’s search_path is its own name’s schema, which there is not.',
      'A connection goes back to the pool only when PostgreSQL says that it is idle.',
      'A unit of work that is over sends nothing more.',
    ],
    proofs: [
      ...tests(
        walls,
        'a query outside a unit of work finds no table',
        'after errors of every kind the pool gives out clean connections',
        'a connection that breaks in the middle of a change fails that change and nothing else',
      ),
      ...tests(
        `${here}/broken-connections.test.ts`,
        'after a change whose COMMIT did not reach the database is destroyed, and the change fails',
        'after a change whose COMMIT began another transaction is destroyed',
        'after a read whose ROLLBACK was “%s” is destroyed, and the read is answered',
        'after a fault whose ROLLBACK did not reach the database is destroyed, and the fault is told',
        '%s the work is not used again, and the change fails',
        'a connection that is in use has somebody who hears that it breaks: unheard, that would end the process',
        'sends nothing more: its connection may be somebody else’s by now',
      ),
    ],
  },
  {
    number: 6,
    group: 'Tenancy',
    title: 'A swallowed error',
    threat:
      'Code catches the error of a statement and goes on: the mutation fails, and there is no row, no audit event, nothing in the queue.',
    defences: [
      'The tag that COMMIT is answered with is checked: PostgreSQL answers ROLLBACK when anything had failed.',
    ],
    proofs: [
      ...tests(`${here}/swallowed-error.test.ts`, 'makes %s fail: no row, no event, nothing in the queue'),
      ...tests(walls, 'an error that was swallowed inside a change makes the change fail'),
      ...tests('server/complaints/references.test.ts', 'a refused complaint takes no number'),
    ],
  },
  {
    number: 7,
    group: 'Tenancy',
    title: 'Whatever a unit of work does',
    threat:
      'Savepoints, rollbacks, errors, cancelled statements, connections that are killed and requests that are aborted, in random nesting over few connections: the role is right before every statement, and what is kept is what a transaction keeps.',
    defences: [
      'Role and limits are set for the transaction, never for the session.',
      'Reads are READ ONLY snapshots.',
    ],
    proofs: [
      ...tests(
        `${here}/role-before-every-statement.test.ts`,
        'whatever they do, in whatever order: the role is right before every statement, and what is kept is what a transaction keeps',
      ),
      ...tests(
        `${here}/aborted-requests.test.ts`,
        'leave whole complaints or none, each in its own organisation, and every connection as it was',
      ),
      ...tests(
        `${here}/reads.test.ts`,
        'a read writes nothing: PostgreSQL refuses every statement that would',
        'a read sees one moment: what is committed meanwhile is for the next one',
      ),
    ],
  },
  {
    number: 8,
    group: 'Tenancy',
    title: 'Behind a pooler',
    threat:
      'PgBouncer with transaction pooling gives one server connection to two organisations in turn: no wrong row. The control, a SET for the session, must leak; otherwise the test proves nothing.',
    defences: ['Nothing is ever set for the session, and statements have no names.'],
    proofs: [
      ...testsWhere(
        'skipped where there is no PgBouncer',
        'scripts/bench/pgbouncer.test.ts',
        'two tenants with errors, rollbacks, savepoints and cut sockets never see a row of each other',
        'the control whose role is set for the session leaks',
        'every mutation of the API works for two organisations at once, and each reads its own',
      ),
      ...tests(
        'scripts/bench/isolation.test.ts',
        'the same storm finds the leak of connections whose role is switched for the session',
      ),
    ],
  },
  {
    number: 9,
    group: 'Tenancy',
    title: 'A million operations',
    threat:
      '64 organisations over 8 connections, 1,000,000 operations with errors, rollbacks and aborts among them: not one row of another organisation.',
    defences: ['All of the above together.'],
    proofs: [
      ...tests(
        'scripts/bench/isolation.test.ts',
        '100,000 operations of 64 tenants on 8 connections, with errors, rollbacks, cancels and broken connections: nobody sees a row of another tenant',
      ),
      { kind: 'bench', name: 'isolation', shows: 'the million' },
    ],
  },
  {
    number: 10,
    group: 'Tenancy',
    title: 'Loaders, and reads that travel together',
    threat:
      'Two requests of A and B load the same id in one tick, through every loader and type: each gets its own organisation’s row.',
    defences: [
      'Loaders are made for each request, and read through its unit of work.',
      'Quick reads share a connection, one behind the other: each is a transaction of its own, with a role of its own, which ends with it whatever happens in it.',
    ],
    proofs: [
      ...tests(
        `${here}/one-tick.test.ts`,
        'find each its own %s by node(id:)',
        'find each its own, when one document asks for everything at once',
        'find each its own by %s',
        'are shown each its own current state, when both come too late',
      ),
      ...tests('server/isolation/walk/walk.test.ts', 'finds a loader that outlives its request'),
      ...tests(
        'server/tenancy/quick-reads.test.ts',
        'share one connection, whosever they are, and each is told its own rows',
        'are each a transaction of its own, in one packet, which writes nothing',
        'fail alone, before and behind others',
        'each is told what its organisation has, or why not, and no connection keeps anything of it',
      ),
    ],
  },
  {
    number: 11,
    group: 'Tenancy',
    title: 'Files, exports, signed links, jobs, streams',
    threat:
      'The same walls around what is not a request: files, exports, signed URLs, payloads of jobs, streams of events. A job whose payload was edited to name another organisation ends among the dead letters.',
    defences: [
      'An entry of the queue is made by a function of the organisation’s own schema, which has its key written into it; it holds no content.',
      'A job runs inside the unit of work of its organisation: what it is about must be there.',
      'Signed links carry their organisation under the signature.',
      'What happens is told between processes by ids alone; each event of a stream is read anew as the viewer, who is asked again who they are.',
    ],
    proofs: [
      ...tests(
        'server/jobs/outbox.test.ts',
        'is made by an organisation only: the login itself is refused, and nobody writes the table',
        'is worked off once, for the organisation whose transaction made it, and is gone then',
        'is given up at once when it is hopeless, of an unknown kind, or of an organisation that is gone',
        'waits, takes no place and no attempt, is not overdue, and goes on when the organisation is active again',
      ),
      ...tests(
        'server/mail/send-mail.test.ts',
        'a payload that is made to name another organisation ends in the dead letters, and nothing is sent',
        'mails of two organisations at once never mix',
      ),
      ...tests(
        'server/webhooks/webhook-targets.test.ts',
        'is not served by an entry of the outbox that was edited to name it',
        'hears nothing of ours, and its secret does not open ours',
      ),
      ...tests(
        'server/auth/signed-links.test.ts',
        'names the organisation and opens the one complaint, for 365 days',
        'opens nothing when any bit of it is changed, or with another secret',
        'names the tenant, and only its hash need be kept',
      ),
      ...tests('server/sessions/sessions.test.ts', 'of a complaint of somebody else opens nothing'),
      ...tests(
        'server/api/documents/registered-documents.test.ts',
        'are unknown to every other organisation and to visitors, by hash and by text',
      ),
      ...tests(
        'server/api/live/live-streams.test.ts',
        'of one organisation hears nothing of another one’s, whatever happens there',
        'of somebody else, of another organisation, and of nobody end all the same, without a word',
        'tells the consumer nothing of internal notes, and staff at once',
        'ends when it is not the viewer’s any more',
        'is cut within a second or so when its session is revoked, though nothing happens',
        'is cut when the role of its owner changes',
        'is cut when its organisation is suspended',
      ),
      ...tests(
        'server/api/live/sockets.test.ts',
        'of one of our own pages is let in by its cookie, and of another site’s page is not',
        'is closed when its session is revoked, though nothing happens',
      ),
      ...tests(
        'server/api/live/service-token-streams.test.ts',
        'hears what happens, by both ways, and its stream ends a moment after the token was revoked, though nothing happens',
        'is refused what none of its scopes names, and what no scope names: the stream is over then',
        'is given of each event the fields that its scopes name, and no others',
      ),
    ],
    waiting: [
      {
        feature: 'attachments',
        then: 'a file of B by its id, its path and its signed URL is not found',
        probe: { schema: /^(type|input) \w*(Attachment|Upload)/m, path: /^server\/(\w+\/)*attachments?\// },
        example: 'server/attachments/attachment.store.ts',
      },
      {
        feature: 'exports that are downloaded',
        then: 'the link of an export of B opens nothing',
        probe: { schema: /^ {2}export\w*\(/m, path: /^server\/exports?\// },
        example: '  exportComplaints(input: ExportComplaintsInput!): ExportComplaintsPayload!',
      },
    ],
  },
  {
    number: 12,
    group: 'Tenancy',
    title: 'A defence that is missing',
    threat:
      'Each of the defences is taken out in turn, for real: at least one test turns red each time. The matrices that are expected (status × action × role, operation × role) are written by hand: changing them or the table alone turns a test red.',
    defences: ['The tests themselves, and two tables for everything that is a table.'],
    proofs: [
      {
        kind: 'script',
        name: 'prove-defences',
        shows: 'every defence that it knows, and the test that noticed',
      },
      ...tests('scripts/prove-defences/defences.test.ts', '$name can be taken out: $takenOut'),
      ...tests('server/api/permissions.test.ts', '$name: $may', 'name exactly the same operations'),
      ...tests(
        'server/complaints/lifecycle-matrix.test.ts',
        '$action',
        'the walk has a path to every state of the matrix, and to no other',
      ),
    ],
  },
];
