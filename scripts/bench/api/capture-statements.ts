import type { PoolClient } from 'pg';
import type { Pools } from '../../../server/db/pools.ts';
import type { Statement } from '../../../server/db/sql.ts';

/** What the product sends to the database while work runs; what opens and closes its transactions left out. */
export async function captureStatements(pools: Pools, work: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = [];
  const restore: (() => void)[] = [];
  const listen = (client: PoolClient) => {
    const { query } = client;
    restore.push(() => (client.query = query));
    const capturing = (given: Statement | { statements: Statement[] }, ...others: unknown[]) => {
      for (const { text, values } of 'statements' in given ? given.statements : [given])
        if (!/^(BEGIN|COMMIT|ROLLBACK|select set_config)/.test(text)) sent.push({ text, values });
      return (query as (...all: unknown[]) => unknown).call(client, given, ...others);
    };
    client.query = capturing as unknown as PoolClient['query'];
  };
  const watched = [pools.runtime, ...pools.shared];
  for (const pool of watched) pool.on('acquire', listen);
  try {
    await work();
  } finally {
    for (const pool of watched) pool.off('acquire', listen);
    for (const undo of restore.reverse()) undo();
  }
  return sent;
}
