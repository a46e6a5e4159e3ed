import type { Pools } from '../db/pools.ts';

/** How many entries of one kind are in one state. */
export interface OutboxCount {
  kind: string;
  state: 'waiting' | 'dead';
  entries: number;
  /** Since when the longest due one is due; 0 when none is. What waits for a suspended organisation is not due. */
  overdueSeconds: number;
}

/** What is in the outbox, by kind and state. The self-test's scratch tenants count for nothing: nobody works theirs off. */
export async function countOutbox(pools: Pools): Promise<OutboxCount[]> {
  const { rows } = await pools.aside.query<OutboxCount>({
    text: `select kind, state, count(*)::int as entries,
        coalesce(extract(epoch from clock_timestamp() - min(run_at)
          filter (where state = 'waiting' and run_at <= clock_timestamp()
            and tenant_key not in (select key from platform.tenants where state = 'suspended'))), 0)::float8 as "overdueSeconds"
      from platform.outbox where tenant_key not in (select key from platform.tenants where is_scratch)
      group by kind, state order by kind, state`,
    values: [],
  });
  return rows;
}
