// A process of its own: the least that the statements of the product can cost a client. Prepared once on each connection, sent with what
// opens and closes the transaction in one go, the answer read as the product reads it; no HTTP, no GraphQL.
import pg from 'pg';
import type { BareOrder } from './bare-client.ts';
import type { LoadReport } from './load.ts';

const clients: pg.Client[] = [];

process.on('message', (order: BareOrder) => {
  void runBare(order).then((report) => process.send?.(report));
});

async function runBare({ databaseUrl, units, connections, milliseconds }: BareOrder): Promise<LoadReport> {
  while (clients.length < connections) {
    const client = new pg.Client({ connectionString: databaseUrl, pipeline: true } as pg.ClientConfig);
    await client.connect();
    clients.push(client);
  }
  const begun = performance.now();
  const until = begun + milliseconds;
  const latencies: number[] = [];
  let next = 0;
  const work = async (client: pg.Client) => {
    while (performance.now() < until) {
      const sentAt = performance.now();
      next = (next + 1) % units.length;
      await Promise.all(
        (units[next] ?? []).map(({ name, text, values }) => client.query({ name, text, values })),
      );
      latencies.push(performance.now() - sentAt);
    }
  };
  await Promise.all(clients.slice(0, connections).map(work));
  return { count: latencies.length, failed: 0, latencies, took: performance.now() - begun };
}
