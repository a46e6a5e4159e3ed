import { v7 as uuidv7 } from 'uuid';
import { statement } from '../db/sql.ts';
import type { EventKind } from '../shared/event-kinds.ts';
import { currentTraceparent } from '../telemetry/work.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { webhookJob } from './webhook-job.ts';

/** An event of a complaint, under the id of its audit event. */
export interface NewWebhookEvent {
  eventId: string;
  kind: EventKind;
  complaintId: string;
  commentId: string | null;
}

/**
 * Keeps events of complaints, and a delivery of each to each endpoint that wants it. Numbers are given while the complaint's row is held, so
 * that they stand in the order of its changes. Without an endpoint nothing is kept.
 *
 * `limit 1` has each looked up by its id: a prepared statement is planned for a hundred, for which PostgreSQL would read all complaints.
 */
export function insertEvents(unit: WriteUnit, events: readonly NewWebhookEvent[], now: Date): void {
  unit.write(statement`with told as (
      insert into webhook_events (id, type, complaint_id, facts, occurred_at)
      select n."eventId", n.kind, c.id, jsonb_build_object('reference', c.reference, 'version', c.version, 'status', c.status,
        'waitingFor', c.waiting_for, 'closeReason', c.close_reason, 'commentId', n."commentId"), ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(events)}) as n ("eventId" uuid, kind text, "complaintId" uuid, "commentId" uuid)
      cross join lateral (select id, reference, version, status, waiting_for, close_reason from complaints
        where id = n."complaintId" limit 1) c
      where exists (select from webhook_endpoints)
      order by n."eventId"
      returning id, type, complaint_id
    ), due as (
      insert into webhook_deliveries (id, endpoint_id, event_id, complaint_id, cause, created_at)
      select gen_random_uuid(), e.id, t.id, t.complaint_id, 'event', ${now}::timestamptz
      from told t join webhook_endpoints e on e.is_enabled and t.type = any (e.event_kinds)
      order by t.id
      returning id, endpoint_id
    ) select enqueue(${webhookJob}, d.id, d.endpoint_id, ${currentTraceparent()}) from due d`);
}

/** Keeps a test message for one endpoint and queues it; gives the delivery's id. It is about no complaint. */
export async function insertTest(unit: WriteUnit, endpointId: string, now: Date): Promise<string> {
  const [eventId, deliveryId] = [uuidv7(), uuidv7()];
  await unit.query(statement`with told as (
      insert into webhook_events (id, type, facts, occurred_at) values (${eventId}::uuid, 'endpoint.test', '{}', ${now}) returning id
    ), due as (
      insert into webhook_deliveries (id, endpoint_id, event_id, cause, created_at)
      select ${deliveryId}::uuid, ${endpointId}::uuid, t.id, 'test', ${now}::timestamptz from told t returning id, endpoint_id
    ) select enqueue(${webhookJob}, d.id, d.endpoint_id, ${currentTraceparent()}) from due d`);
  return deliveryId;
}

/** Queues the message of a delivery that is over once more, behind whatever else waits for that complaint; gives the new delivery's id. */
export async function insertResend(unit: WriteUnit, deliveryId: string, now: Date): Promise<string> {
  const id = uuidv7();
  await unit.query(statement`with due as (
      insert into webhook_deliveries (id, endpoint_id, event_id, complaint_id, cause, created_at)
      select ${id}::uuid, d.endpoint_id, d.event_id, d.complaint_id, 'resend', ${now}::timestamptz
      from webhook_deliveries d where d.id = ${deliveryId} returning id, endpoint_id
    ) select enqueue(${webhookJob}, d.id, d.endpoint_id, ${currentTraceparent()}) from due d`);
  return id;
}

/**
 * Queues everything of the endpoint's kinds that happened from a moment on, before `now`, once more and in order; gives how many. Of each
 * complaint only the first is put into the outbox: whoever finishes one puts the next one there.
 */
export async function insertReplay(
  unit: WriteUnit,
  replay: { endpointId: string; from: Date; now: Date },
): Promise<number> {
  const [row] = await unit.query<{ count: number }>(statement`with again as (
      select v.id, v.complaint_id, v.number, row_number() over (partition by v.complaint_id order by v.number) = 1 as is_first
      from webhook_events v join webhook_endpoints e on e.id = ${replay.endpointId} and v.type = any (e.event_kinds)
      where v.complaint_id is not null and v.occurred_at >= ${replay.from} and v.occurred_at <= ${replay.now}
    ), due as (
      insert into webhook_deliveries (id, endpoint_id, event_id, complaint_id, cause, created_at)
      select gen_random_uuid(), ${replay.endpointId}::uuid, a.id, a.complaint_id, 'replay', ${replay.now}::timestamptz
      from again a order by a.number
      returning id, endpoint_id, event_id
    ), queued as (
      select enqueue(${webhookJob}, d.id, d.endpoint_id, ${currentTraceparent()}) from due d join again a on a.id = d.event_id where a.is_first
    ) select (select count(*) from due)::int as count, (select count(*) from queued) as queued`);
  return row?.count ?? 0;
}

/** How many events of the endpoint's kinds happened from a moment on. */
export async function countEvents(unit: WriteUnit, endpointId: string, from: Date): Promise<number> {
  const [row] = await unit.query<{ count: number }>(statement`select count(*)::int as count
    from webhook_events v join webhook_endpoints e on e.id = ${endpointId} and v.type = any (e.event_kinds)
    where v.complaint_id is not null and v.occurred_at >= ${from}`);
  return row?.count ?? 0;
}
