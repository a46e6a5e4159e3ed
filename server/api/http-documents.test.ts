import { getIntrospectionQuery } from 'graphql';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startHttpApi, type HttpAnswer, type HttpApi } from '../test/http-api.ts';

let api: HttpApi;
let carla: { authorization: string };

beforeAll(async () => {
  api = await startHttpApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  api.reset();
  const { authorization } = await api.signIn('consumer');
  carla = { authorization };
});

const whoAsks = { query: '{ viewer { displayName } }' };

describe('what cannot be a request', () => {
  it.each([
    '',
    '{',
    'null',
    '"query"',
    '1',
    '{}',
    '{"query":1}',
    '{"query":""}',
    '{"query":"{"}',
    '{"query":"{ nothing }"}',
    '{"query":"{ viewer { id } }","variables":[]}',
    '{"query":"query ($x: ID!) { node(id: $x) { id } }"}',
    '{"query":"query A { viewer { id } } query B { viewer { id } }"}',
    '{"query":"subscription { viewer { id } }"}',
    '{"id":"x"}',
  ])('is a 400: %s', async (body) => {
    const answer = await api.post(body, carla);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.length).toBeGreaterThan(0);
    expect(api.log()).toBe('');
  });

  it('a compressed body is a 415, and a token that is none a 401 that says what would do', async () => {
    const compressed = await api.post(whoAsks, { ...carla, 'content-encoding': 'gzip' });
    expect(compressed.status).toBe(415);
    const unknown = await api.post(whoAsks, { authorization: 'Bearer nobody' });
    expect([unknown.status, unknown.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  it('does not tell those who guess what the schema would have', async () => {
    const { text } = await api.post({
      query: '{ complaint { id } viewr { id } complaints { nods { id } } }',
    });
    expect(text).not.toMatch(/did you mean/i);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is a 405', async (method) => {
    const { status, headers } = await api.send('/graphql', { method });
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe('POST, GET');
  });

  it('the character NUL is no fault, on whatever way it comes', async () => {
    const query =
      'query ($text: String!, $id: ID!) { complaintByReference(reference: $text) { id } complaints(filter: { text: $text }) { totalCount } node(id: $id) { id } }';
    const ways: (string | object)[] = [
      { query, variables: { text: 'a\0b', id: '\0' } },
      `{"query":"{ complaintByReference(reference: \\"a\\\\u0000b\\") { id } }"}`,
      `{"query":"{ complaintByReference(reference: \\"a\\\\u{0}b\\") { id } }"}`,
      `{"query":"{ complaintByReference(reference: \\"a\\u005cu0000b\\") { id } }"}`,
      {
        query: 'mutation ($input: SignInInput!) { signIn(input: $input) { errors { code } } }',
        variables: { input: { organisation: 'ac\0me', username: '\0', password: '\0' } },
      },
      {
        query:
          'mutation ($input: SubmitComplaintInput!) { submitComplaint(input: $input) { errors { code } } }',
        variables: { input: { subject: 'a\0', description: '\0' } },
      },
    ];
    for (const way of ways) {
      const { status, text } = await api.post(way, carla);
      expect(status).toBeLessThan(500);
      expect(text).not.toContain('INTERNAL_SERVER_ERROR');
    }
    const inUrl = await api.send(
      `/graphql?query=${encodeURIComponent('{ complaintByReference(reference: "\\u0000") { id } }')}%00`,
      { headers: { ...carla, 'apollo-require-preflight': '1' } },
    );
    expect(inUrl.status).toBeLessThan(500);
    expect(api.log()).toBe('');
  });

  it.each([60, 2_000])(
    'variables with %i errors are the client’s mistake, to the last word',
    async (count) => {
      const query =
        'query ($status: [ComplaintStatus!]) { complaints(filter: { status: $status }) { totalCount } }';
      const { status, body } = await api.post(
        { query, variables: { status: Array.from({ length: count }, () => 'OPENED') } },
        carla,
      );
      expect(status).toBe(400);
      expect(body.errors.at(-1).message).toContain('Too many errors');
      for (const { extensions } of body.errors) expect(extensions.code).toBe('BAD_USER_INPUT');
      expect(api.log()).toBe('');
    },
  );

  it.each([
    ['with its length', '/graphql'],
    ['in pieces of unknown length', '/graphql'],
    ['with its length', '/graphql/stream'],
  ])('a body over the limit, sent %s, is a 413, and the server goes on: %s', async (way, path) => {
    const body = JSON.stringify({ query: whoAsks.query, variables: { much: 'x'.repeat(1_100_000) } });
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(
        `${api.url}${path}`,
        {
          method: 'POST',
          headers: {
            ...carla,
            accept: 'text/event-stream, application/json',
            'content-type': 'application/json',
            ...(way === 'with its length' ? { 'content-length': body.length } : {}),
          },
        },
        (response) => {
          response.resume();
          // What is left of the body would be taken for the next request.
          expect(response.headers.connection).toBe('close');
          resolve(response.statusCode);
        },
      );
      request.on('error', reject);
      for (let at = 0; at < body.length; at += 100_000) request.write(body.slice(at, at + 100_000));
      request.end();
    });
    expect(status).toBe(413);
    expect((await api.post(whoAsks)).status).toBe(200);
  });
});

describe('a document that is made to be expensive', () => {
  const repeat = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => text(index)).join(' ');
  const nest = (count: number, open: string, inner: string) =>
    open.repeat(count) + inner + ' }'.repeat(count);
  const doubling = (count: number) =>
    repeat(count, (index) => `fragment F${index} on Complaint { ...F${index + 1} ...F${index + 1} }`);
  const bombs: [string, string][] = [
    ['deep', `{ categories { ${nest(40, 'children { ', 'id')} } }`],
    ['deeper than the stack', `{ ${nest(2_400, 'a { ', 'id')} }`],
    [
      'deeper than the stack, below a fragment',
      `{ viewer { ...F } } fragment F on Viewer { ${nest(2_350, 'a { ', 'id')} }`,
    ],
    ['deep brackets', `{ complaints(filter: ${'['.repeat(2_400)}${']'.repeat(2_400)}) { totalCount } }`],
    ['full of aliases', `{ ${repeat(500, (index) => `a${index}: viewer { id }`)} }`],
    [
      'full of aliases below',
      `{ complaints { nodes { ${repeat(300, (index) => `a${index}: commentCount`)} } } }`,
    ],
    ['full of directives', `{ viewer { id ${repeat(2_000, () => '@include(if: true)')} } }`],
    [
      'of a list of too many values',
      `{ complaints(filter: { status: [${repeat(6_000, () => 'OPEN')}] }) { totalCount } }`,
    ],
    ['of fields with a directive each', `{ viewer { ${repeat(100, () => 'id @include(if: true)')} } }`],
    ['of one field a few times too many', `{ ${repeat(21, () => 'viewer { id }')} }`],
    [
      'of fragments that double',
      `{ complaints { nodes { ...F0 } } } ${doubling(60)} fragment F60 on Complaint { id }`,
    ],
    [
      'of few aliases that multiply from fragment to fragment',
      `{ categories { ...F0 } } ${repeat(10, (index) => `fragment F${index} on Category { ${repeat(4, (at) => `a${at}: parent { ...F${index + 1} }`)} }`)}
        fragment F10 on Category { id }`,
    ],
    [
      'of fragments in a circle',
      '{ complaints { nodes { ...A } } } fragment A on Complaint { ...B } fragment B on Complaint { ...A }',
    ],
    ['of one field again and again', `{ ${repeat(2_400, () => 'viewer { id }')} }`],
    ['of one leaf again and again', `{ viewer { ${repeat(4_800, () => 'id')} } }`],
    [
      'of pages inside pages',
      `{ complaints(first: 100) { nodes { comments(first: 100) { nodes { id } } a: comments(first: 100) { nodes { id } } b: timeline(first: 100) { nodes { id } } } } }`,
    ],
    ['a megabyte of names', `{ ${'a'.repeat(900_000)} }`],
    ['a megabyte of spaces and commas', `{ viewer { id }${' ,'.repeat(450_000)} }x`],
    ['a megabyte of tokens', `{ ${'a '.repeat(450_000)} }`],
    ['a megabyte of comments', `${'#\n'.repeat(300_000)}{`],
    ['a megabyte of one text', `{ node(id: "${'x'.repeat(900_000)}") { nothing } }`],
    [
      'of introspection in introspection',
      `{ __schema { types { ${'fields { type { '.repeat(6)} name ${'} } '.repeat(6)} } } }`,
    ],
    ['with a few directives too many', `{ viewer { ${repeat(70, () => 'id @include(if: true)')} } }`],
    [
      'with a list without end',
      `{ complaints(filter: { status: [${'OPEN '.repeat(6_000)}] }) { totalCount } }`,
    ],
    ['of many root fields', `{ ${repeat(40, (index) => `a${index}: viewer { id }`)} }`],
    ['of many operations', repeat(300, (index) => `query Q${index} { viewer { id } }`)],
    [
      'of fragments in a circle that branches',
      '{ categories { ...A } } fragment A on Category { a: parent { ...A } b: parent { ...A } c: children { ...A } }',
    ],
    [
      'of fragments that all overlap',
      `{ complaints { nodes { ${repeat(90, (index) => `...F${index}`)} } } } ${repeat(90, (index) => `fragment F${index} on Complaint { id reference consumer { name id } category { id name } }`)}`,
    ],
    [
      'of inline fragments that all overlap',
      `{ complaints { nodes { ${repeat(200, () => '... on Complaint { category { parent { parent { id } } } }')} } } }`,
    ],
    ['of many variables', `query (${repeat(900, (index) => `$v${index}: Int = 1`)}) { viewer { id } }`],
  ];

  const allowed: [string, string][] = [
    [
      'one part of a page in thirty fragments',
      `{ complaints { nodes { ${repeat(30, (index) => `...F${index}`)} } } } ${repeat(30, (index) => `fragment F${index} on Complaint { id reference consumer { name id } category { id name } }`)}`,
    ],
    ['the whole schema', getIntrospectionQuery()],
  ];

  /** The CPU time of a request, in milliseconds: the machine is shared. What grows without bound is caught; the bench judges the rest. */
  async function cost(query: string): Promise<HttpAnswer & { cpuMilliseconds: number }> {
    const before = process.cpuUsage();
    const answer = await api.post({ query }, carla);
    const { user, system } = process.cpuUsage(before);
    return { ...answer, cpuMilliseconds: (user + system) / 1000 };
  }

  it.each(bombs)('%s is refused, and quickly', async (_, query) => {
    const { status, body, text, cpuMilliseconds } = await cost(query);
    expect(status).toBe(400);
    expect(text).not.toMatch(/call stack/);
    expect(body.data).toBeUndefined();
    for (const { extensions } of body.errors) expect(extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
    expect(cpuMilliseconds).toBeLessThan(800);
    expect(api.log()).toBe('');
  });

  it('has 15 levels at most, however little it costs', async () => {
    // Query, categories, and the rest.
    const ofDepth = (depth: number) => `{ categories { ${nest(depth - 2, 'parent { ', 'id')} } }`;
    expect((await api.post({ query: ofDepth(14) }, carla)).status).toBe(200);
    const { status, body } = await api.post({ query: ofDepth(17) }, carla);
    expect(status).toBe(400);
    expect(body.errors[0].message).toContain('deep');
  });

  it.each(allowed)('and %s, though allowed, take their bounded time', async (_, query) => {
    const { status, cpuMilliseconds } = await cost(query);
    expect(status).toBe(200);
    expect(cpuMilliseconds).toBeLessThan(800);
  });
});
