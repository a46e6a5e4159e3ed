import { seesAsStaff, type Viewer } from '../auth/viewer.ts';
import { categoryShape } from '../categories/category.queries.ts';
import { sql, type RawSql } from '../db/sql.ts';
import {
  column,
  columns,
  expression,
  many,
  notNull,
  one,
  referenced,
  type FieldPlan,
  type Shape,
} from '../graphql/shape.ts';
import { connection } from '../graphql/page.ts';
import { personShape } from '../people/person.queries.ts';
import { userShape } from '../users/user.queries.ts';
import { commentShape, commentsOf, visibleComments } from './comments/comment.queries.ts';
import { submissionField } from './receipt.ts';
import { timelineOf, timelineShape } from './timeline/timeline.queries.ts';

const setting = (name: string) => () => sql.raw('(select s.?? from settings s)', [name]);

/** What the lifecycle's rules look at, see LifecycleFacts. */
export const lifecycleKeys = (row: string): Record<string, RawSql> => ({
  raw_status: sql.raw('??.status', [row]),
  raw_waiting_for: sql.raw('??.waiting_for', [row]),
  raw_assignee_id: sql.raw('??.assignee_id', [row]),
  raw_needs_manager: sql.raw('??.needs_manager', [row]),
  raw_resolved_at: sql.raw('??.resolved_at', [row]),
  raw_closed_at: sql.raw('??.closed_at', [row]),
  raw_reject_window_days: setting('reject_window_days')(),
  raw_reopen_window_days: setting('reopen_window_days')(),
  raw_close_after_days: setting('close_after_days')(),
});

const lifecycle: FieldPlan = ({ row }) => lifecycleKeys(row);

const deadlineKeys = columns({
  raw_acknowledge_by: 'acknowledge_by',
  raw_acknowledged_at: 'acknowledged_at',
  raw_final_response_by: 'final_response_by',
  raw_final_responded_at: 'final_responded_at',
  raw_ended_at: 'closed_at',
});

const resolutionShape: Shape = {
  typeName: 'Resolution',
  table: 'resolutions',
  fields: {
    outcome: column('outcome'),
    explanation: column('explanation'),
    rootCause: expression(({ row, viewer }) => staffOnly(viewer, sql.raw('??.root_cause', [row]))),
    remedy: column('remedy'),
    redress: expression(({ row }) =>
      sql.raw(
        `case when ??.redress_minor is not null then json_build_object('amountMinor', ??.redress_minor, 'currency', ??.currency) end`,
        [row, row, row],
      ),
    ),
    proposedBy: referenced(() => userShape, 'proposed_by'),
    resolvedAt: columns({ resolvedAt: 'resolved_at' }),
  },
};

const acceptanceShape: Shape = {
  typeName: 'Acceptance',
  table: 'complaints',
  fields: {
    method: expression(({ row }) => sql.raw('upper(??.acceptance_method)', [row])),
    evidence: expression(({ row, viewer }) => staffOnly(viewer, sql.raw('??.acceptance_evidence', [row]))),
    acceptedAt: columns({ acceptedAt: 'accepted_at' }),
  },
};

function staffOnly(viewer: Viewer, value: RawSql): RawSql {
  return seesAsStaff(viewer) ? value : sql.raw('null::text');
}

