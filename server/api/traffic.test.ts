import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { trafficLimits, type TrafficLimits } from '../shared/limits.ts';
import { withAdmin } from '../db/admin.ts';
import { createOrganisation } from '../test/organisation.ts';
import { furtherServers } from '../test/further-servers.ts';
import { startHttpApi, testConfig, type HttpApi } from '../test/http-api.ts';

let api: HttpApi;
let authorization: string;

beforeAll(async () => {
  api = await startHttpApi();
  await createOrganisation(api.database, 'other');
});
afterAll(() => api.stop());
beforeEach(async () => {
  api.reset();
  await withAdmin(api.database.adminUrl, (admin) => admin.query('truncate platform.rate_limits'));
  ({ authorization } = await api.signIn('consumer'));
});

const start = furtherServers(() => api);
/** Another process, as far as counting goes. */
const serverWith = (limits: Partial<TrafficLimits>) =>
  start({ ...testConfig(['127.0.0.0/8']), trafficLimits: { ...trafficLimits, ...limits } });

const ask = (url: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ viewer { displayName } }' }),
  });
const statuses = async (answers: Promise<Response>[]) =>
  (await Promise.all(answers)).map(({ status }) => status);
const times = <Value>(count: number, make: () => Value) => Array.from({ length: count }, make);

describe('too many requests in a minute', () => {
  it('with one session are refused with a word on when to come back; another session goes on', async () => {
    const { url } = await serverWith({ session: 5 });
    const first = await ask(url, { authorization });
    expect(first.headers.get('ratelimit-policy')).toBe('"session";q=5;w=60, "session-points";q=25000;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"session";r=4;t=(60|59), "session-points";r=24999;t=1$/);
    expect(await statuses(times(4, () => ask(url, { authorization })))).toEqual(times(4, () => 200));

    const refused = await ask(url, { authorization });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('ratelimit')).toMatch(/^"session";r=0;t=\d+$/);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await refused.json()).toEqual({
      errors: [
        {
          message: `There were too many requests. Try again in ${seconds} seconds.`,
          extensions: { code: 'RATE_LIMITED' },
        },
      ],
    });
    const again = await api.signIn('consumer');
    expect((await ask(url, again)).status).toBe(200);
  });

  it('of one user are refused in all their sessions, and no other user is', async () => {
    const { url } = await serverWith({ account: 4 });
    const sessions = [{ authorization }, await api.signIn('consumer')];
    expect(await statuses(times(4, () => ask(url, sessions[0])))).toEqual(times(4, () => 200));
    expect((await ask(url, sessions[1])).status).toBe(429);
    expect((await ask(url, await api.signIn('consumer2'))).status).toBe(200);
  });

  it('of one organisation are refused to everybody there, and to nobody of another', async () => {
    const { url } = await serverWith({ tenant: 4 });
    expect(await statuses(times(4, () => ask(url, { authorization })))).toEqual(times(4, () => 200));
    expect((await ask(url, await api.signIn('admin'))).status).toBe(429);
    expect((await ask(url, await api.signIn('admin', 'other'))).status).toBe(200);
  });

  it('of visitors, of guessed tokens and for pages are refused to their address, and to no session', async () => {
    const { url } = await serverWith({ address: 4 });
    const from = { 'x-forwarded-for': '203.0.113.9' };
    expect((await ask(url, from)).status).toBe(200);
    expect((await ask(url, { ...from, authorization: 'Bearer guessed' })).status).toBe(401);
    for (const path of ['/', '/acme/sign-in'])
      expect((await fetch(`${url}${path}`, { headers: from })).status).toBe(200);
    expect((await ask(url, from)).status).toBe(429);
    expect((await ask(url, { ...from, authorization: 'Bearer guessed' })).status).toBe(429);
    const page = await fetch(`${url}/acme/sign-in`, { headers: { ...from, accept: 'text/html' } });
    expect(page.status).toBe(429);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('There were too many requests. Try again in ');
    expect((await ask(url, { ...from, authorization })).status).toBe(200);
    expect((await ask(url, { 'x-forwarded-for': '203.0.113.10' })).status).toBe(200);
  });

  it('by the web app count like any others', async () => {
    const { url, inProcess } = await serverWith({ session: 2 });
    const { execute } = await inProcess();
    const request = {
      query: '{ viewer { displayName } }',
      accessToken: authorization.replace('Bearer ', ''),
      requestId: 'x',
      clientAddress: '203.0.113.11',
      userAgent: null,
    };
    expect((await execute(request)).status).toBe(200);
    expect((await ask(url, { authorization })).status).toBe(200);
    expect(await execute(request)).toMatchObject({
      status: 429,
      body: { errors: [{ extensions: { code: 'RATE_LIMITED' } }] },
    });
  });

  it('are refused by every process within a second, and by one that starts afterwards', async () => {
    const { url } = await serverWith({ session: 2 });
    const { url: elsewhere } = await serverWith({});
    await statuses(times(3, () => ask(url, { authorization })));
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await ask(elsewhere, { authorization })).status).toBe(429);
    const { url: later } = await serverWith({});
    await new Promise((resolve) => setTimeout(resolve, 100));
    const refused = await ask(later, { authorization });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(40);
    expect((await ask(later, await api.signIn('consumer2'))).status).toBe(200);
  });

  it('are no limit where the operator says 0', async () => {
    const { url } = await serverWith({ session: 0, account: 0, tenant: 0, address: 0 });
    const answers = await Promise.all(times(5, () => ask(url, { authorization })));
    for (const { status, headers } of answers)
      expect([status, headers.get('ratelimit')]).toEqual([200, null]);
  });

  it('are told in the log, without a name', async () => {
    const { url } = await serverWith({ session: 1 });
    await statuses(times(2, () => ask(url, { authorization })));
    const line =
      api
        .log()
        .split('\n')
        .find((text) => text.includes('too many requests')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', limit: 'session' });
    expect(api.log()).not.toMatch(/consumer|Carla/);
  });
});
