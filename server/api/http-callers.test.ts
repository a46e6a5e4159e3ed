import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publicUrl, startHttpApi, type HttpApi } from '../test/http-api.ts';
import { castPassword } from '../test/organisation.ts';
import { recordStatements } from '../test/recorded-statements.ts';

let api: HttpApi;
let carla: { authorization: string };
let token: string;
let refreshToken: string;

beforeAll(async () => {
  api = await startHttpApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  api.reset();
  const session = await api.signIn('consumer');
  carla = { authorization: session.authorization };
  token = session.authorization.slice('Bearer '.length);
  refreshToken = session.refreshToken;
});

const whoAsks = { query: '{ viewer { displayName } }' };
const sideDoor =
  'mutation { submitComplaint(input: { subject: "By a side door", description: "It worked" }) { complaint { id } errors { code } } }';

/** Nothing was written, whatever the answer was. */
async function expectNoEffect(work: () => Promise<unknown>): Promise<void> {
  const before = await api.countComplaints();
  await work();
  expect(await api.countComplaints()).toBe(before);
}

describe('who asks', () => {
  it('is told by the bearer token, and nobody without one', async () => {
    expect((await api.post(whoAsks, carla)).body).toMatchObject({
      data: { viewer: { displayName: 'Carla Consumer' } },
    });
    expect((await api.post(whoAsks)).body).toMatchObject({ data: { viewer: null } });
  });

  it('a guarded field without a token is answered with 200 and UNAUTHENTICATED', async () => {
    const { status, body } = await api.post({ query: '{ complaints { totalCount } }' });
    expect(status).toBe(200);
    expect(body.errors[0].extensions).toEqual({ code: 'UNAUTHENTICATED' });
  });

  it('every bad token gets one and the same 401, and nothing is run', async () => {
    const [head = '', claims = '', signature = ''] = token.split('.');
    const edited = Buffer.from(
      Buffer.from(claims, 'base64url').toString().replace('"consumer"', '"admin"'),
    ).toString('base64url');
    const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    const bad = [
      ...[
        'Bearer',
        'Bearer ',
        'Bearer x',
        'Basic dXNlcjpwYXNz',
        '',
        `Bearer ${refreshToken}`,
        `Bearer ${token}x`,
      ],
      ...[
        `Bearer ${head}.${edited}.${signature}`,
        `Bearer ${none}.${claims}.`,
        `Bearer ${head}.${claims}`,
        `Token ${token}`,
      ],
      ...[`Bearer ${token} ${token}`, `Bearer "${token}"`, 'Bearer {}', `Bearer ${'x'.repeat(8_000)}`],
    ];
    await expectNoEffect(async () => {
      for (const authorization of bad) {
        const { status, body } = await api.post({ query: sideDoor }, { authorization });
        expect(status, authorization).toBe(401);
        expect(body).toEqual({
          errors: [
            {
              message: 'The access token is not valid, or not any more.',
              extensions: { code: 'UNAUTHENTICATED' },
            },
          ],
        });
      }
    });
  });

  it('a token is good for five minutes, and no longer than its session', async () => {
    api.clock.now = new Date(api.clock.now.getTime() + 299_000);
    expect((await api.post(whoAsks, carla)).status).toBe(200);
    api.clock.now = new Date(api.clock.now.getTime() + 2_000);
    expect((await api.post(whoAsks, carla)).status).toBe(401);
    const again = { authorization: (await api.signIn('consumer')).authorization };
    await api.post({ query: 'mutation { signOut(input: {}) { isSignedOut } }' }, again);
    expect((await api.post(whoAsks, again)).status).toBe(401);
  });
});

