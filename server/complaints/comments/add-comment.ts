import { actorOf } from '../../audit/audit.store.ts';
import { actsForOrganisation } from '../../auth/viewer.ts';
import type { ChangeScope } from '../../graphql/change.ts';
import { fromGlobalId } from '../../graphql/global-id.ts';
import { InputChecks } from '../../shared/checks.ts';
import { textLimits } from '../../shared/limits.ts';
import { done, notAllowed, notFound, refused, type Answer } from '../../shared/refusal.ts';
import { mailConsumer } from '../../mail/queue-mail.ts';
import type { AddCommentInput } from '../complaint-inputs.types.ts';
import {
  authorOf,
  insertComment,
  lockComplaint,
  touchComplaint,
  touchInternally,
  updateComplaint,
} from '../complaint.store.ts';
import { noWait } from '../moves/await-answer.ts';
import { recordComplaintEvent } from '../record-complaint-event.ts';
import { refreshSearch } from '../refresh-search.store.ts';

/** Writes to the consumer, to the organisation, or a note for staff. The consumer's reply ends a wait for it. */
export async function addComment(
  scope: ChangeScope,
  input: AddCommentInput,
): Promise<Answer<{ complaintId: string; commentId: string }>> {
  const { unit, viewer, context, now } = scope;
  const byStaff = actsForOrganisation(viewer);
  const checks = new InputChecks();
  const body = checks.text(['body'], input.body, textLimits.comment);
  if (input.isInternal && !byStaff)
    checks.refusals.push(notAllowed('Internal notes are for staff.', ['isInternal']));
  if (checks.failed) return refused(...checks.refusals);
  const uuid = fromGlobalId('Complaint', input.complaintId);
  const complaint = uuid && (await lockComplaint(unit, viewer, uuid));
  if (!complaint) return refused(notFound('complaint', ['complaintId']));
  if (!byStaff && complaint.raw_status === 'closed') {
    return refused(notAllowed('The complaint is closed. Reopen it, or submit a new one.'));
  }

  const commentId = insertComment(unit, {
    complaint_id: complaint.id,
    kind: input.isInternal ? 'internal_note' : 'reply',
    body,
    ...authorOf(viewer),
    created_at: now,
  });
  const endsWait = !byStaff && complaint.raw_waiting_for === 'consumer';
  if (endsWait) updateComplaint(unit, complaint.id, noWait, now);
  else if (input.isInternal) touchInternally(unit, complaint.id, now);
  else touchComplaint(unit, complaint.id, now);
  refreshSearch(unit, complaint.id);
  const by = { actor: actorOf(viewer), origin: context.origin, now };
  const action = input.isInternal ? 'complaint.noted' : 'complaint.commented';
  await recordComplaintEvent(unit, { action, complaint, commentId }, by);
  if (endsWait) await recordComplaintEvent(unit, { action: 'complaint.resumed', complaint }, by);
  if (byStaff && !input.isInternal) mailConsumer(unit, 'message', complaint.id, now);
  return done({ complaintId: complaint.id, commentId });
}
