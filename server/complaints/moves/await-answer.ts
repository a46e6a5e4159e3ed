import type { ChangeScope } from '../../graphql/change.ts';
import { InputChecks } from '../../shared/checks.ts';
import { textLimits } from '../../shared/limits.ts';
import { refused, type Answer } from '../../shared/refusal.ts';
import type {
  AwaitConsumerInput,
  AwaitThirdPartyInput,
  ResumeComplaintInput,
} from '../complaint-inputs.types.ts';
import type { ComplaintPatch } from '../complaint.store.ts';
import { transitionComplaint } from '../transition-complaint.ts';

/** The end of a wait. */
export const noWait: ComplaintPatch = { waiting_for: null, waiting_reason: null, waiting_since: null };

/** Asks the consumer a question, which stands in the conversation, and waits; a reply ends the wait. */
export async function awaitConsumer(
  scope: ChangeScope,
  input: AwaitConsumerInput,
): Promise<Answer<{ complaintId: string }>> {
  const checks = new InputChecks();
  const question = checks.text(['question'], input.question, textLimits.reason);
  if (checks.failed) return refused(...checks.refusals);
  return transitionComplaint(scope, {
    action: 'await_consumer',
    id: input.id,
    version: input.version,
    effect: () => ({
      event: 'complaint.consumer_asked',
      patch: { waiting_for: 'consumer', waiting_reason: question, waiting_since: scope.now },
      comment: { kind: 'question', body: question },
      changes: [{ field: 'question', from: null, to: question }],
    }),
  });
}

/** Waits for somebody outside the organisation. */
export async function awaitThirdParty(
  scope: ChangeScope,
  input: AwaitThirdPartyInput,
): Promise<Answer<{ complaintId: string }>> {
  const checks = new InputChecks();
  const reason = checks.text(['reason'], input.reason, textLimits.reason);
  if (checks.failed) return refused(...checks.refusals);
  return transitionComplaint(scope, {
    action: 'await_third_party',
    id: input.id,
    version: input.version,
    effect: () => ({
      event: 'complaint.third_party_awaited',
      patch: { waiting_for: 'third_party', waiting_reason: reason, waiting_since: scope.now },
      changes: [{ field: 'reason', from: null, to: reason }],
    }),
  });
}

/** Ends a wait by hand. */
export function resumeComplaint(
  scope: ChangeScope,
  input: ResumeComplaintInput,
): Promise<Answer<{ complaintId: string }>> {
  return transitionComplaint(scope, {
    action: 'resume',
    id: input.id,
    version: input.version,
    effect: () => ({ event: 'complaint.resumed', patch: noWait }),
  });
}
