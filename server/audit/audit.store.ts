import { v7 as uuidv7 } from 'uuid';
import type { RequestOrigin, Viewer } from '../auth/viewer.ts';
import { statement } from '../db/sql.ts';
import type { Role } from '../shared/roles.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/** Who did it. */
export interface Actor {
  kind: 'user' | 'person' | 'system' | 'import' | 'operator';
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
  subjectType: 'complaint' | 'user' | 'person' | 'category' | 'organisation' | 'session';
  subjectId: string;
  /** What the subject is called: a reference, a username. */
  subjectLabel: string | null;
  changes?: readonly FieldChange[];
}

/** The system's clock, acting on its own. */
export const systemActor: Actor = { kind: 'system', id: null, name: 'Redress', role: null };

/** The viewer as the actor of an event. */
export function actorOf(viewer: Viewer): Actor {
  return viewer.userId
    ? { kind: 'user', id: viewer.userId, name: viewer.displayName, role: viewer.role }
    : { kind: 'person', id: viewer.personId, name: viewer.displayName, role: viewer.role };
}

/** Appends an event in the transaction of the change that it tells of; gives its id. `origin` is null for the system. */
export async function recordEvent(
  unit: WriteUnit,
  actor: Actor,
  origin: RequestOrigin | null,
  event: NewAuditEvent,
  occurredAt: Date,
): Promise<string> {
  const id = uuidv7();
  await unit.query(statement`insert into audit_events
    (id, occurred_at, action, subject_type, subject_id, subject_label, actor_kind, actor_id, actor_name, actor_role,
     changes, client, request_id)
    values (${id}, ${occurredAt}, ${event.action}, ${event.subjectType}, ${event.subjectId}, ${event.subjectLabel},
      ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.role}, ${JSON.stringify(event.changes ?? [])},
      ${origin?.client ?? null}, ${origin?.requestId ?? null})`);
  return id;
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
