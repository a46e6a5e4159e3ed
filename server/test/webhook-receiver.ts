import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it came in. */
export interface ReceivedMessage {
  id: string;
  headers: Record<string, string>;
  body: string;
  /** The reference of its complaint; undefined for a test. */
  reference: string | undefined;
  type: string;
  path: string;
}

/** Another system's server, to which webhooks are sent. */
export interface WebhookReceiver {
  url: string;
  messages: ReceivedMessage[];
  /** How often somebody connected, whatever they said then. */
  connections: number;
  /** How it answers; it takes everything with 204 unless told otherwise. `message` is kept before. */
  answer: (message: ReceivedMessage, response: ServerResponse) => void;
  /** Forgets what it got, and answers as in the beginning. */
  reset(): void;
  stop(): Promise<void>;
}

/** Starts a receiver on this machine. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const take: WebhookReceiver['answer'] = (_, response) => response.writeHead(204).end();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const message = toMessage(request.headers, request.url ?? '', body);
      receiver.messages.push(message);
      receiver.answer(message, response);
    });
  });
  server.on('connection', () => (receiver.connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`,
    messages: [],
    connections: 0,
    answer: take,
    reset() {
      receiver.messages = [];
      receiver.connections = 0;
      receiver.answer = take;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
  return receiver;
}

function toMessage(headers: IncomingHttpHeaders, path: string, body: string): ReceivedMessage {
  const { type, data } = JSON.parse(body) as { type: string; data: { reference?: string } };
  const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return { id: texts['webhook-id'] ?? '', headers: texts, body, reference: data.reference, type, path };
}
