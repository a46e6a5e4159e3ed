import type { ChangeScope } from '../../graphql/change.ts';
import { InputChecks } from '../../shared/checks.ts';
import { textLimits } from '../../shared/limits.ts';
import { refused, type Answer } from '../../shared/refusal.ts';
import type { AddResolutionNoteInput } from '../complaint-inputs.types.ts';
import { touchInternally } from '../complaint.store.ts';
import { transitionComplaint } from '../transition-complaint.ts';

/** Adds a note on the resolution that the consumer never sees. */
export async function addResolutionNote(
  scope: ChangeScope,
  input: AddResolutionNoteInput,
): Promise<Answer<{ complaintId: string }>> {
  const checks = new InputChecks();
  const body = checks.text(['body'], input.body, textLimits.comment);
  if (checks.failed) return refused(...checks.refusals);
  return transitionComplaint(scope, {
    action: 'add_resolution_note',
    id: input.id,
    version: null,
    effect: (complaint) => ({
      event: 'complaint.resolution_noted',
      comment: { kind: 'resolution_note', body },
      write: (unit) => touchInternally(unit, complaint.id, scope.now),
    }),
  });
}
