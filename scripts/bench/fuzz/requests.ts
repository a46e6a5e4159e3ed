import type { Random } from '../support/random.ts';
import { makeOperation, type Grammar, type Operation } from './documents.ts';
import { mangle } from './mangle.ts';
import { oddTexts, oddValue } from './odd-values.ts';

/** A request as it goes down the wire. */
export interface FuzzRequest {
  method: string;
  path: string;
  headers: [string, string][];
  body: Buffer | null;
  /** The connection is cut when so many bytes of the body are sent; null: all of them. */
  cutAfter: number | null;
}

/** Makes the request of one input. `token` is the access token of whoever asks, null for a visitor. */
export function makeRequest(random: Random, grammar: Grammar, token: string | null): FuzzRequest {
  const operation = makeOperation(random, grammar);
  if (random.oneIn(7)) operation.query = mangle(random, operation.query);
  if (random.oneIn(12)) (operation as { variables: unknown }).variables = oddValue(random);
  const headers: [string, string][] = [
    ...(token === null ? [] : [['authorization', `Bearer ${token}`] as [string, string]]),
    ...(random.oneIn(6) ? oddHeaders(random) : []),
  ];
  if (random.oneIn(15)) return makeGet(random, operation, headers);
  const body = makeBody(random, operation);
  return {
    method: random.oneIn(40) ? random.pick(oddMethods) : 'POST',
    path: random.oneIn(40) ? random.pick(oddPaths) : '/graphql',
    headers: [
      ['content-type', random.oneIn(30) ? random.pick(oddContentTypes) : 'application/json'],
      ...headers,
    ],
    body,
    cutAfter: random.oneIn(60) ? random.below(body.length) : null,
  };
}

function makeGet(random: Random, operation: Operation, headers: [string, string][]): FuzzRequest {
  const search = new URLSearchParams({ query: operation.query, variables: safeJson(operation.variables) });
  if (random.oneIn(4)) search.set('extensions', safeJson(oddValue(random, 1)));
  let query = search.toString().slice(0, 12_000);
  if (random.oneIn(6)) query = query.replace(/%\w/, '%');
  return {
    method: random.oneIn(20) ? 'HEAD' : 'GET',
    path: `/graphql?${query}`,
    headers: [
      ...headers,
      ...(random.oneIn(5) ? [] : [['apollo-require-preflight', '1'] as [string, string]]),
    ],
    body: null,
    cutAfter: null,
  };
}

function makeBody(random: Random, operation: Operation): Buffer {
  const text = safeJson(operation);
  switch (
    random.weighted({ plain: 40, extended: 2, batch: 1, mangled: 2, other: 1, bytes: 1, keys: 1, large: 0.2 })
  ) {
    case 'extended':
      return Buffer.from(
        safeJson({
          ...operation,
          extensions: random.pick([{ persistedQuery: { version: 1, sha256Hash: 'x' } }, oddValue(random, 1)]),
          operationName: random.pick([null, '', 'Op1', '__proto__', 7]),
        }),
      );
    case 'batch':
      return Buffer.from(`[${text},${text}]`);
    case 'mangled':
      return Buffer.from(mangle(random, text));
    case 'other':
      return Buffer.from(safeJson(oddValue(random)));
    case 'bytes': {
      const bytes = Buffer.from(text);
      for (let times = 1 + random.below(5); times > 0; times -= 1)
        bytes[random.below(bytes.length)] = random.below(256);
      return bytes;
    }
    case 'keys':
      return Buffer.from(
        text.replace('{', '{"__proto__":{"query":"{ viewer { id } }"},"constructor":1,"query":"x",'),
      );
    case 'large':
      return Buffer.concat([Buffer.from(text), Buffer.alloc(random.below(1_200_000), ' ')]);
    default:
      return Buffer.from(text);
  }
}

/** JSON of a value that may be deeper than the writer reaches. */
function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '{"query":"{ viewer { id } }"}';
  }
}

const oddMethods = ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'PURGE'];
const oddPaths = [
  '/graphql/',
  '/graphql/stream',
  '/GRAPHQL',
  '//graphql',
  '/graphql/../graphql',
  '/graphql%00',
  '/%',
  '/health/ready',
  '/health/other',
  '/playground',
  '/playground/editor/../server/main.js',
  '/playground/editor/%2e%2e/%2e%2e/package.json',
  '/schema.graphql',
  '/acme/complaints',
  '/__proto__',
  `/${'a/'.repeat(300)}`,
];
const oddContentTypes = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/graphql',
  'application/graphql+json',
  'application/json; charset=utf-16',
  'application/json;charset=nothing',
  'application/JSON',
  'application/jsonp',
  '',
  'x'.repeat(500),
];

function oddHeaders(random: Random): [string, string][] {
  const text = () =>
    random
      .pick(oddTexts)
      .replace(/[^\x20-\x7e]/g, '?')
      .slice(0, 3_000);
  const all: (() => [string, string])[] = [
    () => ['accept', random.pick(['text/html', 'application/graphql-response+json', '*/*;q=0', 'x', text()])],
    () => [
      'authorization',
      random.pick(['Bearer', 'Bearer x.y.z', 'Basic YTpi', `Bearer ${'a'.repeat(4_000)}`, text()]),
    ],
    () => [
      'cookie',
      random.pick(['redress_access=x', '__Host-redress_access=a.b.c; redress_access=', '=;;=', text()]),
    ],
    () => ['origin', random.pick(['https://elsewhere.example', 'null', 'http://[', text()])],
    () => ['host', random.pick(['elsewhere.example', 'localhost:99999', '[', '127.0.0.1'])],
    () => [
      'x-forwarded-for',
      random.pick(['10.0.0.1, 1.2.3.4', 'unknown', '::ffff:127.0.0.1', '999.1.1.1', text()]),
    ],
    () => ['x-forwarded-proto', random.pick(['https', 'ftp', text()])],
    () => ['sec-fetch-site', random.pick(['cross-site', 'same-origin', text()])],
    () => ['content-encoding', random.pick(['gzip', 'br', 'identity', text()])],
    () => ['accept-encoding', random.pick(['gzip, br', '*;q=0', text()])],
    () => ['user-agent', text()],
    () => ['x-apollo-operation-name', text()],
    () => ['expect', random.pick(['100-continue', text()])],
    () => ['range', 'bytes=0-1'],
    () => ['idempotency-key', random.pick(['', 'again', '"again"', 'k'.repeat(300), text()])],
    () => ['if-none-match', '*'],
    () => ['traceparent', text()],
    () => [`x-odd-${random.below(1e6)}`, 'x'.repeat(random.below(17_000))],
  ];
  return Array.from({ length: 1 + random.below(3) }, () => random.pick(all)());
}
