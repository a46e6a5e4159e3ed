import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { Walk } from './walk.ts';

interface HttpAnswer {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

interface HttpQuestion {
  /** What is tried, for the report. */
  what: string;
  path?: string;
  headers?: Record<string, string>;
  /** Beside query and variables. */
  extra?: Record<string, unknown>;
  /** What has to come back: the same as when nothing is tried, or the refusal of a bad token. */
  expected: 'the same' | 401;
}

/**
 * Sends requests over HTTP with our token that name the other organisation wherever a client could: host, headers, cookies, query
 * string, body, edited claims. The session alone decides: each is answered as if nothing was said, or refused.
 */
export async function walkHttp(walk: Walk, server: Server): Promise<void> {
  const { ours, theirs, notebook } = walk;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const post = (question: Omit<HttpQuestion, 'expected' | 'what'>, body: object) =>
      send(port, question, body);
    const [ourToken, theirToken] = [await signIn(post, ours), await signIn(post, theirs)];
    if (!ourToken || !theirToken)
      return notebook.found('not-covered', 'HTTP', 'the self-test could not sign in over HTTP.');
    const body = {
      query: `query ($id: ID!) { viewer { organisation { id slug } } node(id: $id) { id } complaints(first: 5) { nodes { id subject } } }`,
      variables: { id: theirs.ids['Complaint'] },
    };
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    const plain = await post({ headers: bearer(ourToken) }, body);
    if (plain.status !== 200 || !plain.body.includes(ours.mark))
      notebook.found('not-covered', 'HTTP', `the self-test’s own request is answered with ${plain.status}.`);
    for (const question of questions(walk, ourToken, theirToken)) {
      walk.signal.throwIfAborted();
      notebook.looked('requests over HTTP that name the other organisation', 1);
      const where = `HTTP: ${question.what}`;
      const headers = { ...bearer(ourToken), ...question.headers };
      const answer = await walk.observed.during({ tenantKey: ours.organisation.tenant.key, where }, () =>
        post({ ...question, headers }, { ...body, ...question.extra }),
      );
      const isRight =
        question.expected === 401 ? answer.status === 401 : told(answer.body) === told(plain.body);
      if (!isRight)
        notebook.found(
          'telling',
          where,
          `was answered with ${answer.status} and in another way than expected.`,
        );
      const trace = walk.theirMarks.tracesIn([answer.headers, answer.body]);
      if (trace) notebook.found('leak', where, `the answer of one organisation has ${trace} of another.`);
    }
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** What an answer says of data. What the request cost, and what is left of a budget, is another number each time. */
function told(body: string): string {
  const { data, errors } = JSON.parse(body) as { data?: unknown; errors?: unknown };
  return JSON.stringify({ data, errors });
}

function questions(walk: Walk, ourToken: string, theirToken: string): HttpQuestion[] {
  const { slug, key } = walk.theirs.organisation.tenant;
  const same = (what: string, question: Omit<HttpQuestion, 'what' | 'expected'>): HttpQuestion => ({
    what,
    expected: 'the same',
    ...question,
  });
  const names = [
    'x-tenant',
    'x-tenant-id',
    'x-organisation',
    'x-organization',
    'x-org-id',
    'x-schema',
    'x-role',
    'x-redress-tenant',
  ];
  const token = (what: string, edited: string): HttpQuestion => ({
    what,
    expected: 401,
    headers: { authorization: `Bearer ${edited}` },
  });
  const [head = '', claims = '', signature = ''] = ourToken.split('.');
  const decoded = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const edited = encode({ ...decoded, ten: key });
  return [
    ...names.flatMap((name) => [
      same(`the header ${name} with its key`, { headers: { [name]: key } }),
      same(`the header ${name} with its slug`, { headers: { [name]: slug } }),
    ]),
    same('its host', { headers: { host: `${slug}.localhost` } }),
    same('its host, forwarded', {
      headers: { 'x-forwarded-host': `${slug}.localhost`, forwarded: `host=${slug}.localhost` },
    }),
    same('the page that it came from', { headers: { referer: `http://127.0.0.1/${slug}/complaints` } }),
    same('a query string', { path: `/graphql?tenant=${key}&organisation=${slug}&role=${key}` }),
    same('cookies', {
      headers: {
        cookie: `tenant=${key}; organisation=${slug}; redress_tenant=${key}; redress_organisation=${slug}`,
      },
    }),
    same('the cookie of its session, beside our token', {
      headers: { cookie: `redress_access=${theirToken}; __Host-redress_access=${theirToken}` },
    }),
    same('the body', {
      extra: { tenant: key, organisation: slug, extensions: { tenant: key, organisation: slug } },
    }),
    token('a token whose claim was edited', `${head}.${edited}.${signature}`),
    token('a token without a signature', `${encode({ alg: 'none', typ: 'at+jwt' })}.${edited}.`),
    token('our claims with its signature', `${head}.${claims}.${theirToken.split('.')[2] ?? ''}`),
  ];
}

async function signIn(
  post: (question: object, body: object) => Promise<HttpAnswer>,
  { organisation }: Walk['ours'],
): Promise<string | null> {
  const input = {
    organisation: organisation.tenant.slug,
    username: 'admin',
    password: organisation.password,
  };
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }';
  const { body } = await post({}, { query, variables: { input } });
  const answer = JSON.parse(body) as { data?: { signIn?: { session?: { accessToken: string } | null } } };
  return answer.data?.signIn?.session?.accessToken ?? null;
}

function send(
  port: number,
  { path = '/graphql', headers = {} }: Omit<HttpQuestion, 'what' | 'expected'>,
  body: object,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    sent.once('error', reject);
    sent.end(JSON.stringify(body));
  });
}
