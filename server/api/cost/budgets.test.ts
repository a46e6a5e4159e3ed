import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RequestOrigin, Viewer } from '../../auth/viewer.ts';
import { withAdmin } from '../../db/admin.ts';
import { trafficLimits, type TrafficLimits } from '../../shared/limits.ts';
import { startHttpApi, type HttpApi } from '../../test/http-api.ts';
import { furtherServers } from '../../test/further-servers.ts';
import { createBudgets } from './budgets.ts';

const origin: RequestOrigin = { requestId: 'x', client: null, clientAddress: '203.0.113.1' };
const somebody = (sessionId: string, userId: string | null, key: string) =>
  ({ sessionId, userId, tenant: { key } }) as Viewer;
const none = { session: 0, token: 0, account: 0, tenant: 0, address: 0 };

describe('a budget of points', () => {
  beforeEach(() => void vi.spyOn(process.stderr, 'write').mockReturnValue(true));
  afterEach(() => void vi.restoreAllMocks());
  const budgetsOf = (limits: Partial<TrafficLimits>) => {
    const clock = { now: new Date('2026-01-01T00:00:00Z') };
    const budgets = createBudgets({ ...none, ...limits }, () => clock.now);
    const pass = (seconds: number) => (clock.now = new Date(clock.now.getTime() + seconds * 1000));
    return { ...budgets, pass, now: () => clock.now };
  };
  const one = somebody('s1', 'u1', 't1');

  it('fills up again all the time; what is too much is refused, takes nothing, and is told when to come back', () => {
    const { spend, pass } = budgetsOf({ session: 600 });
    expect(spend(one, origin, 20_000)).toEqual({
      isAffordable: true,
      retryAfterSeconds: 0,
      of: 'session',
      limit: 60_000,
      remaining: 40_000,
      restoredPerSecond: 1_000,
    });
    expect(spend(one, origin, 20_000)).toMatchObject({ remaining: 20_000 });
    expect(spend(one, origin, 25_000)).toMatchObject({
      isAffordable: false,
      remaining: 20_000,
      retryAfterSeconds: 5,
    });
    pass(4);
    expect(spend(one, origin, 25_000)).toMatchObject({ isAffordable: false, retryAfterSeconds: 1 });
    pass(1);
    expect(spend(one, origin, 25_000)).toMatchObject({ isAffordable: true, remaining: 0 });
    pass(3_600);
    expect(spend(one, origin, 0)).toMatchObject({ remaining: 60_000 });
  });

  it('is one of a session, one of a user, one of an organisation, and, for visitors, one of an address', () => {
    const ofSession = budgetsOf({ session: 250 }).spend;
    expect(ofSession(one, origin, 25_000)?.remaining).toBe(0);
    expect(ofSession(somebody('s2', 'u1', 't1'), origin, 1)?.isAffordable).toBe(true);
    const ofAccount = budgetsOf({ account: 250 }).spend;
    expect(ofAccount(one, origin, 25_000)?.remaining).toBe(0);
    expect(ofAccount(somebody('s2', 'u1', 't1'), origin, 1)?.isAffordable).toBe(false);
    expect(ofAccount(somebody('s3', 'u2', 't1'), origin, 1)?.isAffordable).toBe(true);
    const ofTenant = budgetsOf({ tenant: 250 }).spend;
    expect(ofTenant(one, origin, 25_000)?.remaining).toBe(0);
    expect(ofTenant(somebody('s3', 'u2', 't1'), origin, 1)?.isAffordable).toBe(false);
    expect(ofTenant(somebody('s1', 'u1', 't2'), origin, 1)?.isAffordable).toBe(true);
    const ofAddress = budgetsOf({ address: 250 }).spend;
    expect(ofAddress(null, origin, 25_000)?.remaining).toBe(0);
    expect(ofAddress(null, origin, 1)?.isAffordable).toBe(false);
    expect(ofAddress(null, { ...origin, clientAddress: '203.0.113.2' }, 1)?.isAffordable).toBe(true);
  });

  it('of one kind that is empty leaves the others as they were', () => {
    const { spend } = budgetsOf({ session: 250, tenant: 500 });
    spend(one, origin, 25_000);
    expect(spend(one, origin, 20_000)).toMatchObject({ isAffordable: false, of: 'session' });
    expect(spend(somebody('s2', 'u2', 't1'), origin, 25_000)).toMatchObject({
      isAffordable: true,
      of: 'session',
    });
  });

  it('is shared: what others spent counts as soon as it is heard, and what was spent here is told once, when it is worth a row', () => {
    const here = budgetsOf({ session: 600 });
    here.spend(one, origin, 2_999);
    expect(here.takeUnshared()).toEqual([]);
    here.spend(one, origin, 3_001);
    expect(here.takeUnshared()).toEqual([{ of: 'session', id: 's1', part: 0.1 }]);
    expect(here.takeUnshared()).toEqual([]);
    // Together they have spent three quarters; what is spent here after that was told counts on top.
    const fullAgainAt = here.now().getTime() + 45_000;
    here.hear((of, id) => (of === 'session' && id === 's1' ? fullAgainAt : 0));
    expect(here.spend(one, origin, 0)).toMatchObject({ remaining: 15_000 });
    expect(here.spend(one, origin, 10_000)).toMatchObject({ remaining: 5_000 });
    expect(here.spend(one, origin, 10_000)).toMatchObject({ isAffordable: false, retryAfterSeconds: 5 });
    expect(here.spend(somebody('s2', 'u1', 't1'), origin, 25_000)?.isAffordable).toBe(true);
    here.pass(5);
    expect(here.spend(one, origin, 10_000)).toMatchObject({ isAffordable: true, remaining: 0 });
  });

  it('that was spent slowly is not told: what is restored is nobody’s business', () => {
    const here = budgetsOf({ session: 600 });
    for (let second = 0; second < 20; second += 1) {
      here.spend(one, origin, 900);
      here.pass(1);
    }
    expect(here.takeUnshared()).toEqual([]);
  });

  it('holds the most expensive operation at least, and is none where the limit is 0', () => {
    expect(budgetsOf({ session: 1 }).spend(one, origin, 25_000)?.isAffordable).toBe(true);
    expect(budgetsOf({}).spend(one, origin, 25_000)).toBeNull();
  });
});

