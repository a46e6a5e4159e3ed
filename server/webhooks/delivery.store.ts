import { statement } from '../db/sql.ts';
import { currentTraceparent } from '../telemetry/work.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import type { DeliveryCause } from './delivery-words.ts';
import type { WebhookEvent } from './webhook-message.ts';
import { webhookJob } from './webhook-job.ts';

/** Where a delivery stands: the deliveries of one complaint to one endpoint are made in the order of their numbers. */
export interface DeliveryPlace {
  endpointId: string;
  complaintId: string | null;
  number: number;
}

/** A delivery that a worker may make now, with everything that it takes. */
export interface ClaimedDelivery {
  id: string;
  place: DeliveryPlace;
  cause: DeliveryCause;
  /** So far. */
  attemptCount: number;
  endpoint: {
    id: string;
    url: string;
    isEnabled: boolean;
    failingSince: Date | null;
    secret: Buffer;
    previousSecret: Buffer | null;
    previousSecretUntil: Date | null;
  };
  event: WebhookEvent;
}

/** One attempt as it is kept: of an answer the status and, when it was no success, the beginning. */
export interface AttemptRecord {
  at: string;
  milliseconds: number;
  status: number | null;
  error: string | null;
  excerpt: string | null;
}

/** Longer than one attempt takes. */
const leaseSeconds = 60;

/**
 * Whether earlier deliveries of the same complaint to the same endpoint are still to be made. One that is being ended at this moment is
 * waited for: either it is over then, or whoever ends it sees this one and takes care of it. Rows are locked from the earliest on.
 */
export async function isBehindOthers(unit: WriteUnit, deliveryId: string): Promise<boolean> {
  const earlier = await unit.query(statement`select p.id from webhook_deliveries d
      join webhook_deliveries p on p.endpoint_id = d.endpoint_id and p.complaint_id = d.complaint_id and p.number < d.number
    where d.id = ${deliveryId} and d.state = 'waiting' and p.state = 'waiting' order by p.number limit 1 for update of p`);
  return earlier.length > 0;
}

/** Takes a delivery whose time has come, for one worker; null when it is over, not yet due or somebody else's. */
export async function claimDelivery(unit: WriteUnit, deliveryId: string): Promise<ClaimedDelivery | null> {
  const [row] = await unit.query<ClaimedRow>(statement`
    update webhook_deliveries d set leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from webhook_endpoints e, webhook_events v
    where d.id = ${deliveryId} and e.id = d.endpoint_id and v.id = d.event_id and d.state = 'waiting'
      and (d.next_attempt_at is null or d.next_attempt_at <= clock_timestamp())
      and (d.leased_until is null or d.leased_until <= clock_timestamp())
    returning d.id, d.number, d.cause, jsonb_array_length(d.attempts) as "attemptCount",
      e.id as "endpointId", e.url, e.is_enabled as "isEnabled", e.failing_since as "failingSince", e.secret,
      e.previous_secret as "previousSecret", e.previous_secret_until as "previousSecretUntil",
      v.id as "eventId", v.type, v.complaint_id as "complaintId", v.facts, v.occurred_at as "occurredAt"`);
  if (!row) return null;
  const { id, cause, attemptCount, endpointId, eventId, complaintId, number } = row;
  return {
    ...{ id, cause, attemptCount },
    place: { endpointId, complaintId, number },
    endpoint: { ...row, id: endpointId },
    event: { ...row, id: eventId },
  };
}

type ClaimedRow = Pick<ClaimedDelivery, 'id' | 'cause' | 'attemptCount'> &
  Omit<ClaimedDelivery['endpoint'], 'id'> &
  Omit<WebhookEvent, 'id'> & { endpointId: string; eventId: string; number: number };

/** In how many seconds a delivery that waits may be looked at again; null when it is over; undefined when the tenant has none of that id. */
export async function secondsUntilDue(
  unit: WriteUnit,
  deliveryId: string,
): Promise<number | null | undefined> {
  const [row] = await unit.query<{ seconds: number | null }>(statement`
    select case when state = 'waiting'
      then extract(epoch from greatest(next_attempt_at, leased_until, clock_timestamp()) - clock_timestamp())::float8 end as seconds
    from webhook_deliveries where id = ${deliveryId}`);
  return row && row.seconds;
}

