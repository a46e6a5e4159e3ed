import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHttpApi, type HttpApi } from '../../http-api.ts';
import { castPassword, createOrganisation, type TestOrganisation } from '../../organisation.ts';
import { watchWall, type Wall } from '../wall.ts';

let api: HttpApi;
let theirs: TestOrganisation;
let wall: Wall;
let token: string;

beforeAll(async () => {
  api = await startHttpApi();
  theirs = await createOrganisation(api.database, 'bravo');
  wall = await watchWall({ ...api.database, untouched: [theirs.tenant.key] });
  // The clock of the test stands still, so that it stays good.
  token = (await api.signIn('admin')).authorization.slice('Bearer '.length);
});
afterAll(() => api.stop());

const query =
  '{ viewer { displayName organisation { slug name } } users(first: 100) { totalCount nodes { id email } } }';
const publicQuery = '{ viewer { displayName } }';

interface Sent {
  path?: string;
  headers?: Record<string, string>;
  body?: Record<string, unknown>;
}

/** Past fetch, which does not let one name a host. What the answer says of its cost is left out: it differs each time. */
async function send({ path = '/graphql', headers = {}, body = {} }: Sent, document = query) {
  return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const request = httpRequest(
      `${api.url}${path}`,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += String(chunk)));
        response.on('end', () => {
          const { extensions: _, ...said } = JSON.parse(text) as Record<string, unknown>;
          resolve({ status: response.statusCode ?? 0, body: said });
        });
      },
    );
    request.on('error', reject);
    request.end(JSON.stringify({ query: document, ...body }));
  });
}

const slug = 'bravo';
/** Ways to name the other organisation in a request, none of which is where the tenant comes from. */
const ways: [string, (key: string) => Sent][] = [
  ...[
    'x-tenant',
    'x-tenant-id',
    'x-tenant-key',
    'x-organisation',
    'x-org',
    'tenant',
    'x-schema',
    'x-role',
    'x-user',
    'x-forwarded-user',
  ].flatMap((header): [string, (key: string) => Sent][] => [
    [`the header ${header} with the slug`, () => ({ headers: { [header]: slug } })],
    [`the header ${header} with the key`, (key) => ({ headers: { [header]: key } })],
  ]),
  ['the host', () => ({ headers: { host: `${slug}.complaints.example` } })],
  ['the host that is the key', (key) => ({ headers: { host: key } })],
  [
    'a forwarded host',
    () => ({
      headers: {
        'x-forwarded-host': `${slug}.complaints.example`,
        forwarded: `host=${slug}.complaints.example`,
      },
    }),
  ],
  [
    'a rewritten path',
    () => ({
      headers: {
        'x-original-url': `/${slug}`,
        'x-rewrite-url': `/${slug}`,
        'x-forwarded-prefix': `/${slug}`,
      },
    }),
  ],
  [
    'the page that it came from',
    () => ({ headers: { referer: `https://complaints.example/${slug}/complaints` } }),
  ],
  [
    'the query string',
    (key) => ({ path: `/graphql?tenant=${slug}&organisation=${slug}&key=${key}&schema=${key}&role=${key}` }),
  ],
  [
    'a cookie of its own',
    (key) => ({ headers: { cookie: `tenant=${key}; organisation=${slug}; redress_tenant=${key}` } }),
  ],
  [
    'a field of the body',
    (key) => ({
      body: { tenant: key, organisation: slug, context: { tenant: { key } }, viewer: { tenant: key } },
    }),
  ],
  [
    'the extensions of the operation',
    (key) => ({ body: { extensions: { tenant: key, organisation: slug } } }),
  ],
  [
    'a variable that nobody declared',
    (key) => ({ body: { variables: { tenant: key, organisation: slug } } }),
  ],
  [
    'the prototype of the variables',
    (key) => ({ body: { variables: JSON.parse(`{"__proto__":{"tenant":"${key}"}}`) as object } }),
  ],
];

