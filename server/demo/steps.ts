import type { Priority } from '../shared/complaint.ts';
import { consumer, type ResolutionWords, type Step } from './story.ts';

// Stories are tables of words; these are the columns of their steps. `ago` is in days before today, `by` a username.

/** Claims the complaint. */
export const start = (ago: number, by: string): Step => ({ ago, by, do: 'start' });

/** Gives the complaint to somebody. */
export const assign = (ago: number, by: string, to: string): Step => ({ ago, by, do: 'assign', to });

/** Asks the consumer, and waits. */
export const ask = (ago: number, by: string, text: string): Step => ({ ago, by, do: 'ask', text });

/** Waits for somebody outside the organisation. */
export const wait = (ago: number, by: string, text: string): Step => ({ ago, by, do: 'wait', text });

/** Ends a wait by hand. */
export const resume = (ago: number, by: string): Step => ({ ago, by, do: 'resume' });

/** Writes to the consumer. */
export const reply = (ago: number, by: string, text: string): Step => ({ ago, by, do: 'reply', text });

/** The consumer writes; an answer to a question ends the wait. */
export const says = (ago: number, text: string): Step => ({ ago, by: consumer, do: 'reply', text });

/** Writes an internal note. */
export const note = (ago: number, by: string, text: string): Step => ({ ago, by, do: 'note', text });

/** Writes a resolution note. */
export const resolutionNote = (ago: number, by: string, text: string): Step => ({
  ago,
  by,
  do: 'resolution note',
  text,
});

/** Sets category or priority. */
export const classify = (
  ago: number,
  by: string,
  what: { priority?: Priority; category?: string },
): Step => ({
  ago,
  by,
  do: 'classify',
  ...what,
});

/** Gives the final response. */
export const resolve = (ago: number, by: string, words: ResolutionWords): Step => ({
  ago,
  by,
  do: 'resolve',
  ...words,
});

/** The consumer accepts. */
export const accepts = (ago: number): Step => ({ ago, by: consumer, do: 'accept' });

/** The help desk records a spoken acceptance. */
export const acceptSpoken = (ago: number, by: string, evidence: string): Step => ({
  ago,
  by,
  do: 'accept',
  evidence,
});

/** The consumer rejects. */
export const rejects = (ago: number, text: string): Step => ({ ago, by: consumer, do: 'reject', text });

/** Somebody has the closed complaint worked on again. */
export const reopen = (ago: number, by: string, text: string): Step => ({ ago, by, do: 'reopen', text });

/** The consumer takes the complaint back. */
export const withdraws = (ago: number, text?: string): Step => ({ ago, by: consumer, do: 'withdraw', text });

/** The help desk records that the consumer takes the complaint back. */
export const withdrawSpoken = (ago: number, by: string, evidence: string): Step => ({
  ago,
  by,
  do: 'withdraw',
  evidence,
});
