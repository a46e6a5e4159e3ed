// Listens to what happens, as it happens: one line for each complaint that changed.   node listen.ts
const url = process.env.REDRESS_URL ?? 'http://localhost:4000';
const token = process.env.REDRESS_TOKEN;

const subscription = `subscription Listen {
  complaintsChanged {
    isResync
    changed { reference status }
    left
  }
}`;

interface Change {
  isResync: boolean;
  changed: { reference: string; status: string }[];
  left: string[];
}

for (;;) {
  try {
    await listen();
  } catch (error) {
    console.error(String(error));
  }
  // The server restarted, or the line broke. The first event of the next stream says that something may have been missed.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
}

async function listen(): Promise<void> {
  const response = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query: subscription }),
  });
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}: ${await response.text()}`);
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const events = (text + chunk).split('\n\n');
    // The last one is not whole yet.
    text = events.pop() ?? '';
    for (const event of events) if (/^event: next$/m.test(event)) hear(dataOf(event));
  }
}

function dataOf(event: string): Change {
  const json = /^data: (.*)$/m.exec(event)?.[1] ?? '{}';
  const { data, errors } = JSON.parse(json) as {
    data?: { complaintsChanged: Change | null };
    errors?: { message: string }[];
  };
  if (!data?.complaintsChanged) throw new Error(errors?.[0]?.message);
  return data.complaintsChanged;
}

function hear({ isResync, changed }: Change): void {
  // What changed while nobody listened is read with sync.ts.
  if (isResync) console.log('listening');
  for (const { reference, status } of changed) console.log(`${reference} ${status}`);
}
