import { actorOf } from '../audit/audit.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { InputChecks } from '../shared/checks.ts';
import { done, notAllowed, refused, type Answer } from '../shared/refusal.ts';
import type { SubmitComplaintInput } from './complaint-inputs.types.ts';
import { checkCategory, checkComplaintText, createComplaint } from './create-complaint.ts';

/** A consumer who is signed in complains. */
export async function submitComplaint(
  scope: ChangeScope,
  input: SubmitComplaintInput,
): Promise<Answer<{ complaintId: string }>> {
  const { unit, viewer, context, now } = scope;
  if (!viewer.personId || viewer.trackedComplaintId) {
    return refused(
      notAllowed('A tracking link shows one complaint. Sign in, or use the public form, to submit another.'),
    );
  }
  const checks = new InputChecks();
  const text = checkComplaintText(checks, input);
  const category = await checkCategory(unit, checks, input.categoryId);
  if (checks.failed) return refused(...checks.refusals);
  const complaintId = await createComplaint(
    unit,
    {
      ...text,
      consumerId: viewer.personId,
      categoryId: category?.id ?? null,
      channel: 'web',
      priority: 'normal',
      origin: 'consumer',
      receivedAt: now,
    },
    { actor: actorOf(viewer), origin: context.origin, now },
  );
  return done({ complaintId });
}
