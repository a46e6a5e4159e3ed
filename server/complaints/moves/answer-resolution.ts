import type { ChangeScope } from '../../graphql/change.ts';
import { systemActor } from '../../audit/audit.store.ts';
import { InputChecks } from '../../shared/checks.ts';
import { textLimits } from '../../shared/limits.ts';
import { refused, type Answer } from '../../shared/refusal.ts';
import type { AcceptResolutionInput, RejectResolutionInput } from '../complaint-inputs.types.ts';
import { supersedeResolution } from '../complaint.store.ts';
import { recordComplaintEvent } from '../record-complaint-event.ts';
import { transitionComplaint } from '../transition-complaint.ts';
import { rejectionsUntilManager } from './rejections.ts';
import { spokenEvidence } from './spoken-evidence.ts';

/** The consumer accepts the resolution; the help desk records a spoken acceptance with its evidence. */
export async function acceptResolution(
  scope: ChangeScope,
  input: AcceptResolutionInput,
): Promise<Answer<{ complaintId: string }>> {
  const checks = new InputChecks();
  const evidence = spokenEvidence(checks, scope.viewer, input.evidence);
  if (checks.failed) return refused(...checks.refusals);
  const { now } = scope;
  const method = evidence === null ? 'online' : 'spoken';
  return transitionComplaint(scope, {
    action: 'accept',
    id: input.id,
    version: input.version,
    effect: (complaint) => ({
      event: 'complaint.accepted',
      patch: {
        closed_at: now,
        first_closed_at: complaint.first_closed_at ?? now,
        close_reason: 'accepted',
        accepted_at: now,
        acceptance_method: method,
        acceptance_evidence: evidence,
      },
      changes: [{ field: 'acceptance', from: null, to: method }],
    }),
  });
}

/** The consumer rejects the resolution. The second time nobody keeps the case, and a manager decides who takes it. */
export async function rejectResolution(
  scope: ChangeScope,
  input: RejectResolutionInput,
): Promise<Answer<{ complaintId: string }>> {
  const checks = new InputChecks();
  const reason = checks.text(['reason'], input.reason, textLimits.reason);
  if (checks.failed) return refused(...checks.refusals);
  return transitionComplaint(scope, {
    action: 'reject',
    id: input.id,
    version: input.version,
    effect: (complaint) => {
      const rejectionCount = complaint.rejection_count + 1;
      const needsManager = rejectionCount >= rejectionsUntilManager;
      return {
        event: 'complaint.rejected',
        patch: {
          resolved_at: null,
          rejection_count: rejectionCount,
          reopen_count: complaint.reopen_count + 1,
          reminders_sent: 0,
          ...(needsManager ? { assignee_id: null, needs_manager: true } : {}),
        },
        changes: [
          { field: 'reason', from: null, to: reason },
          ...(needsManager && complaint.assignee_name
            ? [{ field: 'assignee', from: complaint.assignee_name, to: null }]
            : []),
        ],
        write: async (unit) => {
          supersedeResolution(unit, complaint.id);
          if (!needsManager) return;
          const by = { actor: systemActor, origin: scope.context.origin, now: scope.now };
          await recordComplaintEvent(unit, { action: 'complaint.flagged', complaint }, by);
        },
      };
    },
  });
}
