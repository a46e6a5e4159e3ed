import { actorOf, systemActor, type FieldChange } from '../audit/audit.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import type { CommentKind } from '../shared/complaint.ts';
import { judgeAction, statusAfter, statusNames, type ComplaintAction } from '../shared/lifecycle.ts';
import { done, notFound, refused, staleVersion, type Answer, type Refusal } from '../shared/refusal.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import {
  authorOf,
  insertComment,
  lockComplaint,
  updateComplaint,
  type ComplaintPatch,
  type LockedComplaint,
} from './complaint.store.ts';
import { factsOf } from './lifecycle-facts.ts';
import { mailMove } from './mail-move.ts';
import { recordComplaintEvent } from './record-complaint-event.ts';
import { refreshSearch } from './refresh-search.store.ts';
import { judgeFor } from './judge-for.ts';

/** What a move does besides the status. */
export interface MoveEffect {
  /** The audit event's action: `complaint.resolved`. */
  event: string;
  changes?: readonly FieldChange[];
  patch?: ComplaintPatch;
  comment?: { kind: CommentKind; body: string };
  /** More rows of the same transaction, written last. */
  write?: (unit: WriteUnit) => void | Promise<void>;
}

/** A move of the lifecycle on one complaint. */
export interface Move {
  action: ComplaintAction;
  /** The complaint's global id. */
  id: string;
  /** Null when the action does not change the complaint itself. */
  version: number | null;
  /** Says what happens to this complaint, or why not; runs after the lifecycle allowed it. */
  effect: (complaint: LockedComplaint) => MoveEffect | Refusal | Promise<MoveEffect | Refusal>;
}

/** The one way a viewer moves a complaint: hold it, compare versions, ask the lifecycle, write, tell the audit trail. */
export async function transitionComplaint(
  scope: ChangeScope,
  move: Move,
): Promise<Answer<{ complaintId: string }>> {
  const uuid = fromGlobalId('Complaint', move.id);
  const complaint = uuid && (await lockComplaint(scope.unit, scope.viewer, uuid));
  if (!complaint) return refused(notFound('complaint', ['id']));
  if (move.version !== null && move.version !== complaint.version)
    return refused(staleVersion('Complaint', complaint.id));
  const facts = factsOf(complaint, scope.viewer, scope.now);
  const verdict = judgeAction(move.action, facts, scope.viewer.role);
  if (!verdict.allowed) {
    const allowed = judgeFor(scope.viewer, facts)
      .filter((other) => other.allowed)
      .map((other) => other.action);
    return refused({ code: 'INVALID_TRANSITION', message: verdict.reason ?? '', path: null, allowed });
  }
  const effect = await move.effect(complaint);
  if ('code' in effect) return refused(effect);
  await writeMove(scope, complaint, move.action, effect);
  return done({ complaintId: complaint.id });
}

/** Moves a held complaint by the system's clock. The lifecycle must have allowed it. */
export function writeSystemMove(
  unit: WriteUnit,
  now: Date,
  complaint: LockedComplaint,
  action: ComplaintAction,
  effect: MoveEffect,
): Promise<void> {
  return writeMove({ unit, now }, complaint, action, effect);
}

async function writeMove(
  scope: Pick<ChangeScope, 'unit' | 'now'> & Partial<ChangeScope>,
  complaint: LockedComplaint,
  action: ComplaintAction,
  effect: MoveEffect,
): Promise<void> {
  const { unit, now, viewer } = scope;
  const status = statusAfter(action, complaint.raw_status);
  const isStatusChange = status !== complaint.raw_status;
  const patch: ComplaintPatch = { ...effect.patch, ...(isStatusChange ? { status } : {}) };
  let commentId: string | null = null;
  if (effect.comment && viewer) {
    commentId = insertComment(unit, {
      complaint_id: complaint.id,
      ...effect.comment,
      ...authorOf(viewer),
      created_at: now,
    });
  }
  if (Object.keys(patch).length > 0) updateComplaint(unit, complaint.id, patch, now);
  if (effect.comment) refreshSearch(unit, complaint.id);
  const statusChange = { field: 'status', from: statusNames[complaint.raw_status], to: statusNames[status] };
  const changes = [...(isStatusChange ? [statusChange] : []), ...(effect.changes ?? [])];
  await recordComplaintEvent(
    unit,
    { action: effect.event, complaint, changes, commentId },
    { actor: viewer ? actorOf(viewer) : systemActor, origin: scope.context?.origin ?? null, now },
  );
  await effect.write?.(unit);
  mailMove(unit, {
    event: effect.event,
    complaintId: complaint.id,
    patch,
    actorId: viewer?.userId ?? null,
    now,
  });
}
