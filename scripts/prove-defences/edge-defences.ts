import type { Defence } from './defence.ts';

const apollo = 'server/api/apollo.ts';
const limits = 'server/api/limits.ts';
const callers = 'server/api/http-callers.test.ts';
const documents = 'server/api/http-documents.test.ts';
const faults = 'server/api/http-faults.test.ts';

/** A limit that nothing reaches any more. */
const withoutLimit = (
  name: string,
  value: string,
  only: string,
  attacks: readonly number[] = [14],
): Defence => ({
  name: `limit of a document: ${name}`,
  attacks,
  takenOut: 'there is none',
  patches: [{ file: limits, find: `  ${name}: ${value},`, replace: `  ${name}: 1e9,` }],
  tests: [documents],
  only,
});

/** What reaches the server: who sent it, how large it is, and what it is told. */
export const edgeDefences: readonly Defence[] = [
  {
    name: 'the cookie is for our own pages',
    attacks: [15],
    takenOut: 'a foreign origin may use it',
    patches: [
      {
        file: 'server/api/authenticate.ts',
        find: 'if (!isOwnPage(services, request)) {',
        replace: 'if (services === undefined) {',
      },
    ],
    tests: [callers],
  },
  {
    name: 'operations come as JSON',
    attacks: [15],
    takenOut: 'any content type, with Apollo’s prevention of forged requests off',
    patches: [
      {
        file: 'server/api/graphql-endpoint.ts',
        find: `if (request.method === 'POST' && !isJson) {`,
        replace: 'if (!isJson && request.method === undefined) {',
      },
      {
        file: 'server/api/graphql-endpoint.ts',
        find: '        headers: headerMap(request),',
        replace: `        headers: headerMap(request).set('content-type', 'application/json'),`,
      },
      { file: apollo, find: 'csrfPrevention: true', replace: 'csrfPrevention: false' },
    ],
    tests: [callers],
  },
  {
    name: 'no simple GET',
    attacks: [15],
    takenOut: 'Apollo’s prevention of forged requests is off',
    patches: [{ file: apollo, find: 'csrfPrevention: true', replace: 'csrfPrevention: false' }],
    tests: [callers],
  },
  {
    name: 'one session a document',
    attacks: [13],
    takenOut: 'a document may sign in many times',
    patches: [
      {
        file: limits,
        find: 'if (roots.filter((name) => sessionBeginnings.has(name)).length > 1)',
        replace: 'if (roots.length > 1_000)',
      },
    ],
    tests: [callers],
  },
  {
    name: 'no lists of requests',
    attacks: [13],
    takenOut: 'Apollo takes them',
    patches: [
      { file: apollo, find: 'allowBatchedHttpRequests: false', replace: 'allowBatchedHttpRequests: true' },
    ],
    tests: [callers],
  },
  withoutLimit('tokens', '5_000', 'a document that is made to be expensive'),
  withoutLimit('depth', '15', 'however little it costs'),
  withoutLimit('aliases', '60', 'a document that is made to be expensive'),
  withoutLimit('directives', '60', 'a document that is made to be expensive'),
  withoutLimit('rootFields', '20', 'a document that is made to be expensive'),
  {
    name: 'the most that an operation may cost',
    attacks: [14],
    takenOut: 'there is none',
    patches: [
      {
        file: 'server/shared/costs.ts',
        find: 'export const maximumCost = 25_000;',
        replace: 'export const maximumCost = 1e9;',
      },
    ],
    tests: ['server/api/cost/cost-limit.test.ts'],
    only: 'pages inside pages',
  },
  {
    name: 'only documents that are known run, where the installation is set so',
    attacks: [14],
    takenOut: 'unknown ones run within limits',
    patches: [
      {
        file: 'server/api/documents/documents.ts',
        find: `return mode === 'limited' ? { ok: true, text, isKnown: false } : untrusted(hash);`,
        replace: `return hash ? { ok: true, text, isKnown: false } : untrusted(hash);`,
      },
    ],
    tests: ['server/api/documents/documents.test.ts'],
  },
  {
    name: 'a document that was registered is known to its organisation alone',
    attacks: [11],
    takenOut: 'what one organisation registered is remembered for everybody',
    patches: [
      {
        file: 'server/documents/registered-text.ts',
        find: 'const keyOf = (tenantKey: string, hash: string) => `${tenantKey} ${hash}`;',
        replace:
          'const keyOf = (tenantKey: string, hash: string) => hash.slice(0, 64 + 0 * tenantKey.length);',
      },
    ],
    tests: ['server/api/documents/registered-documents.test.ts'],
  },
  {
    name: 'a text that comes with a hash is the text of that hash',
    attacks: [14],
    takenOut: 'any text does',
    patches: [
      {
        file: 'server/api/documents/requested-document.ts',
        find: 'return hash && hash !== documentHash(query)',
        replace: 'return hash && query === hash',
      },
    ],
    tests: ['server/api/documents/documents.test.ts'],
  },
  {
    name: 'points in a minute',
    attacks: [14, 32],
    takenOut: 'nobody runs out of them',
    patches: [
      {
        file: 'server/api/cost/budgets.ts',
        find: 'if (budget.spent + points > budget.limit) short ??= budget;',
        replace: 'if (budget.spent + points > Infinity) short ??= budget;',
      },
    ],
    tests: ['server/api/cost/budgets.test.ts'],
  },
  {
    name: 'one budget for all processes',
    attacks: [32],
    takenOut: 'a process does not hear what was spent at the others',
    patches: [
      {
        file: 'server/api/cost/share-budgets.ts',
        find: 'fullAgainAt.size === 0 ? 0',
        replace: 'fullAgainAt.size >= 0 ? 0',
      },
    ],
    tests: ['server/api/cost/budgets.test.ts'],
    only: 'of several processes',
  },
  withoutLimit('bodyBytes', '1_000_000', 'a body over the limit'),
  {
    name: 'limit of a document: weight',
    attacks: [14],
    takenOut: 'what makes the validator compare much is not counted',
    patches: [
      { file: 'server/graphql/document-weight.ts', find: 'weight: 6_000,', replace: 'weight: 6_000_000,' },
    ],
    tests: [documents],
    // Without it others would hold the run for minutes.
    only: 'of fragments that all overlap',
  },
  {
    name: 'the schema is not guessed',
    attacks: [14],
    takenOut: 'errors of validation make suggestions',
    patches: [
      {
        file: apollo,
        find: 'hideSchemaDetailsFromClientErrors: true',
        replace: 'hideSchemaDetailsFromClientErrors: false',
      },
    ],
    tests: [documents],
  },
  {
    name: 'faults are masked',
    attacks: [17],
    takenOut: 'the client reads the message of a fault',
    patches: [{ file: apollo, find: '    formatError: maskFault,\n', replace: '' }],
    tests: [faults],
  },
  {
    name: 'faults outside of operations are masked',
    attacks: [17],
    takenOut: 'the client reads the message of a fault',
    patches: [
      {
        file: 'server/api/refusals.ts',
        find: `'Something went wrong on our side.'`,
        replace: 'String(error)',
      },
    ],
    tests: [faults],
  },
  {
    name: 'request ids of strangers',
    attacks: [17],
    takenOut: 'a request id is taken from anybody',
    patches: [
      { file: 'server/api/request-origin.ts', find: 'requestId: fromProxy && ', replace: 'requestId: ' },
    ],
    tests: [faults],
  },
  {
    name: 'secrets in the log, by value',
    attacks: [17],
    takenOut: 'a line is written as it is',
    patches: [
      {
        file: 'server/log.ts',
        find: 'lines += scrub(line, ownSecrets)',
        replace: 'lines += scrub === undefined ? line : String(line)',
      },
    ],
    tests: ['server/log.test.ts'],
  },
  {
    name: 'headers against harm in browsers',
    attacks: [22],
    takenOut: 'no answer has them',
    patches: [
      {
        file: 'server/api/http.ts',
        find: '      setSecurityHeaders(response, config.publicUrl);\n',
        replace: '      void setSecurityHeaders;\n',
      },
    ],
    tests: ['server/api/http-headers.test.ts'],
  },
  {
    name: 'policy of what is no page',
    attacks: [22],
    takenOut: 'it may run scripts of its own',
    patches: [
      {
        file: 'server/api/security-headers.ts',
        find: `"default-src 'none'; base-uri`,
        replace: `"default-src 'self' 'unsafe-inline'; base-uri`,
      },
    ],
    tests: ['server/api/http-headers.test.ts'],
  },
  {
    name: 'addresses: after the look-up',
    attacks: [23],
    takenOut: 'a name may stand for a private address',
    patches: [
      {
        file: 'server/outbound/guarded-fetch.ts',
        find: '!addresses.every(({ address }) => mayReach(rules, address, isEncrypted))',
        replace: '!first.address',
      },
    ],
    tests: ['server/outbound/guarded-fetch.test.ts'],
  },
  {
    name: 'addresses: as they are typed',
    attacks: [23],
    takenOut: 'a private address may be typed',
    patches: [
      {
        file: 'server/outbound/outbound-url.ts',
        find: `isIP(host) !== 0 && !mayReach(rules, host, url.protocol === 'https:')`,
        replace: 'isIP(host) === 5',
      },
    ],
    tests: ['server/outbound/guarded-fetch.test.ts'],
  },
  {
    name: 'requests of a minute',
    attacks: [32],
    takenOut: 'whoever is over a limit is let through',
    patches: [
      {
        file: 'server/api/traffic.ts',
        find: 'if (refusedFor === 0) return {',
        replace: 'if (refusedFor >= 0) return {',
      },
    ],
    tests: ['server/api/traffic.test.ts'],
  },
  {
    name: 'an organisation’s share of the connections',
    attacks: [32],
    takenOut: 'one may have them all',
    patches: [
      {
        file: 'server/api/in-flight.ts',
        find: 'if (share === 0) return true;',
        replace: 'if (share >= 0) return true;',
      },
    ],
    tests: ['server/api/in-flight.test.ts'],
  },
  {
    name: 'time limits of a unit of work',
    attacks: [32],
    takenOut: 'a lock is waited for without end',
    patches: [
      {
        file: 'server/tenancy/open-unit.ts',
        find: `set_config('lock_timeout', '5s', true)`,
        replace: `set_config('lock_timeout', '0', true)`,
      },
    ],
    tests: ['server/api/overload.test.ts'],
    only: 'has its time limits',
  },
];
