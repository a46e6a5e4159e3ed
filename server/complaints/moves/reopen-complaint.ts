import type { ChangeScope } from '../../graphql/change.ts';
import { InputChecks } from '../../shared/checks.ts';
import { textLimits } from '../../shared/limits.ts';
import { refused, type Answer } from '../../shared/refusal.ts';
import { findActiveStaff } from '../../users/staff.queries.ts';
import type { ReopenComplaintInput } from '../complaint-inputs.types.ts';
import { supersedeResolution } from '../complaint.store.ts';
import { transitionComplaint } from '../transition-complaint.ts';

/** Works on a closed complaint again; nobody has it when its assignee has left meanwhile. The first closing time and the first final response are kept for reports. */
export async function reopenComplaint(
  scope: ChangeScope,
  input: ReopenComplaintInput,
): Promise<Answer<{ complaintId: string }>> {
  const checks = new InputChecks();
  const reason = checks.text(['reason'], input.reason, textLimits.reason);
  if (checks.failed) return refused(...checks.refusals);
  return transitionComplaint(scope, {
    action: 'reopen',
    id: input.id,
    version: input.version,
    effect: async (complaint) => {
      const { raw_assignee_id: assigneeId } = complaint;
      const hasLeft = assigneeId !== null && (await findActiveStaff(scope.unit, assigneeId)) === null;
      return {
        event: 'complaint.reopened',
        patch: {
          ...(hasLeft ? { assignee_id: null } : {}),
          closed_at: null,
          close_reason: null,
          resolved_at: null,
          accepted_at: null,
          acceptance_method: null,
          acceptance_evidence: null,
          reminders_sent: 0,
          reopen_count: complaint.reopen_count + 1,
        },
        changes: [
          { field: 'reason', from: null, to: reason },
          ...(hasLeft ? [{ field: 'assignee', from: complaint.assignee_name, to: null }] : []),
        ],
        write: (unit) => supersedeResolution(unit, complaint.id),
      };
    },
  });
}
