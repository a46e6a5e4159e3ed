import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request as httpRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { inFlightLimits } from '../shared/limits.ts';
import { startHttpApi, type HttpApi } from '../test/http-api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { createInFlight } from './in-flight.ts';

let api: HttpApi;
let other: TestOrganisation;

beforeAll(async () => {
  api = await startHttpApi();
  other = await createOrganisation(api.database, 'other');
});
afterAll(() => api.stop());
beforeEach(() => api.reset());

const body = JSON.stringify({ query: '{ categories { id } }' });

/** One request on a socket of its own. */
function send(
  agent: Agent,
  authorization: string,
): Promise<{ status: number; retryAfter: string | undefined; code: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length, authorization };
    const sent = httpRequest(`${api.url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers['retry-after'],
          code: text.match(/"code":"(\w+)"/)?.[1] ?? '',
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('an organisation that asks for everything at once', () => {
  it('waits for itself: 500 of its requests hold its share of the connections, and another organisation is answered', async () => {
    const flooder = await api.signIn('manager');
    const neighbour = await api.signIn('manager', 'other');
    const agent = new Agent({ maxSockets: 600 });
    await withAdmin(api.database.adminUrl, async (admin) => {
      // What the flooder reads takes as long as we like.
      await admin.query(`begin; lock table "${api.acme.tenant.key}".categories in access exclusive mode`);
      const flood = Array.from({ length: 500 }, () => send(agent, flooder.authorization));
      await sleep(1_000);
      const { rows } = await withAdmin(api.database.adminUrl, (watcher) =>
        watcher.query<{ held: number }>(
          `select count(*)::int as held from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        ),
      );
      expect(rows[0]?.held).toBe(inFlightLimits.share);

      for (let round = 0; round < 20; round += 1)
        expect(await send(agent, neighbour.authorization)).toMatchObject({ status: 200 });
      expect(other.tenant.key).not.toBe(api.acme.tenant.key);

      await admin.query('rollback');
      const answers = await Promise.all(flood);
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThanOrEqual(500 - inFlightLimits.share - inFlightLimits.waiting);
      for (const answer of refused) expect(answer).toMatchObject({ retryAfter: '1', code: 'RATE_LIMITED' });
      // On a slow machine the time limit of a lock may have come first.
      for (const { status } of answers) expect([200, 429, 503]).toContain(status);
      expect(answers.some(({ status }) => status === 200)).toBe(true);
    });
    agent.destroy();
    expect((await send(new Agent(), flooder.authorization)).status).toBe(200);
  });
});

describe('a share', () => {
  it('goes to those who wait in the order in which they came', async () => {
    const inFlight = createInFlight({ share: 1, waiting: 3, longLine: 20, waitMilliseconds: 1_000 });
    const order: number[] = [];
    const leave = await inFlight.enter('a');
    const turns = [1, 2, 3].map(async (number) => {
      const leaveAgain = await inFlight.enter('a');
      order.push(number);
      leaveAgain?.();
    });
    expect(await inFlight.enter('a'), 'a fourth one has no place to wait').toBeNull();
    expect(await inFlight.enter('b')).not.toBeNull();
    leave?.();
    await Promise.all(turns);
    expect(order).toEqual([1, 2, 3]);
  });

  it('that does not come in time is refused, and the next one still gets it', async () => {
    const inFlight = createInFlight({ share: 1, waiting: 3, longLine: 20, waitMilliseconds: 20 });
    const leave = await inFlight.enter('a');
    expect(await inFlight.enter('a')).toBeNull();
    leave?.();
    expect(await inFlight.enter('a')).not.toBeNull();
  });

  it('shrinks to one at a time while the line is long and others are at work, and grows again afterwards', async () => {
    const inFlight = createInFlight({ share: 3, waiting: 9, longLine: 2, waitMilliseconds: 5_000 });
    const leaving = await Promise.all([1, 2, 3].map(() => inFlight.enter('flood')));
    let running = 3;
    const line = Array.from({ length: 5 }, async () => {
      const leave = await inFlight.enter('flood');
      running += 1;
      return leave;
    });
    (await inFlight.enter('other'))?.();
    const tick = () => new Promise((resolve) => setTimeout(resolve, 5));
    for (const leave of leaving.slice(0, 2)) {
      leave?.();
      running -= 1;
    }
    await tick();
    expect(running, 'nobody took the places of those two').toBe(1);
    leaving[2]?.();
    running -= 1;
    await tick();
    expect(running, 'but one always goes on').toBe(1);
    (await line[0])?.();
    (await line[1])?.();
    (await line[2])?.();
    running -= 3;
    await tick();
    expect(running, 'the line is short').toBe(2);
  });

  it('of 0 is no limit', async () => {
    const inFlight = createInFlight({ share: 0, waiting: 0, longLine: 20, waitMilliseconds: 20 });
    for (let count = 0; count < 50; count += 1) expect(await inFlight.enter('a')).not.toBeNull();
  });
});
