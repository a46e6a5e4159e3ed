import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createPools } from '../db/pools.ts';
import { complaintText } from '../isolation/scratch/complaint-paths.ts';
import { castPassword } from '../test/organisation.ts';
import { close, listen, startHttpApi, testConfig, type HttpApi } from '../test/http-api.ts';
import { startDatabaseProxy } from '../test/database-proxy.ts';
import { cleanUp, makeDataDir, startServer } from '../test/server-process.ts';
import { createHttpServer } from './http.ts';

let api: HttpApi;
beforeAll(async () => {
  api = await startHttpApi();
});
afterEach(() => api.reset());
afterAll(async () => {
  await cleanUp();
  await api.stop();
});

const query = `mutation ($input: SubmitComplaintInput!) { submitComplaint(input: $input) {
  complaint { id reference } errors { code } } }`;

async function submit(url: string, authorization: string, key: string | null, subject = 'The kettle leaks') {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization,
      ...(key === null ? {} : { 'idempotency-key': key }),
    },
    body: JSON.stringify({ query, variables: { input: { ...complaintText, subject } } }),
  });
  // What is left to spend is another number each time.
  const answer = { ...((await response.json()) as object), extensions: undefined };
  return { status: response.status, text: JSON.stringify(answer) };
}

it('the header makes a request safe to send again, in quotes or without', async () => {
  const { authorization } = await api.signIn('consumer');
  const key = randomUUID();
  const before = await api.countComplaints();
  const first = await submit(api.url, authorization, key);
  expect(first.status).toBe(200);
  expect(await submit(api.url, authorization, `"${key}"`)).toEqual(first);
  expect(await api.countComplaints()).toBe(before + 1);
  const other = await submit(api.url, authorization, key, 'The lid');
  expect(JSON.parse(other.text)).toMatchObject({
    data: { submitComplaint: { complaint: null, errors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] } },
  });
  expect(await api.countComplaints()).toBe(before + 1);
});

it.each(['', 'k'.repeat(256), '"half'])(
  'a key that is none is a 400, and nothing is done: %j',
  async (key) => {
    const { authorization } = await api.signIn('consumer');
    const before = await api.countComplaints();
    const { status, text } = await submit(api.url, authorization, key);
    expect([status, JSON.parse(text)]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
    expect(await api.countComplaints()).toBe(before);
  },
);

it('variables that are nested deeper than anybody can sort are refused, and no fault', async () => {
  const { authorization } = await api.signIn('consumer');
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const body = `{"query": ${JSON.stringify(query)}, "variables": {"input": ${deep}}}`;
  const { status, body: answer } = await api.post(body, { authorization, 'idempotency-key': 'deep' });
  expect([status, answer]).toMatchObject([400, { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }]);
});

it('100 at once, over two servers on one database, have one effect and 100 equal results', async () => {
  const pools = createPools({ databaseUrl: api.database.databaseUrl, maxConnections: 8 });
  const server = await createHttpServer({ config: testConfig(), pools, web: null });
  try {
    const urls = [api.url, await listen(server)];
    const { authorization } = await api.signIn('consumer');
    const key = randomUUID();
    const before = await api.countComplaints();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => submit(urls[index % 2] as string, authorization, key)),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(await api.countComplaints()).toBe(before + 1);
  } finally {
    await close(server);
    await pools.end();
  }
});

it('a server that is killed after the COMMIT and before the answer: another one gives the answer that was kept, and does nothing again', async () => {
  const proxy = await startDatabaseProxy(api.database.databaseUrl);
  const { adminUrl } = api.database;
  const secretKey = 'k'.repeat(40);
  const start = (databaseUrl: string) =>
    startServer({
      DATA_DIR: makeDataDir(),
      DATABASE_URL: databaseUrl,
      DATABASE_ADMIN_URL: adminUrl,
      SECRET_KEY: secretKey,
    });
  const first = await start(proxy.url);
  await first.ready();
  const authorization = await signInAt(first.url);
  const before = await api.countComplaints();
  proxy.insteadOfCommit(() => void first.child.kill('SIGKILL'), 'insert into idempotency_keys');
  const key = randomUUID();
  await expect(submit(first.url, authorization, key)).rejects.toThrow();
  await first.ended();
  proxy.stop();
  expect(await api.countComplaints()).toBe(before + 1);

  const second = await start(api.database.databaseUrl);
  await second.ready();
  const again = await submit(second.url, authorization, key);
  expect(JSON.parse(again.text)).toMatchObject({
    data: {
      submitComplaint: { complaint: { reference: expect.stringMatching(/^ACME-/) as string }, errors: [] },
    },
  });
  expect(await submit(second.url, authorization, key)).toEqual(again);
  expect(await api.countComplaints()).toBe(before + 1);
  second.child.kill('SIGTERM');
  expect(await second.ended()).toBe(0);
}, 60_000);

async function signInAt(url: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `mutation { signIn(input: { organisation: "acme", username: "consumer", password: "${castPassword}" }) {
        session { accessToken } } }`,
    }),
  });
  const { data } = (await response.json()) as { data: { signIn: { session: { accessToken: string } } } };
  return `Bearer ${data.signIn.session.accessToken}`;
}
