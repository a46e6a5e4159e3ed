// Receives webhooks: verifies each, drops what came before, answers at once.   npm i standardwebhooks && node webhook.ts
import { createServer } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

// Shown once, when the endpoint is made: whsec_…
const webhook = new Webhook(process.env.WEBHOOK_SECRET ?? '');
/** In your database, in the transaction that does the work; entries older than 30 days can go. */
const seen = new Set<string>();

interface Message {
  type: string;
  timestamp: string;
  data: { id?: string; reference?: string; version?: number; status?: string };
}

const server = createServer(async (request, response) => {
  // The bytes as they came: the signature is over them, not over what JSON.parse makes of them.
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // Whoever sent it hung up before the end; it comes again.
    return;
  }
  const body = Buffer.concat(chunks);
  try {
    // Also refuses a moment that is more than five minutes away: nobody can send an old message again.
    webhook.verify(body, request.headers as Record<string, string>);
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    console.log('refused: not signed with our secret, or too old');
    response.writeHead(401).end();
    return;
  }
  const id = String(request.headers['webhook-id']);
  if (seen.has(id)) console.log(`${id} came before`);
  else {
    seen.add(id);
    const { type, data } = JSON.parse(body.toString()) as Message;
    console.log(`${id} ${type} ${data.reference ?? ''} ${data.status ?? ''}`.trim());
  }
  // Anything but 2xx within 15 seconds is tried again: put the work in a queue, and answer.
  response.writeHead(204).end();
});

server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => {
  const address = server.address();
  console.log(`listening on ${typeof address === 'object' ? address?.port : address}`);
});
