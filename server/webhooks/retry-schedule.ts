const minute = 60;
const hour = 60 * minute;

/** The specification's schedule: after the first attempt, which is made at once, so long until each next one: ten in all, over three days. */
const delaysSeconds = [
  5,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

const longestDelaySeconds = 24 * hour;
/** Up to so much of a delay is added, at random: what failed together does not come back together. */
const jitter = 0.2;

/**
 * How long after that many failed attempts the next one is due; null when there is none any more. A receiver that names a later time
 * (Retry-After) gets it, up to a day. `random` is from 0 to 1.
 */
export function nextDelaySeconds(
  attempts: number,
  retryAfterSeconds: number | null,
  random: number,
): number | null {
  const delay = delaysSeconds[attempts - 1];
  if (delay === undefined) return null;
  const asked = Math.min(retryAfterSeconds ?? 0, longestDelaySeconds);
  return Math.max(delay, asked) * (1 + jitter * random);
}

/** The seconds of a Retry-After header: a number, or a date (RFC 9110, section 10.2.3). Null for anything else. */
export function retryAfterSeconds(header: string | null, now: Date): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const date = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, (date - now.getTime()) / 1000);
}
