import type { ChangeScope } from '../../graphql/change.ts';
import { InputChecks } from '../../shared/checks.ts';
import { textLimits } from '../../shared/limits.ts';
import { refused, type Answer } from '../../shared/refusal.ts';
import type { WithdrawComplaintInput } from '../complaint-inputs.types.ts';
import { transitionComplaint } from '../transition-complaint.ts';
import { noWait } from './await-answer.ts';
import { spokenEvidence } from './spoken-evidence.ts';

/** The consumer takes the complaint back; the help desk records it with its evidence. */
export async function withdrawComplaint(
  scope: ChangeScope,
  input: WithdrawComplaintInput,
): Promise<Answer<{ complaintId: string }>> {
  const checks = new InputChecks();
  const reason = checks.optionalText(['reason'], input.reason, textLimits.reason);
  const evidence = spokenEvidence(checks, scope.viewer, input.evidence);
  if (checks.failed) return refused(...checks.refusals);
  const { now } = scope;
  return transitionComplaint(scope, {
    action: 'withdraw',
    id: input.id,
    version: input.version,
    effect: (complaint) => ({
      event: 'complaint.withdrawn',
      patch: {
        ...noWait,
        closed_at: now,
        first_closed_at: complaint.first_closed_at ?? now,
        close_reason: 'withdrawn',
        needs_manager: false,
      },
      changes: [
        ...(reason ? [{ field: 'reason', from: null, to: reason }] : []),
        ...(evidence ? [{ field: 'evidence', from: null, to: evidence }] : []),
      ],
    }),
  });
}
