import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { revoke } from '../../auth/revocations.ts';
import { publicUrl } from '../../test/http-api.ts';
import { startLiveWorld, type LiveWorld } from '../../test/live-world.ts';
import { openSocketStream } from '../../test/socket-stream.ts';

let world: LiveWorld;

beforeAll(async () => {
  world = await startLiveWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.api.reset());

const address = () => `${world.other.url.replace('http', 'ws')}/graphql`;
const theList = 'subscription { complaintsChanged { isResync changed { subject } } }';
const soon = { timeout: 10_000, interval: 20 };

const open = (params: Record<string, unknown> | undefined, headers: Record<string, string> = {}) =>
  openSocketStream(world.other.url, theList, { params, headers });

async function submit(authorization: string): Promise<void> {
  const query = `mutation { submitComplaint(input: { subject: "Toast", description: "Burnt." }) { errors { code } } }`;
  const { body } = await world.api.post({ query }, { authorization });
  expect(body.data.submitComplaint.errors).toEqual([]);
}

const cookieOf = (authorization: string) => `__Host-redress_access=${authorization.slice('Bearer '.length)}`;

describe('a subscription by WebSocket', () => {
  it('hears what another process changed, by a token in the first message', async () => {
    const { authorization } = await world.api.signIn('consumer');
    const heard = open({ authorization });
    await expect.poll(() => heard.events.length, soon).toBe(1);
    await submit(authorization);
    await expect.poll(() => heard.events.length, soon).toBe(2);
    expect(heard.events[1]).toEqual({
      data: { complaintsChanged: { isResync: false, changed: [{ subject: 'Toast' }] } },
    });
    heard.stop();
  });

  it('of one of our own pages is let in by its cookie, and of another site’s page is not', async () => {
    const { authorization } = await world.api.signIn('manager');
    const cookie = cookieOf(authorization);
    const ours = open(undefined, { cookie, origin: publicUrl });
    await expect.poll(() => ours.events.length, soon).toBe(1);
    ours.stop();
    for (const headers of [
      { cookie, origin: 'https://evil.example' },
      { cookie, origin: 'null' },
      { cookie, 'sec-fetch-site': 'cross-site' },
      { cookie, origin: publicUrl, 'sec-fetch-site': 'same-site' },
    ]) {
      const theirs = open(undefined, headers as Record<string, string>);
      await expect.poll(() => theirs.closed, soon).not.toBe(null);
      expect(theirs.events).toEqual([]);
    }
  });

  it('is refused without a token, and with one that is no good', async () => {
    for (const params of [undefined, { authorization: 'Bearer nonsense' }, { authorization: 7 }]) {
      const heard = open(params);
      await expect.poll(() => heard.closed, soon).toBe(4403);
      expect(heard.events).toEqual([]);
    }
  });

  it('is closed when its session is revoked, though nothing happens', async () => {
    const { authorization } = await world.api.signIn('manager');
    const heard = open({ authorization });
    await expect.poll(() => heard.events.length, soon).toBe(1);
    const [, payload = ''] = authorization.split('.');
    const { sid } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sid: string };
    await revoke(world.api.database.pools, [sid]);
    await expect.poll(() => heard.closed, soon).toBe(1012);
  });

  it.each([
    ['no JSON', '{'],
    ['no message', '[]'],
    ['of no type that there is', '{"type":"constructor"}'],
    ['for servers to send', '{"type":"next","id":"1","payload":{}}'],
    ['for servers to send', '{"type":"error","id":"1","payload":[{"message":"x"}]}'],
    ['without what it asks for', '{"type":"subscribe","id":"1"}'],
    [
      'with something else than a text for its document',
      '{"type":"subscribe","id":"1","payload":{"query":{}}}',
    ],
  ])('whose message is %s is closed as the protocol says, and is no fault: %s', async (_, message) => {
    const { authorization } = await world.api.signIn('manager');
    const socket = new WebSocket(address(), 'graphql-transport-ws');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.once('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })),
    );
    socket.once('message', () => socket.send(message));
    expect(await closed).toBe(4400);
    expect(world.api.log()).not.toContain('fault');
  });

  it('is at one path alone', async () => {
    const socket = new WebSocket(address().replace('/graphql', '/elsewhere'), 'graphql-transport-ws');
    const said = await new Promise((resolve) => socket.once('error', (error) => resolve(error.message)));
    expect(said).toContain('404');
  });
});
