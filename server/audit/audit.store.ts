import { v7 as uuidv7 } from 'uuid';
import type { RequestOrigin, Viewer } from '../auth/viewer.ts';
import { statement, type Statement } from '../db/sql.ts';
import { relayNotices } from '../live/notice-relay.ts';
import type { Role } from '../shared/roles.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/** Who did it. */
export interface Actor {
  kind: 'user' | 'person' | 'service' | 'system' | 'import' | 'operator';
  id: string | null;
  name: string;
  role: Role | null;
}

/** One field before and after, as text that a person can read; null where there was nothing. */
export interface FieldChange {
  field: string;
  from: string | null;
  to: string | null;
}

export interface NewAuditEvent {
  /** A verb in the past: `complaint.submitted`, `user.disabled`. */
  action: string;
  subjectType:
    | 'complaint'
    | 'user'
    | 'person'
    | 'category'
    | 'organisation'
    | 'session'
    | 'webhookEndpoint'
    | 'trustedDocument'
    | 'serviceToken';
  subjectId: string;
  /** What the subject is called: a username. Null where it has no name; a complaint's reference is then looked up when the event is appended. */
  subjectLabel: string | null;
  changes?: readonly FieldChange[];
}

/** By what it was done: the client's own name, and the request when there was one. */
export type EventOrigin = Pick<RequestOrigin, 'client'> & Partial<Pick<RequestOrigin, 'requestId'>>;

/** The system's clock, acting on its own. */
export const systemActor: Actor = { kind: 'system', id: null, name: 'Redress', role: null };

/** The viewer as the actor of an event. */
export function actorOf({ role, userId, personId, sessionId, displayName: name }: Viewer): Actor {
  if (role === 'service') return { kind: 'service', id: sessionId, name, role: null };
  return userId ? { kind: 'user', id: userId, name, role } : { kind: 'person', id: personId, name, role };
}

/**
 * Tells of a change in the transaction that makes it; gives the event's id. `origin` is null for the system.
 *
 * Events wait until the rest of the change is written and are then appended together, in one statement. So the locks on their chains'
 * heads are the last ones that a transaction takes, always in the same order, and held for one statement and the commit.
 */
export async function recordEvent(
  unit: WriteUnit,
  actor: Actor,
  origin: EventOrigin | null,
  event: NewAuditEvent,
  occurredAt: Date,
): Promise<string> {
  const told = toRecord(actor, origin, event, occurredAt);
  if (event.subjectType === 'complaint') unit.afterCommit(relayNotices);
  waitingIn(unit).push(told);
  return told.id;
}

/**
 * Tells of many things that were made just now, the first event of each, in the transaction that makes them: one statement for all. When one
 * of them has an event already, the database refuses the change. Labels are taken as they are, also of complaints.
 */
export function recordFirstEvents(
  unit: WriteUnit,
  actor: Actor,
  origin: EventOrigin | null,
  events: readonly NewAuditEvent[],
  occurredAt: Date,
): void {
  if (events.some(({ subjectType }) => subjectType === 'complaint')) unit.afterCommit(relayNotices);
  const told = events.map((event) => toRecord(actor, origin, event, occurredAt));
  unit.write(statement`select begin_audit_chains(${JSON.stringify(told)}::jsonb)`);
}

function toRecord(
  actor: Actor,
  origin: EventOrigin | null,
  event: NewAuditEvent,
  occurredAt: Date,
): WaitingEvent {
  return {
    id: uuidv7(),
    occurred_at: occurredAt,
    action: event.action,
    subject_type: event.subjectType,
    subject_id: event.subjectId,
    subject_label: event.subjectLabel,
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    actor_role: actor.role,
    changes: event.changes ?? [],
    client: origin?.client ?? null,
    request_id: origin?.requestId ?? null,
  };
}

/** An event as `append_audit_events` takes it, in the database's words. */
type WaitingEvent = Record<string, unknown> & { id: string; subject_id: string };

function appending(events: readonly WaitingEvent[]): Statement {
  return statement`select append_audit_event(e.id, e.occurred_at, e.action, e.subject_type, e.subject_id,
      coalesce(e.subject_label, (select c.reference from complaints c where e.subject_type = 'complaint' and c.id = e.subject_id)),
      e.actor_kind, e.actor_id, e.actor_name, e.actor_role, e.changes, e.client, e.request_id)
    from jsonb_to_recordset(${JSON.stringify(events)}) as e (id uuid, occurred_at timestamptz, action text, subject_type text,
      subject_id uuid, subject_label text, actor_kind text, actor_id uuid, actor_name text, actor_role text, changes jsonb, client text,
      request_id text)`;
}

const waiting = new WeakMap<WriteUnit, WaitingEvent[]>();

function waitingIn(unit: WriteUnit): WaitingEvent[] {
  const known = waiting.get(unit);
  if (known) return known;
  const events: WaitingEvent[] = [];
  waiting.set(unit, events);
  unit.beforeCommit(() => {
    events.sort((a, b) => (a.subject_id < b.subject_id ? -1 : Number(a.subject_id > b.subject_id)));
    unit.write(appending(events));
  });
  return events;
}

/** The fields whose text differs, for an event's `changes`. */
export function changesBetween(
  before: Record<string, string | null>,
  after: Record<string, string | null>,
): FieldChange[] {
  return Object.keys(after)
    .map((field) => ({ field, from: before[field] ?? null, to: after[field] ?? null }))
    .filter((change) => change.from !== change.to);
}
