import type { InputChecks } from '../shared/checks.ts';
import { textLimits } from '../shared/limits.ts';
import { notFound } from '../shared/refusal.ts';
import type { ReceivedComplaintInput } from './complaint-inputs.types.ts';

/** Five minutes: clocks of telephones and desks differ. */
const clockToleranceMilliseconds = 300_000;

/** Checks when a complaint reached the organisation. */
export function checkReceipt(checks: InputChecks, receivedAt: Date, now: Date): void {
  if (receivedAt.getTime() > now.getTime() + clockToleranceMilliseconds)
    checks.refuse(['receivedAt'], 'A complaint cannot be received in the future.');
  if (receivedAt.getUTCFullYear() < 1970) checks.refuse(['receivedAt'], 'Give a date from 1970 on.');
}

/** Reads the complaint's id in the system that it comes from; null when none is given, and when it is refused: nothing has that one. */
export function checkExternalReference(checks: InputChecks, value: string | null | undefined): string | null {
  const refusalsBefore = checks.refusals.length;
  const reference = checks.optionalText(['externalReference'], value, textLimits.externalReference);
  return checks.refusals.length > refusalsBefore ? null : reference;
}

export const noSuchConsumer = notFound('person', ['consumerId']);

/** Checks that one consumer is named, known or new; true when it is a known one, whose id is to be looked up. */
export function checkOneConsumer<Input extends Pick<ReceivedComplaintInput, 'consumerId' | 'newConsumer'>>(
  checks: InputChecks,
  input: Input,
): input is Input & { consumerId: string } {
  const isKnown = (input.consumerId ?? null) !== null;
  const isNew = (input.newConsumer ?? null) !== null;
  if (isKnown === isNew)
    checks.refuse(['consumerId'], 'Say who complains: a known person, or a new one, not both.');
  return isKnown && !isNew;
}

/** The words in which an external reference is refused that another complaint has. */
export const externalReferenceTaken =
  'There is a complaint with this external reference already. Nothing was written.';
