import type { ChangeScope } from '../../graphql/change.ts';
import { notAllowed, type Answer } from '../../shared/refusal.ts';
import type { StartComplaintInput } from '../complaint-inputs.types.ts';
import { transitionComplaint } from '../transition-complaint.ts';

/** The viewer claims a complaint and begins to work on it. */
export function startComplaint(
  scope: ChangeScope,
  input: StartComplaintInput,
): Promise<Answer<{ complaintId: string }>> {
  const { viewer } = scope;
  return transitionComplaint(scope, {
    action: 'start',
    id: input.id,
    version: input.version,
    effect: (complaint) => {
      if (!viewer.userId) return notAllowed('Only staff can work on complaints.');
      return {
        event: 'complaint.started',
        patch: { assignee_id: viewer.userId, needs_manager: false },
        changes: [{ field: 'assignee', from: complaint.assignee_name, to: viewer.displayName }],
      };
    },
  });
}
