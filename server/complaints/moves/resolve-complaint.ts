import { isLeading } from '../../auth/viewer.ts';
import type { ChangeScope } from '../../graphql/change.ts';
import type { Outcome } from '../../shared/complaint.ts';
import { InputChecks } from '../../shared/checks.ts';
import { textLimits } from '../../shared/limits.ts';
import { notAllowed, refused, type Answer } from '../../shared/refusal.ts';
import type { ResolveComplaintInput } from '../complaint-inputs.types.ts';
import { insertResolution, type LockedComplaint } from '../complaint.store.ts';
import { transitionComplaint } from '../transition-complaint.ts';
import { noWait } from './await-answer.ts';

const outcomeNames: Record<Outcome, string> = {
  upheld: 'upheld',
  partly_upheld: 'partly upheld',
  not_upheld: 'not upheld',
  withdrawn: 'withdrawn',
  out_of_scope: 'out of scope',
};

/** Gives the final response with a resolution record. Redress above the limit takes a manager who did not propose it. */
export async function resolveComplaint(
  scope: ChangeScope,
  input: ResolveComplaintInput,
): Promise<Answer<{ complaintId: string }>> {
  const { viewer, now } = scope;
  const checks = new InputChecks();
  const explanation = checks.text(['explanation'], input.explanation, textLimits.explanation);
  const rootCause = checks.text(['rootCause'], input.rootCause, textLimits.rootCause);
  const remedy = checks.text(['remedy'], input.remedy, textLimits.remedy);
  const amount = input.redress
    ? checks.integer(['redress', 'amountMinor'], input.redress.amountMinor, 1, 2_000_000_000)
    : null;
  if (checks.failed) return refused(...checks.refusals);
  return transitionComplaint(scope, {
    action: 'resolve',
    id: input.id,
    version: input.version,
    effect: (complaint) => {
      const problem = redressProblem(complaint, amount, viewer);
      if (problem) return notAllowed(problem, ['redress', 'amountMinor']);
      return {
        event: 'complaint.resolved',
        patch: {
          ...noWait,
          resolved_at: now,
          final_responded_at: complaint.final_responded_at ?? now,
          reminders_sent: 0,
        },
        changes: [
          { field: 'outcome', from: null, to: outcomeNames[input.outcome] },
          ...(amount ? [{ field: 'redress', from: null, to: money(amount, complaint.currency) }] : []),
        ],
        write: (unit) =>
          insertResolution(unit, {
            complaint_id: complaint.id,
            outcome: input.outcome,
            explanation,
            root_cause: rootCause,
            remedy,
            redress_minor: amount,
            currency: amount ? complaint.currency : null,
            proposed_by: viewer.userId,
            resolved_at: now,
          }),
      };
    },
  });
}

/** Four eyes on large sums: who worked on the case proposes, another manager decides. */
function redressProblem(
  complaint: LockedComplaint,
  amount: number | null,
  viewer: ChangeScope['viewer'],
): string | null {
  if (amount === null || amount <= complaint.redress_limit_minor) return null;
  const limit = money(complaint.redress_limit_minor, complaint.currency);
  if (!isLeading(viewer)) return `Redress above ${limit} needs a manager.`;
  return complaint.raw_assignee_id === viewer.userId
    ? `Redress above ${limit} needs a manager who is not the assignee.`
    : null;
}

function money(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
