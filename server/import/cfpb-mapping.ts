import type { Channel, Outcome } from '../shared/complaint.ts';

/** `Submitted via` → how the complaint reached the organisation. What is not here is OTHER, and the report says so. docs/import.md shows this table. */
export const channelOf: ReadonlyMap<string, Channel> = new Map([
  ['web', 'web'],
  ['web referral', 'referral'],
  ['referral', 'referral'],
  ['phone', 'phone'],
  ['postal mail', 'letter'],
  ['fax', 'fax'],
  ['email', 'email'],
]);

/** Where a response leaves a complaint. */
export interface ImportedEnd {
  status: 'in_progress' | 'closed';
  /** Null while it is in progress. */
  outcome: Outcome | null;
  /** The explanation of the resolution record. */
  explanation: string | null;
  remedy: string | null;
}

const inProgress: ImportedEnd = { status: 'in_progress', outcome: null, explanation: null, remedy: null };

function closed(outcome: Outcome, explanation: string, remedy: string | null = null): ImportedEnd {
  return { status: 'closed', outcome, explanation, remedy };
}

/** `Company response` → our lifecycle. A row whose response is not here is refused. docs/import.md shows this table. */
export const endOf: ReadonlyMap<string, ImportedEnd> = new Map([
  ['in progress', inProgress],
  // The company did not answer in time: nobody has resolved it.
  ['untimely response', inProgress],
  ['closed', closed('not_upheld', 'The company closed the complaint without relief or explanation.')],
  ['closed with explanation', closed('not_upheld', 'The company closed the complaint with an explanation.')],
  ['closed without relief', closed('not_upheld', 'The company closed the complaint without relief.')],
  ['closed with relief', closed('upheld', 'The company closed the complaint with relief.', 'Relief')],
  [
    'closed with monetary relief',
    closed('upheld', 'The company closed the complaint with monetary relief.', 'Monetary relief'),
  ],
  [
    'closed with non-monetary relief',
    closed(
      'partly_upheld',
      'The company closed the complaint with non-monetary relief.',
      'Non-monetary relief',
    ),
  ],
]);
