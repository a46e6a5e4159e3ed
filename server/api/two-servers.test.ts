import { createClient } from 'graphql-sse';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringTo } from '../isolation/scratch/complaint-paths.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { startDatabaseProxy } from '../test/database-proxy.ts';
import { openHookWorld, type HookWorld } from '../test/hook-world.ts';
import { castPassword, createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { cleanUp, makeDataDir, startServer, type ServerProcess } from '../test/server-process.ts';
import { openSocketStream } from '../test/socket-stream.ts';

let api: TestApi;
let acme: TestOrganisation;
let hooks: HookWorld;
let first: ServerProcess;
let second: ServerProcess;

const start = (env: Record<string, string> = {}) =>
  startServer({
    DATA_DIR: makeDataDir(),
    DATABASE_URL: api.database.databaseUrl,
    DATABASE_ADMIN_URL: api.database.adminUrl,
    SECRET_KEY: api.services.config.secretKey,
    RATE_LIMITS: 'session=100',
    ...env,
  });

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  hooks = await openHookWorld(api, acme);
  [first, second] = await Promise.all([start(), start()]);
  await Promise.all([first.ready(), second.ready()]);
});
afterAll(async () => {
  await cleanUp();
  await hooks.stop();
  await api.stop();
});

const soon = { timeout: 20_000, interval: 20 };
const theList = 'subscription { complaintsChanged { isResync changed { id subject } } }';

async function send(
  server: ServerProcess,
  authorization: string | null,
  query: string,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization === null ? {} : { authorization }),
      ...headers,
    },
    body: JSON.stringify({ query }),
  });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the server said
  return { status: response.status, body: (await response.json()) as any };
}

async function signIn(username: string, server = first) {
  const input = `{ organisation: "acme", username: "${username}", password: "${castPassword}" }`;
  const query = `mutation { signIn(input: ${input}) { session { accessToken refreshToken } } }`;
  const { accessToken, refreshToken } = (await send(server, null, query)).body.data.signIn.session;
  return { authorization: `Bearer ${accessToken}`, refreshToken: String(refreshToken) };
}

async function submit(server: ServerProcess, authorization: string, subject: string, headers = {}) {
  const input = `{ subject: "${subject}", description: "It leaks." }`;
  const query = `mutation { submitComplaint(input: ${input}) { complaint { id reference } errors { code } } }`;
  const { body } = await send(server, authorization, query, headers);
  expect(body.data.submitComplaint.errors).toEqual([]);
  return body.data.submitComplaint.complaint as { id: string; reference: string };
}

/** A stream by server-sent events; `isOver` once it was broken off. */
function listen(server: ServerProcess, authorization: string) {
  const heard = { subjects: [] as string[], isOpen: false, isOver: false, stop: () => client.dispose() };
  const client = createClient({
    url: `${server.url}/graphql/stream`,
    retryAttempts: 0,
    headers: { authorization },
  });
  client.subscribe<{ complaintsChanged: { changed: { subject: string }[] } }>(
    { query: theList },
    {
      next({ data }) {
        heard.isOpen = true;
        heard.subjects.push(...(data?.complaintsChanged.changed ?? []).map(({ subject }) => subject));
      },
      error: () => (heard.isOver = true),
      complete: () => (heard.isOver = true),
    },
  );
  return heard;
}

