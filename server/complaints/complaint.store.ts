import { v7 as uuidv7 } from 'uuid';
import type { Viewer } from '../auth/viewer.ts';
import { sql, statement } from '../db/sql.ts';
import type { Channel, CloseReason, CommentKind, Origin, Outcome, Priority } from '../shared/complaint.ts';
import type { ComplaintStatus, WaitingFor } from '../shared/lifecycle.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { newAliases } from '../graphql/shape.ts';
import { lifecycleKeys } from './complaint.queries.ts';
import { visibleComplaints } from './visible-complaints.queries.ts';
import type { RawFacts } from './lifecycle-facts.ts';

/** A complaint whose row is held until the transaction ends. */
export interface LockedComplaint extends RawFacts {
  id: string;
  reference: string;
  version: number;
  priority: Priority;
  consumer_id: string;
  assignee_name: string | null;
  category_id: string | null;
  category_name: string | null;
  final_responded_at: Date | null;
  first_closed_at: Date | null;
  rejection_count: number;
  reopen_count: number;
  reminders_sent: number;
  reminder_days: number[];
  redress_limit_minor: number;
  currency: string;
  time_zone: string;
}

/** Columns that a move may change. */
export interface ComplaintPatch {
  status?: ComplaintStatus;
  waiting_for?: WaitingFor | null;
  waiting_reason?: string | null;
  waiting_since?: Date | null;
  priority?: Priority;
  assignee_id?: string | null;
  category_id?: string | null;
  final_responded_at?: Date | null;
  resolved_at?: Date | null;
  closed_at?: Date | null;
  first_closed_at?: Date | null;
  close_reason?: CloseReason | null;
  acceptance_method?: 'online' | 'spoken' | null;
  acceptance_evidence?: string | null;
  accepted_at?: Date | null;
  reminders_sent?: number;
  rejection_count?: number;
  reopen_count?: number;
  needs_manager?: boolean;
}

/** What says that no two complaints have the same external reference. */
export const externalReferenceIndex = 'complaints_external_reference_unique';

/** A complaint as it is first written. */
export interface NewComplaint {
  id: string;
  reference: string;
  external_reference: string | null;
  subject: string;
  description: string;
  desired_outcome: string | null;
  channel: Channel;
  priority: Priority;
  origin: Origin;
  /** The service token by which it was entered. */
  entered_by: string | null;
  consumer_id: string;
  category_id: string | null;
  received_at: Date;
  created_at: Date;
  acknowledged_at: Date | null;
}

/** Holds the row of a complaint that the viewer may see (null: the system, which sees all); null when there is none. */
export async function lockComplaint(
  unit: WriteUnit,
  viewer: Viewer | null,
  id: string,
): Promise<LockedComplaint | null> {
  const facts = lifecycleKeys(
    { row: 'c', viewer: viewer as Viewer, now: new Date(0), aliases: newAliases() },
    { name: 'facts', args: {}, on: () => [] },
  );
  const rows = await unit.query<LockedComplaint>(
    sql.raw(
      `select c.id, c.reference, c.version, c.priority, c.consumer_id, c.category_id, c.final_responded_at, c.first_closed_at,
        c.rejection_count, c.reopen_count, c.reminders_sent, s.reminder_days, s.redress_limit_minor, s.currency, s.time_zone,
        (select u.display_name from users u where u.id = c.assignee_id) as assignee_name,
        (select k.name from categories k where k.id = c.category_id) as category_name,
        ${Object.keys(facts)
          .map(() => '? as ??')
          .join(', ')}
      from complaints c cross join settings s
      where c.id = ?::uuid and ? for update of c`,
      [
        ...Object.entries(facts).flatMap(([key, value]) => [value, key]),
        id,
        viewer ? visibleComplaints('c', viewer) : sql.raw('true'),
      ],
    ),
  );
  return rows[0] ?? null;
}

const thisTransaction = sql.raw('pg_current_xact_id()');

/** Writes a move: the columns, the next version, and the time of the change. */
export function updateComplaint(unit: WriteUnit, id: string, patch: ComplaintPatch, now: Date): void {
  unit.write(
    sql('complaints')
      .where({ id })
      .update({ ...patch, version: sql.raw('version + 1'), updated_at: now, changed_in: thisTransaction }),
  );
}

/** Notes the time of a change that leaves the complaint itself as it was: a comment. */
export function touchComplaint(unit: WriteUnit, id: string, now: Date): void {
  unit.write(sql('complaints').where({ id }).update({ updated_at: now, changed_in: thisTransaction }));
}