describe('the tenant of a request that has a session', () => {
  it.each(ways)('is the one of its session, whatever stands in %s', async (_, way) => {
    const sent = way(theirs.tenant.key);
    const authorization = `Bearer ${token}`;
    const plain = await send({ headers: { authorization } });
    expect(plain.body).toMatchObject({ data: { viewer: { organisation: { slug: 'acme' } } } });
    expect(await send({ ...sent, headers: { authorization, ...sent.headers } })).toEqual(plain);
    await wall.expectToStand();
  });
});

describe('a visitor', () => {
  it.each(ways)('is nobody, whatever stands in %s', async (_, way) => {
    expect(await send(way(theirs.tenant.key), publicQuery)).toEqual({
      status: 200,
      body: { data: { viewer: null } },
    });
    expect((await send(way(theirs.tenant.key))).body).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    await wall.expectToStand();
  });
});

describe('a token whose tenant was edited', () => {
  const edited = () => {
    const [header, claims = '', signature] = token.split('.');
    const text = Buffer.from(claims, 'base64url').toString().replace(api.acme.tenant.key, theirs.tenant.key);
    expect(text).toContain(theirs.tenant.key);
    return [header, Buffer.from(text).toString('base64url'), signature].join('.');
  };

  it.each([
    ['header', () => ({ authorization: `Bearer ${edited()}` })],
    ['cookie', () => ({ cookie: `redress_access=${edited()}` })],
    ['cookie of https', () => ({ cookie: `__Host-redress_access=${edited()}` })],
    [
      'cookie beside a good one',
      () => ({ cookie: `__Host-redress_access=${edited()}; redress_access=${token}` }),
    ],
  ])('is a 401 in the %s', async (_, headersOf) => {
    const { status, body } = await send({ headers: headersOf() as Record<string, string> });
    expect(status).toBe(401);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    await wall.expectToStand();
  });

  it('beside the cookie of a good one is a 401 all the same', async () => {
    const { status } = await send({
      headers: { authorization: `Bearer ${edited()}`, cookie: `redress_access=${token}` },
    });
    expect(status).toBe(401);
  });

  it('a refresh token with another tenant begins nothing', async () => {
    const { refreshToken } = await api.signIn('admin');
    const bytes = Buffer.from(refreshToken, 'base64url');
    const at = bytes.indexOf(api.acme.tenant.key);
    expect(at).toBeGreaterThanOrEqual(0);
    bytes.write(theirs.tenant.key, at, 'latin1');
    const { body } = await api.post({
      query:
        'mutation ($token: String!) { refreshSession(input: { refreshToken: $token }) { session { accessToken } errors { code } } }',
      variables: { token: bytes.toString('base64url') },
    });
    expect(body.data.refreshSession).toEqual({ session: null, errors: [{ code: 'INVALID_CREDENTIALS' }] });
    await wall.expectToStand();
  });
});

describe('an operation that begins a session', () => {
  it('is the one place that names an organisation: who signs in there is theirs alone, whatever they say later', async () => {
    const input = { organisation: slug, username: 'consumer', password: castPassword };
    const document = `mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken viewer { organisation { slug } } } } }`;
    const said = { authorization: `Bearer ${token}`, 'x-tenant': 'acme', host: 'acme.complaints.example' };
    const { body } = await send({ headers: said, body: { variables: { input } } }, document);
    const { session } = (body as { data: { signIn: { session: { accessToken: string } } } }).data.signIn;
    expect(session).toMatchObject({ viewer: { organisation: { slug } } });
    const whose = '{ viewer { organisation { slug } } }';
    const as = async (bearer: string) =>
      (await send({ headers: { ...said, authorization: `Bearer ${bearer}` } }, whose)).body;
    expect(await as(session.accessToken)).toEqual({ data: { viewer: { organisation: { slug } } } });
    expect(await as(token)).toEqual({ data: { viewer: { organisation: { slug: 'acme' } } } });
  });
});