describe('two servers on one database', () => {
  it('deliver each webhook once, those of one complaint in order, whichever a change came through', async () => {
    await hooks.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    const { authorization } = await signIn('support');
    const complaints = [];
    for (let made = 0; made < 3; made += 1) complaints.push(await bringTo(api, acme, 'inProgress'));
    const comments = 8;
    await Promise.all(
      complaints.map(async ({ id }) => {
        for (let said = 0; said < comments; said += 1) {
          const query = `mutation { addComment(input: { complaintId: "${id}", body: "Word ${said}" }) { errors { code } } }`;
          const { body } = await send(said % 2 === 0 ? first : second, authorization, query);
          expect(body.data.addComment.errors).toEqual([]);
        }
      }),
    );
    const { messages } = hooks.receiver;
    // An entry may stay in the outbox for a minute: two servers that take up one delivery agree that one of them looks again later.
    const states = async () => new Set((await hooks.deliveries()).map(({ state }) => state));
    await expect.poll(states, soon).toEqual(new Set(['DELIVERED']));
    expect(messages).toHaveLength(complaints.length * comments);
    for (const { id } of complaints) {
      const order = (await hooks.deliveries(id)).reverse();
      expect(order).toHaveLength(comments);
      const ids = order.map(({ messageId }) => messageId);
      expect(messages.filter((message) => ids.includes(message.id)).map((message) => message.id)).toEqual(
        ids,
      );
    }
  });

  it('let who listens at one hear what happens through the other, by both ways', async () => {
    const { authorization } = await signIn('consumer');
    const stream = listen(second, authorization);
    const socket = openSocketStream(second.url, theList, { params: { authorization } });
    await expect.poll(() => stream.isOpen && socket.events.length === 1, soon).toBe(true);
    await submit(first, authorization, 'Toast');
    await expect.poll(() => stream.subjects, soon).toContain('Toast');
    await expect.poll(() => JSON.stringify(socket.events), soon).toContain('"subject":"Toast"');
    stream.stop();
    socket.stop();
  });

  it('share sessions: who signs out at one is out at the other, and their stream there ends', async () => {
    const { authorization, refreshToken } = await signIn('manager', first);
    const stream = listen(second, authorization);
    await expect.poll(() => stream.isOpen, soon).toBe(true);
    const isIn = async () => (await send(second, authorization, '{ viewer { id } }')).status === 200;
    expect(await isIn()).toBe(true);
    const query = `mutation { signOut(input: { refreshToken: "${refreshToken}" }) { isSignedOut } }`;
    await send(first, authorization, query);
    const at = performance.now();
    await expect.poll(isIn, soon).toBe(false);
    await expect.poll(() => stream.isOver, soon).toBe(true);
    expect(performance.now() - at).toBeLessThan(3_000);
  });

  it('share limits: who is refused at one for too many requests is refused at the other', async () => {
    const [{ authorization }, other] = [await signIn('admin'), await signIn('admin')];
    const ask = (server: ServerProcess, token = authorization) => send(server, token, '{ viewer { id } }');
    const answers = await Promise.all(Array.from({ length: 101 }, () => ask(first)));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
    await expect.poll(async () => (await ask(second)).status, soon).toBe(429);
    expect((await ask(second, other.authorization)).status).toBe(200);
  });

  it('share the keys of requests: one that is sent to both at once has one effect and one answer', async () => {
    const { authorization } = await signIn('consumer');
    const key = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        submit(at % 2 === 0 ? first : second, authorization, 'Once', key),
      ),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const query = '{ complaints(first: 100) { nodes { subject } } }';
    const { nodes } = (await send(first, authorization, query)).body.data.complaints;
    expect(nodes.filter(({ subject }: { subject: string }) => subject === 'Once')).toHaveLength(1);
  });

  it('let an event be heard whose server was killed after the COMMIT and before it told anybody: the other one tells it', async () => {
    const proxy = await startDatabaseProxy(api.database.databaseUrl);
    const third = await start({ DATABASE_URL: proxy.url, RUN_WORKERS: 'false' });
    await third.ready();
    const { authorization } = await signIn('consumer');
    const stream = listen(second, authorization);
    await expect.poll(() => stream.isOpen, soon).toBe(true);
    // What signing in left to be told is over.
    await sleep(300);
    proxy.insteadOfCommit(() => void third.child.kill('SIGKILL'));
    await expect(submit(third, authorization, 'Last words')).rejects.toThrow();
    await third.ended();
    proxy.stop();
    await expect.poll(() => stream.subjects, soon).toContain('Last words');
    stream.stop();
  });
});
