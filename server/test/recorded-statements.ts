import type { PoolClient } from 'pg';
import type { Pools } from '../db/pools.ts';
import type { Statement } from '../db/sql.ts';

/** What was sent to the database over these pools while work ran, what opens and closes a unit of work left out. */
export async function recordStatements(pools: Pools, work: () => Promise<unknown>): Promise<Statement[]> {
  const packets = await recordPackets(pools, work);
  return packets.flat().filter(({ text }) => !/^(BEGIN|COMMIT|ROLLBACK|select set_config)/.test(text));
}

/** All that was sent, in the packets that it was sent in; each waits for one answer. */
export async function recordPackets(pools: Pools, work: () => Promise<unknown>): Promise<Statement[][]> {
  const sent: Statement[][] = [];
  const recorded = new Map<PoolClient, PoolClient['query']>();
  const record = (client: PoolClient) => {
    if (recorded.has(client)) return;
    const { query } = client;
    recorded.set(client, query);
    const recording = (given: Statement | { statements: Statement[] }, ...others: unknown[]) => {
      sent.push('statements' in given ? [...given.statements] : [given]);
      return (query as (...args: unknown[]) => unknown).call(client, given, ...others);
    };
    client.query = recording as unknown as PoolClient['query'];
  };
  const watched = [pools.runtime, ...pools.shared];
  for (const pool of watched) pool.on('acquire', record);
  try {
    await work();
  } finally {
    for (const pool of watched) pool.off('acquire', record);
    for (const [client, query] of recorded) client.query = query;
  }
  return sent;
}
