import { hasScope } from '../auth/viewer.ts';
import { actorOf } from '../audit/audit.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { fromGlobalId, toGlobalId } from '../graphql/global-id.ts';
import { addPerson, checkPerson } from '../people/add-person.ts';
import { findPersonId } from '../people/person.queries.ts';
import { InputChecks } from '../shared/checks.ts';
import { done, notAllowed, refused, type Answer } from '../shared/refusal.ts';
import { findActiveStaff } from '../users/staff.queries.ts';
import { checkExternalReference, checkOneConsumer, checkReceipt, noSuchConsumer } from './check-received.ts';
import type { LogComplaintInput } from './complaint-inputs.types.ts';
import { checkCategory, checkComplaintText, createComplaint } from './create-complaint.ts';
import { assignComplaint } from './moves/assign-complaint.ts';

/** Somebody of the staff takes a complaint in for a consumer who phoned, wrote or came by. */
export async function logComplaint(
  scope: ChangeScope,
  input: LogComplaintInput,
): Promise<Answer<{ complaintId: string }>> {
  const { unit, viewer, context, now } = scope;
  const checks = new InputChecks();
  const text = checkComplaintText(checks, input);
  const category = await checkCategory(unit, checks, input.categoryId);
  checkReceipt(checks, input.receivedAt, now);
  const externalReference = checkExternalReference(checks, input.externalReference);
  const known = await checkConsumer(scope, checks, input);
  const person = input.newConsumer ? checkPerson(checks, ['newConsumer'], input.newConsumer) : null;
  await checkAssignee(scope, checks, input.assigneeId);
  if (checks.failed) return refused(...checks.refusals);

  const by = { actor: actorOf(viewer), origin: context.origin, now };
  const consumerId = known ?? (person ? await addPerson(unit, person, by) : null);
  if (!consumerId) throw new Error('A complaint without a consumer passed the checks');
  const complaintId = await createComplaint(
    unit,
    {
      ...text,
      consumerId,
      categoryId: category?.id ?? null,
      channel: input.channel,
      priority: input.priority ?? 'normal',
      origin: viewer.role === 'service' ? 'service' : 'help_desk',
      receivedAt: input.receivedAt,
      externalReference,
    },
    by,
  );
  const assigneeId = input.assigneeId ?? null;
  if (assigneeId === null) return done({ complaintId });
  return assignComplaint(scope, {
    id: toGlobalId('Complaint', complaintId),
    version: 1,
    assigneeId,
  });
}

async function checkConsumer(
  scope: ChangeScope,
  checks: InputChecks,
  input: LogComplaintInput,
): Promise<string | null> {
  if (!checkOneConsumer(checks, input)) return null;
  const uuid = fromGlobalId('Person', input.consumerId);
  const found = uuid && (await findPersonId(scope.unit, scope.viewer, uuid));
  if (!found) checks.refusals.push(noSuchConsumer);
  return found || null;
}

async function checkAssignee(
  scope: ChangeScope,
  checks: InputChecks,
  assigneeId: string | null | undefined,
): Promise<void> {
  if (assigneeId === null || assigneeId === undefined) return;
  if (scope.viewer.role === 'service' && !hasScope(scope.viewer, 'complaints:write')) {
    checks.refusals.push(notAllowed('To assign needs the scope complaints:write.', ['assigneeId']));
    return;
  }
  const uuid = fromGlobalId('User', assigneeId);
  if (!uuid || !(await findActiveStaff(scope.unit, uuid))) {
    checks.refuse(['assigneeId'], 'Choose somebody who is active staff of the organisation.');
  }
}
