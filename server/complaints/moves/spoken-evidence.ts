import type { Viewer } from '../../auth/viewer.ts';
import type { InputChecks } from '../../shared/checks.ts';
import { textLimits } from '../../shared/limits.ts';

/** What the help desk writes down of a consumer's spoken word: required from it, refused from anybody else. Null for consumers. */
export function spokenEvidence(
  checks: InputChecks,
  viewer: Viewer,
  evidence: string | null | undefined,
): string | null {
  if (viewer.role === 'help_desk') return checks.text(['evidence'], evidence ?? '', textLimits.evidence);
  if (evidence?.trim())
    checks.refuse(['evidence'], 'Evidence is for the help desk, who records what the consumer said.');
  return null;
}
