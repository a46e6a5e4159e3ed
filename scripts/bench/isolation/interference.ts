import pg from 'pg';
import type { Pools } from '../../../server/db/pools.ts';
import type { Random } from '../support/random.ts';

/** Somebody who breaks what the operations do, at random moments. */
export interface Interference {
  counts: { cancelled: number; terminated: number; cut: number };
  /** Called before each operation with its number: now and then it does harm. */
  step(operation: number): void;
  stop(): Promise<void>;
}

const cancelEvery = 50;
const terminateEvery = 2_000;
const cutEvery = 2_000;

/** Cancels statements (`pg_cancel_backend`), ends server processes (`pg_terminate_backend`) and cuts sockets of the pool's connections. */
export async function startInterference(
  { runtime, shared }: Pools,
  adminUrl: string,
  random: Random,
): Promise<Interference> {
  const admin = new pg.Pool({
    connectionString: adminUrl,
    max: 2,
    application_name: 'redress-bench-interference',
  });
  const clients = new Set<pg.PoolClient>();
  const add = (client: pg.PoolClient) => void clients.add(client);
  const remove = (client: pg.PoolClient) => void clients.delete(client);
  for (const pool of [runtime, ...shared]) pool.on('connect', add).on('remove', remove);
  const counts = { cancelled: 0, terminated: 0, cut: 0 };
  const running = new Set<Promise<unknown>>();
  const send = (text: string, client: pg.PoolClient) => {
    const sent = admin
      .query(text, [(client as unknown as { processID: number }).processID])
      .catch(() => undefined)
      .finally(() => running.delete(sent));
    running.add(sent);
  };
  return {
    counts,
    step(operation) {
      if (clients.size === 0) return;
      const client = () => random.pick([...clients]);
      if (operation % cancelEvery === 0) {
        counts.cancelled += 1;
        send('select pg_cancel_backend($1)', client());
      }
      if (operation % terminateEvery === 700) {
        counts.terminated += 1;
        send('select pg_terminate_backend($1)', client());
      }
      if (operation % cutEvery === 1_700) {
        counts.cut += 1;
        (client() as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      }
    },
    async stop() {
      for (const pool of [runtime, ...shared]) pool.off('connect', add).off('remove', remove);
      await Promise.all(running);
      await admin.end();
    },
  };
}
