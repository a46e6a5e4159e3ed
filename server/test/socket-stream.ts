import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What a subscription by WebSocket gave so far, and how it ended. */
export interface HeardSocket {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the server said
  events: any[];
  /** The code with which the socket was closed. */
  closed: number | null;
  error: string;
  stop(): void;
}

interface SocketOptions {
  /** The first message: where the token stands that no header carries. */
  params?: Record<string, unknown> | undefined;
  /** Those of the handshake. */
  headers?: Record<string, string>;
}

/** Subscribes by WebSocket at a server. */
export function openSocketStream(
  url: string,
  query: string,
  { params, headers = {} }: SocketOptions,
): HeardSocket {
  class WithHeaders extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols, { headers });
    }
  }
  const heard: HeardSocket = { events: [], closed: null, error: '', stop: () => void client.dispose() };
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WithHeaders,
    retryAttempts: 0,
    ...(params ? { connectionParams: params } : {}),
    on: { closed: (event) => (heard.closed = (event as { code: number }).code) },
  });
  client.subscribe(
    { query },
    {
      next: (event) => void heard.events.push(event),
      error: (error) => (heard.error = String((error as Error).message ?? JSON.stringify(error))),
      complete: () => undefined,
    },
  );
  return heard;
}
