import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { Random } from '../support/random.ts';

/** A message that the target took in. */
export interface TakenMessage {
  id: string;
  reference: string;
}

/** Another system's server that fails one call in five. */
export interface Target {
  url: string;
  /** The secret that messages are checked with. */
  secret: string;
  /** In the order in which they came, doubles too. */
  taken: TakenMessage[];
  /** Calls by what became of them. */
  calls: Record<Outcome | 'forged', number>;
  stop(): Promise<void>;
}

type Outcome = 'answered' | 'refused' | 'odd' | 'hung' | 'reset';

/**
 * One call in five fails. What hangs or is reset was taken in: the answer alone is lost, as when a server dies; and so it is where the answer is
 * none, but a change to another protocol.
 */
const outcomes: Readonly<Record<Outcome, number>> = { answered: 80, refused: 8, odd: 2, hung: 4, reset: 6 };

/** Starts it. Each message is checked by the library of the Standard Webhooks specification. */
export async function startTarget(random: Random): Promise<Target> {
  const target: Target = {
    url: '',
    secret: '',
    taken: [],
    calls: { answered: 0, refused: 0, odd: 0, hung: 0, reset: 0, forged: 0 },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => take(body, request.headers as Record<string, string>, response));
  });
  const take = (body: string, headers: Record<string, string>, response: ServerResponse) => {
    let message: TakenMessage;
    try {
      const { data } = new Webhook(target.secret).verify(body, headers) as { data: TakenMessage };
      message = { id: String(headers['webhook-id']), reference: data.reference };
    } catch {
      target.calls.forged += 1;
      return response.writeHead(400).end();
    }
    const outcome = random.weighted(outcomes);
    target.calls[outcome] += 1;
    if (outcome !== 'refused') target.taken.push(message);
    if (outcome === 'answered') response.writeHead(204).end();
    if (outcome === 'refused') response.writeHead(500).end('Out of order');
    if (outcome === 'odd')
      response.socket?.end('HTTP/1.1 101 Other\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n');
    if (outcome === 'reset') response.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  target.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return target;
}