/** The same for what the consumer does not see: an internal note. */
export function touchInternally(unit: WriteUnit, id: string, now: Date): void {
  unit.write(sql('complaints').where({ id }).update({ noted_at: now, noted_in: thisTransaction }));
}

/**
 * The next references of the year that `now` has in the organisation's time zone: no gaps and no doubles, a rollback gives the numbers back.
 */
export async function takeReferences(unit: WriteUnit, now: Date, count: number): Promise<string[]> {
  const rows = await unit.query<{ reference: string }>(statement`with taken as (
      insert into reference_counters as r (year, last_number)
      select extract(year from ${now}::timestamptz at time zone s.time_zone)::integer, ${count}::integer from settings s
      on conflict (year) do update set last_number = r.last_number + excluded.last_number
      returning year, last_number)
    select s.reference_prefix || '-' || taken.year || '-' || lpad(n::text, greatest(6, length(n::text)), '0') as reference
    from taken cross join settings s cross join generate_series(taken.last_number - ${count}::integer + 1, taken.last_number) n order by n`);
  if (rows.length !== count) throw new Error('The organisation has no settings');
  return rows.map(({ reference }) => reference);
}

/**
 * Writes new complaints, Open, with what a search finds them by. Deadlines are calendar days of 24 hours from receipt, as many as the
 * organisation has set. Their consumers are there.
 */
export function insertComplaints(unit: WriteUnit, complaints: readonly NewComplaint[]): void {
  unit.write(statement`insert into complaints (id, reference, external_reference, status, subject, description, desired_outcome, channel,
      priority, origin, entered_by, consumer_id, category_id, received_at, created_at, updated_at, acknowledge_by, acknowledged_at, final_response_by,
      search_staff, search_consumer)
    select c.id, c.reference, c.external_reference, 'open', c.subject, c.description, c.desired_outcome, c.channel, c.priority, c.origin, c.entered_by,
      c.consumer_id, c.category_id, c.received_at, c.created_at, c.created_at,
      c.received_at + s.acknowledge_within_days * interval '24 hours', c.acknowledged_at,
      c.received_at + s.final_response_within_days * interval '24 hours',
      v.vector, v.vector
    from jsonb_to_recordset(${JSON.stringify(complaints)}) as c (id uuid, reference text, external_reference text, subject text,
      description text, desired_outcome text, channel text, priority text, origin text, entered_by uuid, consumer_id uuid, category_id uuid,
      received_at timestamptz, created_at timestamptz, acknowledged_at timestamptz)
    join people p on p.id = c.consumer_id cross join settings s
    cross join lateral (select search_vector(c.reference, c.external_reference, c.subject, concat_ws(' ', p.name, p.email, p.phone),
      concat_ws(' ', c.description, c.desired_outcome), '') as vector offset 0) v`);
}

export interface NewResolution {
  complaint_id: string;
  outcome: Outcome;
  explanation: string;
  root_cause: string;
  remedy: string;
  redress_minor: number | null;
  currency: string | null;
  proposed_by: string | null;
  resolved_at: Date;
}

/** Writes the resolution record that stands from now on. */
export function insertResolution(unit: WriteUnit, resolution: NewResolution): void {
  unit.write(sql('resolutions').insert({ id: uuidv7(), ...resolution }));
}

/** The resolution that stood does not stand any more; it is kept. */
export function supersedeResolution(unit: WriteUnit, complaintId: string): void {
  unit.write(
    sql('resolutions').where({ complaint_id: complaintId, is_current: true }).update({ is_current: false }),
  );
}

export interface NewComment {
  complaint_id: string;
  kind: CommentKind;
  body: string;
  author_user_id: string | null;
  author_person_id: string | null;
  author_token_id: string | null;
  created_at: Date;
}

/** The viewer as the author of a comment. */
export function authorOf({ role, userId, personId, sessionId }: Viewer) {
  return {
    author_user_id: role === 'consumer' || role === 'service' ? null : userId,
    author_person_id: role === 'consumer' ? personId : null,
    author_token_id: role === 'service' ? sessionId : null,
  };
}

/** Writes a comment; gives its id. */
export function insertComment(unit: WriteUnit, comment: NewComment): string {
  const id = uuidv7();
  unit.write(sql('comments').insert({ id, ...comment }));
  return id;
}
