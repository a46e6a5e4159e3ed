import { request } from 'node:http';
import { WebSocket } from 'ws';

/** A stream that is open, and what it told: the id of each complaint that changed, and when that was heard. */
export interface Listener {
  heardAt: Map<string, number>;
  isOver(): boolean;
  stop(): void;
}

/** Both ways to listen. */
export type Way = 'sse' | 'ws';
export const ways: readonly Way[] = ['sse', 'ws'];

const query = 'subscription { complaintsChanged { isResync changed { id reference status version } } }';

interface Told {
  data?: { complaintsChanged: { changed: { id: string }[] } | null } | null;
  errors?: unknown;
}

/** Opens a stream of all complaints of the organisation; resolves with its first event. */
export function listen(way: Way, url: string, token: string): Promise<Listener> {
  return way === 'sse' ? listenByEvents(url, token) : listenBySocket(url, token);
}

function listenByEvents(url: string, token: string): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      'content-type': 'application/json',
    };
    // A connection of its own, and not one of a pool.
    const sent = request(`${url}/graphql/stream`, { method: 'POST', agent: false, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`HTTP ${response.statusCode}`));
      response.setEncoding('utf8');
      let rest = '';
      response.on('data', (chunk: string) => {
        const parts = (rest + chunk).split('\n\n');
        rest = parts.pop() ?? '';
        for (const part of parts) {
          const data = part.split('\ndata: ')[1];
          if (part.startsWith('event: next') && data) note(JSON.parse(data) as Told);
        }
      });
      response.on('close', () => (isOver = true));
      response.on('error', () => (isOver = true));
    });
    let isOver = false;
    const heardAt = new Map<string, number>();
    const listener = { heardAt, isOver: () => isOver, stop: () => void sent.destroy() };
    const note = noterOf(heardAt, () => resolve(listener), reject);
    sent.on('error', reject);
    sent.end(JSON.stringify({ query }));
  });
}

function listenBySocket(url: string, token: string): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    let isOver = false;
    const heardAt = new Map<string, number>();
    const listener = { heardAt, isOver: () => isOver, stop: () => void socket.close() };
    const note = noterOf(heardAt, () => resolve(listener), reject);
    const send = (message: object) => socket.send(JSON.stringify(message));
    socket.on('open', () => send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    socket.on('message', (text) => {
      const message = JSON.parse(String(text)) as { type: string; payload: Told };
      if (message.type === 'connection_ack') send({ id: '1', type: 'subscribe', payload: { query } });
      if (message.type === 'next') note(message.payload);
    });
    socket.on('error', reject);
    socket.on('close', () => {
      isOver = true;
      reject(new Error('The socket was closed'));
    });
  });
}

/** The first event says that the stream is open; the others are noted. */
function noterOf(heardAt: Map<string, number>, opened: () => void, failed: (error: Error) => void) {
  return ({ data, errors }: Told) => {
    const now = performance.now();
    if (errors) return failed(new Error(JSON.stringify(errors)));
    opened();
    for (const { id } of data?.complaintsChanged?.changed ?? []) heardAt.set(id, now);
  };
}
