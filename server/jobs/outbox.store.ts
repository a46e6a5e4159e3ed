import type { Pools } from '../db/pools.ts';

/** An entry that a worker has taken. */
export interface TakenEntry {
  id: number;
  tenantKey: string;
  kind: string;
  ref: string;
  /** This one included. */
  attempts: number;
}

/** For how long an entry is left to the worker that took it: after that it has died, and another one takes it. */
export const leaseSeconds = 300;

/**
 * Takes entries that are due, each for one worker. The tenants take turns, so that a thousand entries of one do not keep the others
 * waiting; the self-test's scratch tenants get none. Times are the database's.
 */
export async function takeEntries(pools: Pools, most: number): Promise<TakenEntry[]> {
  const { rows } = await pools.aside.query<TakenEntry>({
    text: `with due as (
        select id, run_at, row_number() over (partition by tenant_key order by run_at, id) as turn
        from platform.outbox where state = 'waiting' and run_at <= clock_timestamp()
          and tenant_key not in (select key from platform.tenants where is_scratch)
      ), taken as (
        select o.id from due join platform.outbox o using (id)
        where o.state = 'waiting' and o.run_at <= clock_timestamp()
        order by due.turn, due.run_at limit $1 for update of o skip locked
      )
      update platform.outbox o set attempts = o.attempts + 1, run_at = clock_timestamp() + make_interval(secs => $2)
      from taken where o.id = taken.id
      returning o.id, o.tenant_key as "tenantKey", o.kind, o.ref, o.attempts`,
    values: [most, leaseSeconds],
  });
  return rows;
}

/** The work is done. */
export async function removeEntry(pools: Pools, id: number): Promise<void> {
  await pools.aside.query({ text: 'delete from platform.outbox where id = $1', values: [id] });
}

/** Tries again in that many seconds. `reason` carries no content. */
export async function putOff(pools: Pools, id: number, seconds: number, reason: string): Promise<void> {
  await pools.aside.query({
    text: `update platform.outbox set run_at = clock_timestamp() + make_interval(secs => $2), last_error = $3
      where id = $1 and state = 'waiting'`,
    values: [id, seconds, reason],
  });
}

/** Puts an entry among the dead letters, where it stays until the operator decides. `reason` carries no content. */
export async function buryEntry(pools: Pools, id: number, reason: string): Promise<void> {
  await pools.aside.query({
    text: `update platform.outbox set state = 'dead', last_error = $2 where id = $1`,
    values: [id, reason],
  });
}
