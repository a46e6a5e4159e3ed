import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { everyPool } from '../db/pools.ts';
import { statement } from '../db/sql.ts';
import { startHttpApi, type HttpApi } from '../test/http-api.ts';
import { failToConnect } from '../test/lost-pools.ts';
import { withTenant, withTenantRead } from '../tenancy/with-tenant.ts';
import { findOverload } from './overload.ts';

let api: HttpApi;
let authorization: string;

beforeAll(async () => {
  api = await startHttpApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  api.reset();
  ({ authorization } = await api.signIn('admin'));
});

const categories = { query: '{ categories { id } }' };

describe('when there is too much to do', () => {
  it.each([
    ['a statement that ran out of time', { code: '57014' }],
    ['a lock that did not come', { code: '55P03' }],
    ['a transaction that did nothing for too long', { code: '25P03' }],
    ['a transaction that took too long', { code: '25P04' }],
    ['a database without connections left', { code: '53300' }],
    ['a database that is starting', { code: '57P03' }],
    ['no connection in five seconds', { message: 'timeout exceeded when trying to connect' }],
  ])('%s is a 503 with a word on when to come back, and no fault', async (_, parts) => {
    failToConnect(api.database.pools, () => Object.assign(new Error('hunter2 of carla@acme.example'), parts));
    const answer = await api.post(categories, { authorization });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.body.errors).toEqual([
      {
        message:
          'There is more to do than we can manage at the moment. This was not done; try again in a moment.',
        path: ['categories'],
        extensions: { code: 'UNAVAILABLE', retryAfterSeconds: 5 },
      },
    ]);
    expect(JSON.parse(api.log().split('\n')[0] as string)).toMatchObject({
      level: 'warn',
      event: 'overload',
    });
    expect(api.log()).not.toMatch(/hunter2|carla/);
  });

  it('every pool waits five seconds for a connection and no longer, as a 503 too where it is asked who asks', async () => {
    const { aside } = api.database.pools;
    for (const pool of everyPool(api.database.pools))
      expect(pool.options.connectionTimeoutMillis).toBe(5_000);
    vi.spyOn(aside, 'query').mockImplementation(() => {
      throw new Error('timeout exceeded when trying to connect');
    });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const answer = await api.post(categories, { authorization });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(answer.body.errors[0].extensions).toEqual({ code: 'UNAVAILABLE' });
  });

  it('a lock that somebody else holds is waited for five seconds', async () => {
    await withAdmin(api.database.adminUrl, async (admin) => {
      await admin.query(`begin; lock table "${api.acme.tenant.key}".categories in access exclusive mode`);
      const begun = performance.now();
      const answer = await api.post(categories, { authorization });
      expect(answer.status).toBe(503);
      expect(performance.now() - begun).toBeGreaterThan(4_500);
    });
    expect((await api.post(categories, { authorization })).status).toBe(200);
  });
});

describe('every unit of work', () => {
  const limits = statement`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
    current_setting('idle_in_transaction_session_timeout') as idle, current_setting('transaction_timeout', true) as transaction`;

  it('has its time limits: for a statement, a lock, doing nothing, and the whole', async () => {
    const { key } = api.acme.tenant;
    const read = await withTenantRead(api.database.pools, key, (unit) => unit.query(limits));
    expect(read).toEqual([{ statement: '10s', lock: '5s', idle: '15s', transaction: '1min' }]);
    const change = await withTenant(api.database.pools, key, (unit) => unit.query(limits));
    expect(change).toEqual([{ statement: '15s', lock: '5s', idle: '15s', transaction: '1min' }]);
  });
});

describe('what is no overload', () => {
  it.each([new Error('x'), Object.assign(new Error('x'), { code: '23505' }), 'timeout', null])(
    '%s',
    (error) => {
      expect(findOverload(error)).toBeNull();
    },
  );
});
