import { failureOf } from '#lib/api/form-failure.ts';

/** Where a sign-in stands that waits for a code. */
export interface SecondStep {
  challenge: string;
  /** What the first step was sent with. */
  next: string;
  kept: string;
}

/** The second step of a sign-in, from what the actions gave back; null before it, and when its time is over. `first` is the form of the first step. */
export function secondStepOf(form: unknown, first: string): SecondStep | null {
  const begun = failureOf(form, first);
  const tried = failureOf(form, 'code') ?? failureOf(form, 'recovery');
  const challenge = begun?.challenge ?? (tried?.errors.challenge ? null : tried?.values.challenge);
  const values = (begun ?? tried)?.values ?? {};
  return challenge ? { challenge, next: values.next ?? '', kept: values.kept ?? '' } : null;
}

/** Why the second step is over and the sign-in begins again; null when it is not. */
export function endedStepOf(form: unknown): string | null {
  return (failureOf(form, 'code') ?? failureOf(form, 'recovery'))?.errors.challenge ?? null;
}
