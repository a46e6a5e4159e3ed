import type { Pools } from '../db/pools.ts';

/** An entry that a worker has taken. */
export interface TakenEntry {
  id: number;
  tenantKey: string;
  kind: string;
  ref: string;
  /** This one included. */
  attempts: number;
  /** The trace in which the work was asked for. */
  traceparent: string | null;
}

/** For how long an entry is left to the worker that took it: after that it has died, and another one takes it. */
export const leaseSeconds = 300;
/** The same for an entry of a lane. */
export const laneLeaseSeconds = 60;

/**
 * Takes entries without a lane that are due, each for one worker. The tenants take turns, so that a thousand entries of one do not keep the others
 * waiting. Those of a suspended organisation wait until it is active again; the self-test's scratch tenants get none. Times are the database's.
 */
export async function takeEntries(pools: Pools, most: number): Promise<TakenEntry[]> {
  const { rows } = await pools.aside.query<TakenEntry>({
    text: `with due as (
        select id, run_at, row_number() over (partition by tenant_key order by run_at, id) as turn
        from platform.outbox where state = 'waiting' and lane is null and run_at <= clock_timestamp()
          and tenant_key not in (select key from platform.tenants where is_scratch or state = 'suspended')
      ), taken as (
        select o.id from due join platform.outbox o using (id)
        where o.state = 'waiting' and o.run_at <= clock_timestamp()
        order by due.turn, due.run_at limit $1 for update of o skip locked
      )
      update platform.outbox o set attempts = o.attempts + 1, run_at = clock_timestamp() + make_interval(secs => $2)
      from taken where o.id = taken.id
      returning o.id, o.tenant_key as "tenantKey", o.kind, o.ref, o.attempts, o.traceparent`,
    values: [most, leaseSeconds],
  });
  return rows;
}

/** An entry that waits for its lane. */
export interface TakenLaneEntry extends TakenEntry {
  lane: string;
}

/** How many entries of lanes a process works off at once. */
export interface LanePlaces {
  all: number;
  tenant: number;
  lane: number;
}

/**
 * Takes entries of lanes that are due, as many as there are places beside those that are `busy`; the lanes of a tenant and the tenants take
 * turns. It goes from lane to lane by the index, so that a lane of ten thousand costs no more than one of ten.
 */
export async function takeLaneEntries(
  pools: Pools,
  places: LanePlaces,
  busy: readonly TakenLaneEntry[],
): Promise<TakenLaneEntry[]> {
  const free = places.all - busy.length;
  if (free <= 0) return [];
  const { rows } = await pools.aside.query<TakenLaneEntry>({
    text: `with recursive lanes as (
        (select o.tenant_key, o.lane from platform.outbox o where o.state = 'waiting' and o.lane is not null
          order by o.tenant_key, o.lane limit 1)
        union all
        select n.tenant_key, n.lane from lanes l cross join lateral (select o.tenant_key, o.lane from platform.outbox o
          where o.state = 'waiting' and o.lane is not null and (o.tenant_key, o.lane) > (l.tenant_key, l.lane)
          order by o.tenant_key, o.lane limit 1) n
      ), busy as (select * from unnest($1::text[], $2::uuid[]) as b (tenant_key, lane)
      ), due as (
        select d.id, d.run_at, row_number() over (partition by l.tenant_key order by d.turn, d.run_at, d.id)
          + (select count(*) from busy b where b.tenant_key = l.tenant_key) as turn
        from lanes l cross join lateral (
          select o.id, o.run_at, row_number() over (order by o.run_at, o.id) as turn from (
            select e.id, e.run_at from platform.outbox e
            where e.state = 'waiting' and e.tenant_key = l.tenant_key and e.lane = l.lane and e.run_at <= statement_timestamp()
            order by e.run_at, e.id
            limit greatest(0, $3 - (select count(*) from busy b where (b.tenant_key, b.lane) = (l.tenant_key, l.lane)))) o) d
        where l.tenant_key not in (select key from platform.tenants where is_scratch or state = 'suspended')
      ), taken as (
        select o.id from due join platform.outbox o using (id)
        where due.turn <= $4 and o.state = 'waiting' and o.run_at <= statement_timestamp()
        order by due.turn, due.run_at limit $5 for update of o skip locked
      )
      update platform.outbox o set attempts = o.attempts + 1, run_at = clock_timestamp() + make_interval(secs => $6)
      from taken where o.id = taken.id
      returning o.id, o.tenant_key as "tenantKey", o.kind, o.ref, o.attempts, o.traceparent, o.lane`,
    values: [
      busy.map(({ tenantKey }) => tenantKey),
      busy.map(({ lane }) => lane),
      places.lane,
      places.tenant,
      free,
      laneLeaseSeconds,
    ],
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

/** Throws away what waits in one lane of a tenant's: the thing that it was about is gone. */
export async function clearLane(pools: Pools, tenantKey: string, lane: string): Promise<void> {
  await pools.aside.query({
    text: `delete from platform.outbox where tenant_key = $1 and lane = $2::uuid and state = 'waiting'`,
    values: [tenantKey, lane],
  });
}