describe('over HTTP', () => {
  let api: HttpApi;
  let authorization: string;

  beforeAll(async () => {
    api = await startHttpApi();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    api.reset();
    await withAdmin(api.database.adminUrl, (admin) => admin.query('truncate platform.rate_limits'));
    ({ authorization } = await api.signIn('manager'));
  });

  const start = furtherServers(() => api);
  const serverWith = (limits: Partial<TrafficLimits>) =>
    start({ trafficLimits: { ...trafficLimits, ...limits } });
  const ask = ({ post }: Pick<HttpApi, 'post'>, query: string) => post({ query }, { authorization });
  const expensive = '{ complaints(first: 100) { nodes { comments(first: 100) { nodes { id } } } } }';

  it('every answer tells what the operation cost, and what is left', async () => {
    const answer = await ask(await serverWith({}), '{ complaints(first: 10) { nodes { id } } }');
    expect(answer.headers.get('ratelimit-policy')).toBe(
      '"session";q=3000;w=60, "session-points";q=300000;w=60',
    );
    expect(answer.headers.get('ratelimit')).toMatch(
      /^"session";r=2999;t=\d+, "session-points";r=299989;t=1$/,
    );
    expect(answer.body).toEqual({
      data: { complaints: { nodes: [] } },
      extensions: {
        cost: {
          requested: 11,
          maximum: 25_000,
          of: 'session',
          limit: 300_000,
          remaining: 299_989,
          restoredPerSecond: 5_000,
        },
      },
    });
  });

  it('an operation that costs more than is left is a 429 with a word on when to come back; a cheap one goes on', async () => {
    const server = await serverWith({ session: 10 });
    expect((await ask(server, expensive)).status).toBe(200);
    expect((await ask(server, expensive)).status).toBe(200);
    const refused = await ask(server, expensive);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('14');
    expect(refused.headers.get('ratelimit')).toMatch(/"session-points";r=4598;t=50$/);
    expect(refused.body).toEqual({
      errors: [
        {
          message: 'This operation costs 10201 points, and 4598 are left. Try again in 14 seconds.',
          extensions: { code: 'RATE_LIMITED' },
        },
      ],
      extensions: { cost: expect.objectContaining({ requested: 10_201, remaining: 4_598 }) },
    });
    expect((await ask(server, '{ viewer { id } }')).status).toBe(200);
    expect(api.log()).toContain('"event":"too many points"');
    api.clock.now = new Date(api.clock.now.getTime() + 14_000);
    expect((await ask(server, expensive)).status).toBe(200);
  });

  it('of several processes on one database is one: what is spent at one of them is missing at the others a second later', async () => {
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => serverWith({ session: 250 })));
    expect((await ask(first!, expensive)).status).toBe(200);
    expect((await ask(second!, expensive)).status).toBe(200);
    const spent = () =>
      withAdmin(api.database.adminUrl, async (admin) => {
        const text = `select key, points, expire from platform.rate_limits where starts_with(key, 'budget:')`;
        return (await admin.query<{ key: string; expire: number }>(text)).rows;
      });
    const milliseconds = Math.floor((10_201 / 25_000) * 60_000) * 2;
    const fullAgainAt = api.clock.now.getTime() + milliseconds;
    const patiently = { timeout: 10_000 };
    await expect
      .poll(async () => (await spent()).map(({ expire }) => Number(expire)), patiently)
      .toEqual([fullAgainAt]);
    const left = async (server: Pick<HttpApi, 'post'>) =>
      (await ask(server, '{ viewer { id } }')).body.extensions.cost.remaining as number;
    for (const server of [first!, second!, third!]) {
      await expect.poll(() => left(server), patiently).toBeLessThan(4_600);
      const refused = await ask(server, expensive);
      expect(refused.status).toBe(429);
      expect(refused.headers.get('retry-after')).toBe('14');
    }
    expect((await ask(third!, '{ viewer { id } }')).status).toBe(200);
    expect(JSON.stringify(await spent())).not.toContain(api.acme.tenant.key);
    api.clock.now = new Date(api.clock.now.getTime() + 14_000);
    expect((await ask(third!, expensive)).status).toBe(200);
  });

  it('the web app’s operations count like any others', async () => {
    const server = await serverWith({ session: 10 });
    const { execute } = await server.inProcess();
    const accessToken = authorization.replace('Bearer ', '');
    const request = {
      query: expensive,
      accessToken,
      requestId: 'x',
      clientAddress: '203.0.113.5',
      userAgent: null,
    };
    expect((await execute(request)).body).not.toHaveProperty('extensions');
    expect((await execute(request)).status).toBe(200);
    expect(await execute(request)).toMatchObject({
      status: 429,
      body: { errors: [{ extensions: { code: 'RATE_LIMITED' } }] },
    });
  });

  it('one that costs too much at all is a 400', async () => {
    const answer = await ask(
      await serverWith({}),
      '{ complaints(first: 100) { nodes { comments(first: 100) { nodes { id } edges { cursor } } timeline(first: 100) { nodes { id } } } } }',
    );
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      errors: [
        {
          message:
            'This operation costs 30301 points, and 25000 is the most. With 82 rows of complaints instead of 100 it would do.',
          extensions: { code: 'COST_TOO_HIGH' },
        },
      ],
      extensions: { cost: { requested: 30_301, maximum: 25_000 } },
    });
  });
});
