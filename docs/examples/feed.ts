// Feeds complaints in from another system. Run it again after whatever went wrong: none comes in twice.   node feed.ts
const url = process.env.REDRESS_URL ?? 'http://localhost:4000';
const token = process.env.REDRESS_TOKEN;

// What your own system holds; `ticket` is its number there.
const tickets = [
  {
    ticket: 'SHOP-1001',
    name: 'Ada Byron',
    email: 'ada@example.com',
    receivedAt: '2026-03-01T09:30:00Z',
    subject: 'Kettle leaks',
    description: 'It leaks at the handle since the first day.',
  },
  {
    ticket: 'SHOP-1002',
    name: 'Charles Cabbage',
    email: 'charles@example.com',
    receivedAt: '2026-03-02T14:00:00+01:00',
    subject: 'Refund did not arrive',
    description: 'Promised on 12 February, nothing came.',
  },
];

const log = `mutation Log($input: LogComplaintInput!) {
  logComplaint(input: $input) {
    complaint { id reference status }
    errors { code message path }
  }
}`;

for (const { ticket, name, email, ...rest } of tickets) {
  const input = { ...rest, externalReference: ticket, channel: 'EMAIL', newConsumer: { name, email } };
  // The key says which piece of work this is: the same one is done once, and answered as the first time.
  const { logComplaint } = await send(log, { input }, `feed-${ticket}`);
  if (logComplaint.complaint) console.log(`${ticket} is ${logComplaint.complaint.reference}`);
  // A typed error is about this ticket: trying again changes nothing.
  else console.error(`${ticket} was refused:`, logComplaint.errors);
}

interface Logged {
  logComplaint: { complaint: { reference: string } | null; errors: { code: string; message: string }[] };
}

/** Sends until there is an answer: the network may fail, the server may restart, or have too much to do. */
async function send(query: string, variables: object, idempotencyKey: string): Promise<Logged> {
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    let seconds = 2 ** attempt * (0.5 + Math.random());
    let answer: { data: Logged; errors?: { message: string }[] } | null = null;
    try {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          'idempotency-key': idempotencyKey,
        },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(30_000),
      });
      if ([409, 429, 500, 502, 503, 504].includes(response.status))
        seconds = Number(response.headers.get('retry-after')) || seconds;
      else answer = (await response.json()) as NonNullable<typeof answer>;
    } catch {
      // No answer, or not a whole one.
    }
    if (answer?.errors?.[0]) throw new Error(answer.errors[0].message);
    if (answer) return answer.data;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
  throw new Error('No answer');
}
