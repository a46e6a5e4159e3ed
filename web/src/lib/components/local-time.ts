import { toLocalInput } from './format-date.ts';

/**
 * The moment, in ISO and UTC, that a clock on the wall of that time zone shows as `local` ("2026-03-14T09:32"); null when the text is
 * no such time. Of a time that the clock shows twice it is one, and a time that it skips is moved by the skip.
 */
export function momentOf(local: string, timeZone: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local)) return null;
  const wanted = Date.parse(`${local}:00Z`);
  if (Number.isNaN(wanted)) return null;
  const shown = (moment: number) => Date.parse(`${toLocalInput(new Date(moment), timeZone)}:00Z`);
  // The offset at the moment itself may differ from the one at the first guess: near a change of the clocks.
  let moment = wanted;
  for (let round = 0; round < 2; round += 1) moment += wanted - shown(moment);
  return new Date(moment).toISOString();
}

/** The moment at which a day ("2026-03-14") begins in that time zone; null when the text is no day. */
export function startOfDay(day: string, timeZone: string): string | null {
  return momentOf(`${day}T00:00`, timeZone);
}

/** The day after a day, as "2026-03-15"; null when the text is no day. */
export function dayAfter(day: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const moment = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(moment) ? null : new Date(moment + 86_400_000).toISOString().slice(0, 10);
}
