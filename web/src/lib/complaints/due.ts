import type { ComplaintRowFragment } from '#lib/api/generated.ts';
import { formatRelative } from '#lib/components/format-date.ts';
import { dueSoonDays } from './list-query.ts';

/** When the final response is due, as a list shows it. */
export interface Due {
  /** Null when there is nothing to be in time for. */
  at: string | null;
  text: string;
  tone: 'late' | 'soon' | 'calm';
}

/** What there is to say on the deadline of the final response of a complaint. */
export function dueOf(complaint: Pick<ComplaintRowFragment, 'deadlines' | 'status'>, now: Date): Due {
  const deadline = complaint.deadlines.find(({ kind }) => kind === 'FINAL_RESPONSE');
  if (!deadline) return { at: null, text: 'No deadline', tone: 'calm' };
  if (complaint.status === 'RESOLVED' || complaint.status === 'CLOSED') {
    return { at: null, text: 'Answered', tone: 'calm' };
  }
  const moment = new Date(deadline.dueAt);
  const words = formatRelative(moment, now);
  if (moment <= now) return { at: deadline.dueAt, text: words.replace(' ago', ' late'), tone: 'late' };
  const isSoon = moment.getTime() - now.getTime() <= dueSoonDays * 86_400_000;
  return { at: deadline.dueAt, text: words, tone: isSoon ? 'soon' : 'calm' };
}
