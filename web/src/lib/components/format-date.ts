const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const minuteSeconds = 60;
const hourSeconds = 3600;
const daySeconds = 86_400;

/** "14 Mar 2026" in the given time zone; assembled by hand so that server and browser write the same. */
export function formatDate(value: Date, timeZone: string): string {
  const { day, month, year } = partsOf(value, timeZone);
  return `${Number(day)} ${months[Number(month) - 1]} ${year}`;
}

/** "14 Mar 2026, 09:32" in the given time zone. */
export function formatDateTime(value: Date, timeZone: string): string {
  const { hour, minute } = partsOf(value, timeZone);
  return `${formatDate(value, timeZone)}, ${hour}:${minute}`;
}

/** "2026-03-14T09:32" in the given time zone: the value of a datetime-local input. */
export function toLocalInput(value: Date, timeZone: string): string {
  const { year, month, day, hour, minute } = partsOf(value, timeZone);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** "3 days ago", "in 2 hours", "just now". */
export function formatRelative(value: Date, now: Date): string {
  const seconds = Math.round((value.getTime() - now.getTime()) / 1000);
  const size = Math.abs(seconds);
  if (size < 45) return 'just now';
  const words = count(size);
  return seconds < 0 ? `${words} ago` : `in ${words}`;
}

function count(seconds: number): string {
  if (seconds < 45 * minuteSeconds) return plural(Math.max(1, Math.round(seconds / minuteSeconds)), 'minute');
  if (seconds < 22 * hourSeconds) return plural(Math.max(1, Math.round(seconds / hourSeconds)), 'hour');
  const days = Math.max(1, Math.round(seconds / daySeconds));
  // Deadlines are set in days, up to three months and more.
  if (days < 100) return plural(days, 'day');
  if (days < 320) return plural(Math.round(days / 30.4), 'month');
  return plural(Math.max(1, Math.round(days / 365.25)), 'year');
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function partsOf(value: Date, timeZone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(value).map(({ type, value: text }) => [type, text]));
}
