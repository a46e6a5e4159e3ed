import { v7 as uuidv7 } from 'uuid';
import type { Viewer } from '../auth/viewer.ts';
import { named, sql, statement } from '../db/sql.ts';
import type { CloseReason, CommentKind, Outcome, Priority } from '../shared/complaint.ts';
import type { ComplaintStatus, WaitingFor } from '../shared/lifecycle.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
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

/** Holds the row of a complaint that the viewer may see (null: the system, which sees all); null when there is none. */
export async function lockComplaint(
  unit: WriteUnit,
  viewer: Viewer | null,
  id: string,
): Promise<LockedComplaint | null> {
  const facts = lifecycleKeys('c');
  const rows = await unit.query<LockedComplaint>(
    named(
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
    ),
  );
  return rows[0] ?? null;
}

/** Writes a move: the columns, the next version, and the time of the change. */
export function updateComplaint(unit: WriteUnit, id: string, patch: ComplaintPatch, now: Date): void {
  unit.write(
    named(
      sql('complaints')
        .where({ id })
        .update({
          ...patch,
          version: sql.raw('version + 1'),
          updated_at: now,
          changed_in: sql.raw('pg_current_xact_id()'),
        }),
    ),
  );
}

/** Notes the time of a change that leaves the complaint itself as it was: a comment. */
export function touchComplaint(unit: WriteUnit, id: string, now: Date): void {
  unit.write(
    statement`update complaints set updated_at = ${now}, changed_in = pg_current_xact_id() where id = ${id}`,
  );
}

/** The same for what the consumer does not see: an internal note. */
export function touchInternally(unit: WriteUnit, id: string, now: Date): void {
  unit.write(
    statement`update complaints set noted_at = ${now}, noted_in = pg_current_xact_id() where id = ${id}`,
  );
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
  unit.write(named(sql('resolutions').insert({ id: uuidv7(), ...resolution })));
}

/** The resolution that stood does not stand any more; it is kept. */
export function supersedeResolution(unit: WriteUnit, complaintId: string): void {
  unit.write(
    statement`update resolutions set is_current = false where complaint_id = ${complaintId} and is_current`,
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
  unit.write(named(sql('comments').insert({ id, ...comment })));
  return id;
}
