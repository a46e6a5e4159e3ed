import { actorOf, changesBetween } from '../audit/audit.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { InputChecks } from '../shared/checks.ts';
import { done, notFound, refused, staleVersion, type Answer } from '../shared/refusal.ts';
import type { ClassifyComplaintInput } from './complaint-inputs.types.ts';
import { lockComplaint, updateComplaint, type ComplaintPatch } from './complaint.store.ts';
import { checkCategory } from './create-complaint.ts';
import { recordComplaintEvent } from './record-complaint-event.ts';

/** Sets what a complaint is about and how urgent it is, at any status. */
export async function classifyComplaint(
  scope: ChangeScope,
  input: ClassifyComplaintInput,
): Promise<Answer<{ complaintId: string }>> {
  const { unit, viewer, context, now } = scope;
  const uuid = fromGlobalId('Complaint', input.id);
  const complaint = uuid && (await lockComplaint(unit, viewer, uuid));
  if (!complaint) return refused(notFound('complaint', ['id']));
  if (input.version !== complaint.version) return refused(staleVersion('Complaint', complaint.id));
  const checks = new InputChecks();
  const category = await checkCategory(unit, checks, input.categoryId);
  if (checks.failed) return refused(...checks.refusals);

  const isCategoryGiven = input.categoryId !== undefined;
  const before = { category: complaint.category_name, priority: complaint.priority };
  const after = {
    category: isCategoryGiven ? (category?.name ?? null) : complaint.category_name,
    priority: input.priority ?? complaint.priority,
  };
  const changes = changesBetween(before, after);
  const categoryId = isCategoryGiven ? (category?.id ?? null) : complaint.category_id;
  if (changes.length === 0 && categoryId === complaint.category_id)
    return done({ complaintId: complaint.id });
  const patch: ComplaintPatch = { category_id: categoryId, priority: after.priority };
  updateComplaint(unit, complaint.id, patch, now);
  const by = { actor: actorOf(viewer), origin: context.origin, now };
  await recordComplaintEvent(unit, { action: 'complaint.classified', complaint, changes }, by);
  return done({ complaintId: complaint.id });
}
