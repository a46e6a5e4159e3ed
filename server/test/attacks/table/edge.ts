import { tests, type Attack } from './attack.ts';

const callers = 'server/api/http-callers.test.ts';
const documents = 'server/api/http-documents.test.ts';
const refreshing = 'server/sessions/refresh-session.test.ts';
const guesses = 'server/auth/throttle.test.ts';

/** What comes over the network. */
export const edgeAttacks: readonly Attack[] = [
  {
    number: 13,
    group: 'The edge',
    title: 'Many passwords in one request',
    threat:
      'Two sign-ins in one document, or a list of requests: refused before anything runs; no password is checked.',
    defences: ['A document begins one session at most.', 'Lists of requests are not served.'],
    proofs: [
      ...tests(callers, '%s are refused before any is checked', 'as a list of requests are refused'),
      ...tests('server/test/attacks/edge/one-session-a-document.test.ts', 'stands once in a document: %s'),
    ],
  },
  {
    number: 14,
    group: 'The edge',
    title: 'Expensive documents',
    threat:
      'Fragment bombs, 10,000 directives, documents of a megabyte, depth, aliases, pages inside pages: a 4xx within 50 ms, never a 500, and the event loop is held for less than 100 ms.',
    defences: [
      'Limits on body, text, tokens, depth, aliases, directives, root fields, on the weight of what repeats (before any rule compares), and on what an operation costs, in points for what it could read.',
      'Points are a budget for each session, user and organisation; an installation can refuse documents that it does not know.',
    ],
    proofs: [
      ...tests(
        'scripts/bench/fuzz.test.ts',
        'made-up requests of %s (%i; npm run bench -- fuzz --seed and --only send one again), %i of them: no fault, no leak, no crash',
      ),
      { kind: 'bench', name: 'fuzz', shows: '100,000 requests made from the grammar and the schema' },
      ...tests(
        documents,
        '%s is refused, and quickly',
        'and %s, though allowed, take their bounded time',
        'a body over the limit, sent %s, is a 413, and the server goes on: %s',
        'is a 400: %s',
        'does not tell those who guess what the schema would have',
        'the character NUL is no fault, on whatever way it comes',
      ),
      ...tests(
        'server/api/cost/cost-limit.test.ts',
        'are refused before anything is read when they cost too much: %s',
      ),
      ...tests('server/api/cost/cost.test.ts', 'are never more than the points that were told before'),
      ...tests(
        'server/api/cost/budgets.test.ts',
        'fills up again all the time; what is too much is refused, takes nothing, and is told when to come back',
      ),
      ...tests(
        'server/api/documents/documents.test.ts',
        'another is refused with its hash, on every way, and nothing of it runs; a known one runs by text and by hash',
        'no batch gets past it',
      ),
    ],
  },
  {
    number: 15,
    group: 'The edge',
    title: 'Requests forged by another page',
    threat:
      'Bodies of text/plain, forms and multipart, mutations by GET, and a foreign Origin with the cookie: refused, without an effect.',
    defences: [
      'Operations come as JSON; a GET that a browser sends without asking first is refused.',
      'The cookie counts only for requests of our own pages.',
    ],
    proofs: tests(
      callers,
      'with a body of the type “%s” is refused',
      'changes nothing by GET',
      'does not get to use the cookie',
      'is not invited to read answers either',
    ),
  },
  {
    number: 16,
    group: 'The edge',
    title: 'Roles',
    threat:
      'Every field of every type, for every role, a visitor, and another organisation, against the permission table: all equal. A field without a rule fails the build.',
    defences: [
      'Deny by default.',
      'One table of operations and fields; the server does not start when the schema has one that it has not.',
      'Which things somebody sees stands in the condition of the SQL.',
    ],
    proofs: [
      ...tests(
        'server/api/permissions.test.ts',
        '$name: $may',
        'name exactly the same operations',
        'name exactly the same guarded fields',
        'agree today',
        'a field that stands in no row keeps the server from starting: %s',
        'an operation without a rule is denied to everybody, if it ever came so far',
      ),
      ...tests('server/api/isolation.test.ts', '%s shows nothing of another organisation'),
      ...tests('server/complaints/lifecycle-matrix.test.ts', '$action'),
      ...tests(
        'server/complaints/search.test.ts',
        'a consumer finds nothing of another consumer, and a tracking link only its complaint',
      ),
    ],
  },
  {
    number: 17,
    group: 'The edge',
    title: 'Secrets in errors',
    threat:
      'A resolver throws an error with a password, a token or an address in its text: neither the client nor the log shows it.',
    defences: [
      'Faults are masked for the client in one place, and logged by class, code and frames.',
      'Whatever else stands in a line of the log is scrubbed of secrets, tokens and addresses by their value.',
    ],
    proofs: [
      ...tests(
        'server/api/http-faults.test.ts',
        'keeps what its message says from the client and from the log; its request id is in both',
        'of the database keeps the row to itself that it complains about',
        'of who-asks itself, before any operation runs, is a 500 without a word',
        'of the web app is a 500 without a word: %s',
      ),
      ...tests(
        'server/log.test.ts',
        'does not say what a field of a secret name holds',
        'a secret of the installation, also as it stands in an address',
      ),
      ...tests('server/jobs/outbox.test.ts', 'keeps what a fault said to itself'),
      ...tests(
        'server/api/request-log.test.ts',
        'without the query string, and without the secret of a link',
      ),
      ...tests(
        'server/test/process-secrets.test.ts',
        'a server that tells everything tells no secret, whatever it is sent',
        'a server that a fault ends says what and where, and no secret that stood in its message',
      ),
    ],
  },
  {
    number: 18,
    group: 'The edge',
    title: 'Forged access tokens',
    threat:
      '`alg: none`, another algorithm, a key found elsewhere or guessed, an odd `kid`, no `exp`, an `exp` in milliseconds, a foreign `aud`, a refresh token as access token, an edited tenant: one and the same 401.',
    defences: [
      'Algorithm, issuer, audience, type, key id and expiry are each checked; keys are derived for one purpose each.',
    ],
    proofs: [
      ...tests(
        'server/auth/access-tokens.test.ts',
        'with %s is refused like every other',
        'made by the forge of these tests without a change is valid: what refuses the others is the change',
        'tells who asks, for five minutes',
      ),
      ...tests(callers, 'every bad token gets one and the same 401, and nothing is run'),
      ...tests('server/test/attacks/tenancy/tenant-by-request.test.ts', 'is a 401 in the %s'),
    ],
  },
  {
    number: 19,
    group: 'The edge',
    title: 'Stolen refresh tokens',
    threat:
      'A refresh token is used twice: the whole session ends, for whoever holds it. Used twice at the same moment, by two tabs: one successor, and both get it.',
    defences: [
      'Refresh tokens are used once, generation by generation; ten seconds are granted for a lost answer.',
    ],
    proofs: tests(
      refreshing,
      'with a token that was used more than ten seconds ago ends the session for everybody who holds it',
      'with the token before the last one ends the session, however soon',
      'at the same moment from two tabs gives both the same successor',
      'again within ten seconds gives the same successor, for an answer that was lost',
      'is refused with %s',
    ),
  },
  {
    number: 20,
    group: 'The edge',
    title: 'Sessions that ended',
    threat:
      'After sign-out, a change of password or role, and the suspension of user or organisation, the old token is refused within a second, by every process.',
    defences: [
      'Revocations in the database, followed by every process by LISTEN and by a poll that holds when notices are lost; a check that cannot be made lets nobody through.',
    ],
    proofs: [
      ...tests(
        'server/auth/access-tokens.test.ts',
        'by %s refuses the tokens that were issued before, at once, and not later ones',
        'made by another process is known within a second',
        'that was made before this process began is known to it',
        'that cannot be asked for lets nobody through: the check throws',
        'of an organisation that is suspended is refused within a second',
      ),
      ...tests(
        'server/sessions/sessions.test.ts',
        'ends the session of the access token at once, and no other',
        'ends the other sessions and lets this one go on',
      ),
      ...tests(
        'server/users/users.test.ts',
        'changes name, address and role, and the old token is refused at once',
        'ends tokens at once, and enabling lets them sign in again',
      ),
      ...tests(callers, 'a token is good for five minutes, and no longer than its session'),
      ...tests('server/sessions/old-token.test.ts', 'is refused within a second in every process after %s'),
      ...tests(
        'server/auth/revocation-notices.test.ts',
        'makes another process look at once, without waiting for its next poll',
        'that somebody forged revokes nothing, and a flood of them is a few looks',
        'is heard again after the connection broke, which is itself a reason to look',
      ),
      ...tests(
        'server/service-tokens/use-of-tokens.test.ts',
        'is out at once where it was revoked, and in every process within a second when nobody was told',
      ),
      ...tests(
        'server/api/two-servers.test.ts',
        'share sessions: who signs out at one is out at the other, and their stream there ends',
      ),
    ],
  },
  {
    number: 21,
    group: 'The edge',
    title: 'Guessing passwords',
    threat:
      'Signing in as nobody and with a wrong password: the same body, the same time. Ten failures in 15 minutes throttle account and address; a flood does not lock the owner out for good.',
    defences: [
      'One refusal after the same work.',
      'Failures are counted by account and address, in the database, one guess at a time; known addresses of the owner stay open.',
      'Passwords of fifteen characters with something left to guess; a second factor, which an organisation may require of its staff.',
    ],
    proofs: [
      ...tests('server/sessions/sign-in.test.ts', 'with %s gets the one refusal'),
      ...tests(
        guesses,
        'close the account to that address, for the right password too, until 15 minutes after the first',
        'are counted for a user and for an organisation that do not exist just the same',
        'sent at once are ten failures all the same: the rest is refused unchecked',
        'at one account from many addresses closes it to new addresses, and not to the owner where they were before',
        'from one address at many accounts closes it to accounts that never signed in there',
        'that goes on while it is refused does not close anything for longer',
      ),
      ...tests(
        'server/auth/passwords.test.ts',
        'that nobody set is never right',
        'cannot be %s',
        'cannot be a common word, however it is filled up to the length',
      ),
      ...tests(
        'server/sessions/second-factor/second-factor.test.ts',
        'tells nobody who has the wrong password that there is one',
        'takes a code once, also from two at the same moment',
        'takes five wrong codes, then not even the right one, and the trail tells it',
        'of one organisation does not take the codes of another',
        'is set, and does not get past the second factor',
        'is in the database as a hash, and the secret encrypted',
      ),
      ...tests(
        'server/sessions/second-factor/required-factor.test.ts',
        'lets staff without one sign in to set it up, and do nothing else until then',
        'reaches the staff that are signed in without one at once, and nobody else',
        'is known to a sign-in that waits for the change',
      ),
      {
        kind: 'bench',
        name: 'sign-in-timing',
        shows: 'unknown user and wrong password cannot be told apart by time, statistically',
      },
    ],
  },
  {
    number: 22,
    group: 'The edge',
    title: 'HTML, scripts, formulas and files',
    threat:
      'HTML and script, stored and reflected, in every text field; formulas in CSV; uploads of SVG and HTML; paths in file names; a ZIP bomb as attachment: shown as text, neutralised or refused. A strict Content-Security-Policy holds on every page.',
    defences: [
      'Pages are made of text by templates that escape; no page takes HTML from data.',
      'Each page has a policy with a nonce of its own; what is no page may run nothing.',
    ],
    proofs: [
      ...tests(
        'server/test/attacks/edge/markup-in-texts.test.ts',
        'is looked for on every page that there is',
        'is shown as text, and a strict policy holds: %s',
        'is there to be seen: the pages that show it, show it whole',
        'is not followed after signing in: %s',
        'that is a path of nobody, made of markup, is a plain page',
      ),
      ...tests('server/api/http-headers.test.ts', '%s (%i)'),
      ...tests('server/mail/send-mail.test.ts', 'neither makes a header nor markup, whatever it is'),
      ...tests(
        'server/api/http.test.ts',
        'no file outside of it: %s',
        'the playground’s editor, from our own files and with a policy',
      ),
      ...tests(
        'server/api/odd-text.test.ts',
        'is refused where it is written: %s',
        'finds nothing by %s and breaks nothing',
      ),
      ...tests(
        'server/test/browser/hostile-text.test.ts',
        'markup was taken as text wherever somebody may write',
        'every page that %s can get to shows it as text, and has a policy that would not let it run',
        'so do the pages of visitors, with markup in their address',
      ),
    ],
    waiting: [
      {
        feature: 'attachments',
        then: 'SVG and HTML are never shown as such, names are no paths, a ZIP bomb is refused',
        probe: { schema: /^(type|input) \w*(Attachment|Upload)/m, path: /^server\/(\w+\/)*attachments?\// },
        example: 'server/complaints/attachments/attachment.store.ts',
      },
      {
        feature: 'CSV export',
        then: 'a cell that begins like a formula is neutralised',
        probe: { schema: /\bcsv\b/i, path: /(^|\/)[^/]*(csv-export|export[^/]*csv|to-csv)[^/]*\.ts$/ },
        example: 'server/reports/csv-export.ts',
      },
    ],
  },
  {
    number: 23,
    group: 'The edge',
    title: 'Addresses that an organisation types',
    threat:
      'Webhooks, and whatever else makes the server call an address, lead into private ranges, redirect there, or name a host whose address changes: refused.',
    defences: [
      'One way out: https to public addresses, checked where the connection is made; redirects are not followed, and ports of other services are closed.',
      'A webhook’s address is looked up when it is saved, and checked anew at each attempt.',
    ],
    proofs: [
      ...tests(
        'server/outbound/guarded-fetch.test.ts',
        '%s is refused without a connection',
        'a name that is %j is refused',
        'a name that was public a moment ago and is not now is refused: the address that is connected to is the one that is checked',
        'a redirect is an answer and is not followed',
      ),
      ...tests(
        'server/webhooks/webhook-targets.test.ts',
        'is refused when it is %s',
        'is refused when its name is %s',
        'is refused the same way when a webhook that is there is given it',
        'is refused when its name has become a private one since it was saved',
        'is refused when somebody with the database made it %s',
        'is not left for another one by a redirect',
      ),
    ],
  },
  {
    number: 24,
    group: 'The edge',
    title: 'GraphQL over HTTP',
    threat: 'The audits of graphql-http against the real server: no MUST fails.',
    defences: ['Apollo Server, and what stands before it.'],
    proofs: tests(
      'server/api/graphql-over-http.test.ts',
      'the GraphQL over HTTP specification: everything that it says a server MUST do is done',
      'what it says that a server SHOULD or MAY do, and that is not done, is explained',
    ),
  },
];
