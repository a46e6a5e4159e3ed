import { connect, type AddressInfo, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startLiveProcess, startLiveWorld, type LiveProcess, type LiveWorld } from '../../test/live-world.ts';

let world: LiveWorld;
let process: LiveProcess;
let consumer: string;
const complaints: string[] = [];

beforeAll(async () => {
  world = await startLiveWorld();
  process = await startLiveProcess(world.api.database.databaseUrl, { slowSeconds: 1 });
  consumer = (await world.api.signIn('consumer')).authorization;
  for (let made = 0; made < 10; made += 1) {
    const input = { subject: `Long ${made}`, description: 'x'.repeat(20_000) };
    const query =
      'mutation ($input: SubmitComplaintInput!) { submitComplaint(input: $input) { complaint { id } errors { code } } }';
    const { body } = await world.api.post({ query, variables: { input } }, { authorization: consumer });
    complaints.push(body.data.submitComplaint.complaint.id);
  }
});
afterAll(async () => {
  await process.stop();
  await world.stop();
});
beforeEach(() => world.api.reset());

/** An event of two megabytes: what a connection takes by itself is full after a few. */
const names = Array.from({ length: 10 }, (_, at) => `a${at}: description`).join(' ');
const muchOfIt = `subscription { complaintsChanged { changed { ${names} } } }`;
const soon = { timeout: 10_000, interval: 20 };

async function somethingHappens(): Promise<void> {
  for (const id of complaints) {
    const query = `mutation { addComment(input: { complaintId: "${id}", body: "And now?" }) { errors { code } } }`;
    await world.api.post({ query }, { authorization: consumer });
  }
}

/** How each way is opened by somebody who reads the first event and then nothing any more. */
const ways = {
  async 'by server-sent events'() {
    const { port } = process.server.address() as AddressInfo;
    const socket: Socket = connect(port, '127.0.0.1');
    const body = JSON.stringify({ query: muchOfIt });
    socket.write(
      `POST /graphql/stream HTTP/1.1\r\nhost: localhost\r\nauthorization: ${consumer}\r\naccept: text/event-stream\r\n` +
        `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    let heard = '';
    await new Promise<void>((resolve) =>
      socket.on('data', (chunk) => {
        heard += String(chunk);
        if (heard.includes('event: next')) resolve();
      }),
    );
    socket.pause();
    return () => void socket.destroy();
  },
  async 'by WebSocket'() {
    const socket = new WebSocket(`${process.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const messages: string[] = [];
    socket.on('message', (message) => messages.push(String(message)));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: consumer } }));
    await expect.poll(() => messages.length, soon).toBe(1);
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: muchOfIt } }));
    await expect.poll(() => messages.length, soon).toBeGreaterThanOrEqual(2);
    socket.pause();
    return () => socket.terminate();
  },
};

it.each(Object.entries(ways))(
  'who listens %s and takes nothing is cut, and what was kept for them is let go; who takes theirs goes on',
  async (_, open) => {
    const reader = world.open(consumer, muchOfIt, {}, process.url);
    await expect.poll(() => reader.events.length, soon).toBe(1);
    const connections = new Set<WeakRef<Socket>>();
    const keep = (socket: Socket) => connections.add(new WeakRef(socket));
    process.server.on('connection', keep);
    const stop = await open();
    process.server.off('connection', keep);
    expect(connections.size).toBe(1);
    const isCut = () => [...connections].every((one) => one.deref()?.destroyed ?? true);
    // A moment of not reading is nothing: only when nothing more goes out, time runs.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(isCut()).toBe(false);
    for (let round = 0; round < 15 && !isCut(); round += 1) {
      await somethingHappens();
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    await expect.poll(isCut, soon).toBe(true);
    await expect
      .poll(
        () => {
          collectGarbage();
          return [...connections].filter((one) => one.deref()).length;
        },
        { timeout: 10_000, interval: 200 },
      )
      .toBe(0);
    stop();
    const before = reader.events.length;
    await somethingHappens();
    await expect.poll(() => reader.events.length, soon).toBeGreaterThan(before);
    expect(reader.end).toBe(null);
    reader.stop();
  },
  60_000,
);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
