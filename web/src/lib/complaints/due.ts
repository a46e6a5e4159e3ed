import type { ComplaintRowFragment } from '#lib/api/generated.ts';
import { formatRelative } from '#lib/components/format-date.ts';
import { dueSoonDays } from './list-query.ts';

/** When the final response is due, as a list shows it. */
export interface Due {
  /** Null when none is owed. */
  at: string | null;
  text: string;
  tone: 'late' | 'soon' | 'calm';
}

type WithDeadlines = Pick<ComplaintRowFragment, 'deadlines' | 'status' | 'isOverdue'>;

/** What there is to say on the deadline of the final response of a complaint; the server says whether it is missed. */
export function dueOf(complaint: WithDeadlines, now: Date): Due {
  const deadline = complaint.deadlines.find(({ kind }) => kind === 'FINAL_RESPONSE');
  if (!deadline) return calm('No deadline');
  const isAtWork = complaint.status === 'OPEN' || complaint.status === 'IN_PROGRESS';
  if (deadline.metAt) return calm(isAtWork ? 'Answered before' : 'Answered');
  if (!isAtWork) return calm('None owed');
  const moment = new Date(deadline.dueAt);
  const words = formatRelative(moment, now);
  if (complaint.isOverdue) return { at: deadline.dueAt, text: words.replace(' ago', ' late'), tone: 'late' };
  const isSoon = moment.getTime() - now.getTime() <= dueSoonDays * 86_400_000;
  return { at: deadline.dueAt, text: words, tone: isSoon ? 'soon' : 'calm' };
}

function calm(text: string): Due {
  return { at: null, text, tone: 'calm' };
}