describe('a request that a page elsewhere could make a browser send', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
    '',
  ])('with a body of the type “%s” is refused', async (type) => {
    await expectNoEffect(async () => {
      const { status } = await api.post(
        { query: sideDoor },
        { 'content-type': type, cookie: `redress_access=${token}` },
      );
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    });
  });

  it('changes nothing by GET', async () => {
    await expectNoEffect(async () => {
      for (const headers of [
        {},
        { 'apollo-require-preflight': '1' },
        { 'content-type': 'application/json' },
      ]) {
        const { status, body } = await api.send(`/graphql?query=${encodeURIComponent(sideDoor)}`, {
          headers: { ...carla, ...headers },
        });
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
        expect(body?.data ?? null).toBeNull();
      }
    });
    const query = `/graphql?query=${encodeURIComponent(whoAsks.query)}`;
    expect((await api.send(query)).status, 'a GET that a browser sends without asking first').toBe(400);
    expect(
      (await api.send(query, { headers: { ...carla, 'apollo-require-preflight': '1' } })).body.data.viewer,
    ).not.toBeNull();
  });

  it('does not get to use the cookie', async () => {
    const cookie = `theme=dark; redress_access=${token}`;
    const foreign = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${publicUrl}.evil.example` },
      { origin: 'http://complaints.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'https://other.complaints.example' },
      { 'sec-fetch-site': 'cross-site', origin: publicUrl },
    ];
    await expectNoEffect(async () => {
      for (const headers of foreign) {
        const { status, body } = await api.post(
          { query: sideDoor },
          { cookie, ...(headers as Record<string, string>) },
        );
        expect(status, JSON.stringify(headers)).toBe(403);
        expect(body.errors[0].extensions).toEqual({ code: 'FORBIDDEN' });
      }
    });
    for (const headers of [
      { origin: publicUrl },
      { origin: api.url },
      {},
      { 'sec-fetch-site': 'same-origin', origin: publicUrl },
    ]) {
      const { body } = await api.post(whoAsks, { cookie, ...(headers as Record<string, string>) });
      expect(body.data.viewer, JSON.stringify(headers)).toEqual({ displayName: 'Carla Consumer' });
    }
    // A bearer token is not sent by itself: whoever has it may come from anywhere.
    expect(
      (await api.post(whoAsks, { ...carla, origin: 'https://partner.example' })).body.data.viewer,
    ).not.toBeNull();
  });

  it('is not invited to read answers either', async () => {
    for (const path of ['/graphql', '/schema.graphql', '/health/live', '/']) {
      const { headers } = await api.send(path, {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      });
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

describe('many passwords in one request', () => {
  const attempt = (alias: string, password: string) =>
    `${alias}: signIn(input: { organisation: "acme", username: "admin", password: "${password}" }) { session { accessToken } errors { code } }`;

  it.each([
    ['under two names', `mutation { ${attempt('a', 'one')} ${attempt('b', castPassword)} }`],
    [
      'in a fragment',
      `mutation { ${attempt('a', 'one')} ...F } fragment F on Mutation { ${attempt('b', castPassword)} }`,
    ],
    [
      'in inline fragments',
      `mutation { ... { ${attempt('a', 'one')} } ... on Mutation { ${attempt('b', castPassword)} } }`,
    ],
    [
      'beside another way to begin a session',
      `mutation { ${attempt('a', castPassword)} refreshSession(input: { refreshToken: "x" }) { errors { code } } }`,
    ],
    [
      'a hundred times',
      `mutation { ${Array.from({ length: 100 }, (_, index) => attempt(`a${index}`, 'one')).join(' ')} }`,
    ],
  ])('%s are refused before any is checked', async (_, query) => {
    const sent = await recordStatements(api.database.pools, async () => {
      const { status, body } = await api.post({ query });
      expect(status).toBe(400);
      expect(body.data).toBeUndefined();
    });
    expect(sent).toEqual([]);
  });

  it('as a list of requests are refused', async () => {
    const sent = await recordStatements(api.database.pools, async () => {
      const one = { query: `mutation { ${attempt('a', castPassword)} }` };
      for (const list of [[one, one], [one], []]) {
        const { status, text } = await api.post(list);
        expect(status).toBe(400);
        expect(text).not.toContain('accessToken');
      }
    });
    expect(sent).toEqual([]);
  });
});