/** Keeps a failed attempt; the next one is not made before that many seconds. */
export async function keepAttempt(
  unit: WriteUnit,
  id: string,
  attempt: AttemptRecord,
  delaySeconds: number,
): Promise<void> {
  await unit.query(statement`update webhook_deliveries set attempts = attempts || ${JSON.stringify(attempt)}::jsonb,
      leased_until = null, next_attempt_at = clock_timestamp() + make_interval(secs => ${delaySeconds})
    where id = ${id} and state = 'waiting'`);
}

/** How a delivery ended, with its last attempt if there was one. A success counts even when the endpoint was switched off meanwhile. */
export async function endDelivery(
  unit: WriteUnit,
  id: string,
  end: { state: 'delivered' | 'failed' | 'skipped'; attempt: AttemptRecord | null; now: Date },
): Promise<void> {
  const attempts = JSON.stringify(end.attempt === null ? [] : [end.attempt]);
  await unit.query(statement`update webhook_deliveries set attempts = attempts || ${attempts}::jsonb, state = ${end.state},
      ended_at = ${end.now}, leased_until = null, next_attempt_at = null
    where id = ${id} and state in ('waiting', 'skipped')`);
}

/** Puts the delivery after one that is over into the outbox. A statement after the end was written: see `isBehindOthers`. */
export async function enqueueNext(
  unit: WriteUnit,
  { endpointId, complaintId, number }: DeliveryPlace,
): Promise<void> {
  if (complaintId === null) return;
  await unit.query(statement`select enqueue(${webhookJob}, n.id, n.endpoint_id, ${currentTraceparent()}) from (
      select id, endpoint_id from webhook_deliveries
      where endpoint_id = ${endpointId} and complaint_id = ${complaintId} and state = 'waiting' and number > ${number}
      order by number limit 1) n`);
}

/** The place of a delivery that waits, held; null when it is over or there is none of that id. */
export async function lockPlace(unit: WriteUnit, id: string): Promise<DeliveryPlace | null> {
  const [row] = await unit.query<DeliveryPlace>(statement`
    select endpoint_id as "endpointId", complaint_id as "complaintId", number from webhook_deliveries
    where id = ${id} and state = 'waiting' for update`);
  return row ?? null;
}

/** Makes a delivery that waits for its next attempt due at once. */
export async function hurryDelivery(unit: WriteUnit, id: string): Promise<void> {
  await unit.query(statement`with due as (
      update webhook_deliveries set next_attempt_at = null where id = ${id} and state = 'waiting' returning id, endpoint_id
    ) select enqueue(${webhookJob}, d.id, d.endpoint_id, ${currentTraceparent()}) from due d`);
}

/** Ends everything that waits for an endpoint, tests excepted, from the earliest on: nothing is sent there any more. */
export async function skipWaiting(unit: WriteUnit, endpointId: string, now: Date): Promise<void> {
  await unit.query(statement`with held as (
      select id from webhook_deliveries where endpoint_id = ${endpointId} and state = 'waiting' and cause <> 'test'
      order by number for update
    ) update webhook_deliveries d set state = 'skipped', ended_at = ${now}, leased_until = null, next_attempt_at = null
    from held where d.id = held.id`);
}

/** The delivery as a resend needs it, held; null when there is none of that id. */
export async function lockDelivery(
  unit: WriteUnit,
  id: string,
): Promise<{ id: string; state: string; endpointId: string; type: string } | null> {
  const [row] = await unit.query<{ id: string; state: string; endpointId: string; type: string }>(statement`
    select d.id, d.state, d.endpoint_id as "endpointId", v.type
    from webhook_deliveries d join webhook_events v on v.id = d.event_id where d.id = ${id} for update of d`);
  return row ?? null;
}

/**
 * Takes out what is over and older than `before`, and events that nothing refers to; puts back into the outbox what waits there no more,
 * because its entry was thrown away as a dead letter.
 */
export async function tidyDeliveries(unit: WriteUnit, before: Date): Promise<void> {
  await unit.query(
    statement`delete from webhook_deliveries where state <> 'waiting' and created_at < ${before}`,
  );
  await unit.query(statement`delete from webhook_events v where v.occurred_at < ${before}
    and not exists (select from webhook_deliveries d where d.event_id = v.id)`);
  await unit.query(statement`select enqueue(${webhookJob}, h.id, h.endpoint_id, ${currentTraceparent()}) from (
      select distinct on (endpoint_id, coalesce(complaint_id, id)) id, endpoint_id, next_attempt_at, leased_until, created_at
      from webhook_deliveries where state = 'waiting' order by endpoint_id, coalesce(complaint_id, id), number) h
    where greatest(h.next_attempt_at, h.leased_until, h.created_at) < clock_timestamp() - interval '1 hour' limit 1000`);
}