/** How a complaint is read. */
export const complaintShape: Shape = {
  typeName: 'Complaint',
  table: 'complaints',
  fields: {
    id: notNull(columns({ id: 'id' })),
    reference: notNull(column('reference')),
    version: column('version'),
    status: column('status'),
    waitingFor: columns({ waitingFor: 'waiting_for' }),
    // The consumer sees the question; for whom else one waits is internal.
    waitingReason: expression(({ row, viewer }) =>
      seesAsStaff(viewer)
        ? sql.raw('??.waiting_reason', [row])
        : sql.raw(`case when ??.waiting_for = 'consumer' then ??.waiting_reason end`, [row, row]),
    ),
    waitingSince: columns({ waitingSince: 'waiting_since' }),
    subject: column('subject'),
    description: column('description'),
    desiredOutcome: columns({ desiredOutcome: 'desired_outcome' }),
    channel: column('channel'),
    priority: column('priority'),
    receivedAt: columns({ receivedAt: 'received_at' }),
    createdAt: columns({ createdAt: 'created_at' }),
    updatedAt: expression(({ row, viewer }) => updatedAt(row, viewer)),
    consumer: referenced(() => personShape, 'consumer_id'),
    assignee: referenced(() => userShape, 'assignee_id'),
    category: referenced(() => categoryShape, 'category_id'),
    resolution: one(
      () => resolutionShape,
      (resolution, at) =>
        sql.raw('??.complaint_id = ??.id and ??.is_current', [resolution, at.row, resolution]),
    ),
    earlierResolutions: many(
      () => resolutionShape,
      (resolution, at) =>
        sql.raw('??.complaint_id = ??.id and not ??.is_current', [resolution, at.row, resolution]),
      (resolution) => sql.raw('??.resolved_at, ??.id', [resolution, resolution]),
    ),
    acceptance: one(
      () => acceptanceShape,
      (self, at) => sql.raw('??.id = ??.id and ??.accepted_at is not null', [self, at.row, self]),
    ),
    closeReason: columns({ closeReason: 'close_reason' }),
    resolvedAt: columns({ resolvedAt: 'resolved_at' }),
    closedAt: columns({ closedAt: 'closed_at' }),
    firstClosedAt: columns({ firstClosedAt: 'first_closed_at' }),
    confirmBy: lifecycle,
    reopenUntil: lifecycle,
    reopenCount: columns({ reopenCount: 'reopen_count' }),
    needsManager: columns({ needsManager: 'needs_manager' }),
    isOverdue: expression(({ row, now }) => isOverdue(row, now)),
    isImported: expression(({ row }) => sql.raw(`??.origin = 'import'`, [row])),
    externalReference: columns({ externalReference: 'external_reference' }),
    commentCount: expression(({ row, viewer }) =>
      sql.raw('(select count(*)::int from comments k where k.complaint_id = ??.id and ?)', [
        row,
        visibleComments('k', viewer),
      ]),
    ),
    receipt: ({ row }) => ({ raw_receipt: receiptParts(row) }),
    deadlines: deadlineKeys,
    availableActions: lifecycle,
    comments: connection(
      () => commentShape,
      (at) => commentsOf(at),
    ),
    timeline: connection(
      () => timelineShape,
      (at) => timelineOf(at),
    ),
  },
};

/** The complaint's first event, and what else a receipt says. */
function receiptParts(row: string): RawSql {
  return sql.raw(
    `(select json_build_object('organisation', (select s.name from settings s), 'reference', ??.reference, 'receivedAt', ??.received_at,
        'eventId', e.id, 'eventHash', encode(e.hash, 'hex'),
        'submission', (select c ->> 'to' from jsonb_array_elements(e.changes) c where c ->> 'field' = ?))
      from audit_events e where e.subject_id = ??.id and e.position = 1)`,
    [row, row, submissionField, row],
  );
}

/** When the complaint last changed in what the viewer sees of it: internal notes do not move it for the consumer. */
export function updatedAt(row: string, viewer: Viewer): RawSql {
  return seesAsStaff(viewer)
    ? sql.raw('greatest(??.updated_at, ??.noted_at)', [row, row])
    : sql.raw('??.updated_at', [row]);
}

/** The number of the transaction that last changed what the viewer sees of the complaint. */
export function changedIn(row: string, viewer: Viewer): RawSql {
  return seesAsStaff(viewer)
    ? sql.raw('greatest(??.changed_in, ??.noted_in)', [row, row])
    : sql.raw('??.changed_in', [row]);
}

/** The final response is still owed: a complaint that came back after one owes no second one in the same time. */
export function owesFinalResponse(row: string): RawSql {
  return sql.raw(`??.status in ('open', 'in_progress') and ??.final_responded_at is null`, [row, row]);
}

/** The final response is owed, and its time is over. A deadline ends at its moment, exclusive. */
export function isOverdue(row: string, now: Date): RawSql {
  return sql.raw(`(? and ??.final_response_by is not null and ??.final_response_by <= ?::timestamptz)`, [
    owesFinalResponse(row),
    row,
    row,
    now,
  ]);
}
