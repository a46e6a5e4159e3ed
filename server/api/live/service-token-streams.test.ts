import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newServiceToken } from '../../auth/service-token-text.ts';
import { createPools } from '../../db/pools.ts';
import { close, listen, testConfig } from '../../test/http-api.ts';
import { startLiveWorld, type LiveWorld } from '../../test/live-world.ts';
import { castPassword } from '../../test/organisation.ts';
import { openSocketStream } from '../../test/socket-stream.ts';
import { createHttpServer } from '../http.ts';

let world: LiveWorld;
let consumer: string;

beforeAll(async () => {
  world = await startLiveWorld();
  consumer = (await world.api.signIn('consumer')).authorization;
});
afterAll(() => world.stop());
beforeEach(() => world.api.reset());

const theList = 'subscription { complaintsChanged { isResync changed { subject } } }';
const withAssignee =
  'subscription { complaintsChanged { changed { subject assignee { displayName username } } } }';
const soon = { timeout: 10_000, interval: 20 };

async function ask(query: string, authorization: string) {
  const { body } = await world.api.post({ query }, { authorization });
  expect(body.errors).toBeUndefined();
  return body.data;
}

async function makeToken(scopes: string): Promise<{ id: string; authorization: string }> {
  const { authorization } = await world.api.signIn('admin');
  const { createServiceToken } = await ask(
    `mutation { createServiceToken(input: { name: "CRM", scopes: [${scopes}], password: "${castPassword}" }) {
      serviceToken { id } text errors { code } } }`,
    authorization,
  );
  return { id: createServiceToken.serviceToken.id, authorization: `Bearer ${createServiceToken.text}` };
}

const revoke = async ({ id }: { id: string }) =>
  ask(
    `mutation { revokeServiceToken(input: { id: "${id}" }) { errors { code } } }`,
    (await world.api.signIn('admin')).authorization,
  );

async function submit(subject: string): Promise<{ id: string }> {
  const input = `{ subject: "${subject}", description: "Burnt." }`;
  const query = `mutation { submitComplaint(input: ${input}) { complaint { id } errors { code } } }`;
  return (await ask(query, consumer)).submitComplaint.complaint;
}

/** The same stream by both ways; `end` is what a client sees of its end. */
function openBoth(authorization: string, query = theList) {
  const events = world.open(authorization, query);
  const socket = openSocketStream(world.other.url, query, { params: { authorization } });
  return [
    { events: events.events, isOver: () => events.end !== null, stop: () => events.stop() },
    { events: socket.events, isOver: () => socket.closed !== null, stop: () => socket.stop() },
  ];
}

describe('software that listens with a service token', () => {
  it('hears what happens, by both ways, and its stream ends a moment after the token was revoked, though nothing happens', async () => {
    const token = await makeToken('COMPLAINTS_READ');
    const streams = openBoth(token.authorization);
    for (const { events } of streams) await expect.poll(() => events.length, soon).toBe(1);
    await submit('Toast');
    for (const { events } of streams) {
      await expect.poll(() => events.length, soon).toBe(2);
      expect(events[1].data.complaintsChanged.changed).toEqual([{ subject: 'Toast' }]);
    }
    await revoke(token);
    const at = performance.now();
    await expect.poll(() => streams.map(({ isOver }) => isOver()), soon).toEqual([true, true]);
    expect(performance.now() - at).toBeLessThan(3_000);
    await submit('Jam');
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (const { events } of streams) expect(events).toHaveLength(2);
  });

  it('is refused what none of its scopes names, and what no scope names: the stream is over then', async () => {
    const wrong = await makeToken('COMMENTS_WRITE');
    const right = await makeToken('COMPLAINTS_READ');
    for (const [{ authorization }, query] of [
      [wrong, theList],
      [right, 'subscription { notifications { reason } }'],
    ] as const) {
      const [events, socket] = [
        world.open(authorization, query),
        openSocketStream(world.other.url, query, { params: { authorization } }),
      ];
      await expect.poll(() => events.end, soon).toBe('complete');
      await expect.poll(() => socket.events.length, soon).toBe(1);
      await submit('Toast');
      await new Promise((resolve) => setTimeout(resolve, 300));
      for (const heard of [events.events, socket.events]) {
        expect(heard).toHaveLength(1);
        expect(heard[0].errors[0].extensions.code).toBe('FORBIDDEN');
        expect(heard[0].data?.complaintsChanged ?? null).toBeNull();
      }
      socket.stop();
    }
  });

  it('is given of each event the fields that its scopes name, and no others', async () => {
    const { authorization } = await makeToken('COMPLAINTS_READ');
    const { id } = await submit('Toast');
    const streams = openBoth(authorization, withAssignee);
    for (const { events } of streams) await expect.poll(() => events.length, soon).toBe(1);
    await ask(
      `mutation { startComplaint(input: { id: "${id}", version: 1 }) { errors { code } } }`,
      (await world.api.signIn('support')).authorization,
    );
    for (const { events, stop } of streams) {
      // That it was submitted may be told as an event of its own.
      const refused = () => events.find(({ errors }) => errors);
      await expect.poll(refused, soon).toBeDefined();
      expect(refused().errors).toMatchObject([
        {
          path: ['complaintsChanged', 'changed', 0, 'assignee', 'username'],
          extensions: { code: 'FORBIDDEN' },
        },
      ]);
      expect(refused().data?.complaintsChanged?.changed?.[0]?.assignee?.username ?? null).toBeNull();
      stop();
    }
  });

  it('with tokens that somebody makes up is refused by the limit of their address, without a look into the database', async () => {
    const trafficLimits = { address: 2, session: 0, token: 0, account: 0, tenant: 0 };
    const pools = createPools({ databaseUrl: world.api.database.databaseUrl });
    const server = await createHttpServer({ config: { ...testConfig(), trafficLimits }, pools, web: null });
    const url = await listen(server);
    const send = async () => {
      const headers = {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${newServiceToken(world.api.acme.tenant.key).text}`,
      };
      const body = JSON.stringify({ query: theList });
      return (await fetch(`${url}/graphql/stream`, { method: 'POST', headers, body })).status;
    };
    expect(await send()).toBe(401);
    await pools.end();
    for (let sent = 0; sent < 3; sent += 1) expect(await send()).toBe(429);
    await close(server);
  });
});
