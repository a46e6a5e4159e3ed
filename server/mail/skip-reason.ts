import type { MailFacts } from './mail-facts.queries.ts';

const hourMilliseconds = 3_600_000;
const dayMilliseconds = 24 * hourMilliseconds;

/** Why a mail is not worth sending any more, or must not be sent, as a sentence; null when it is to be sent. */
export function skipReason({ kind, complaint, user, createdAt }: MailFacts, now: Date): string | null {
  const age = now.getTime() - createdAt.getTime();
  const most = kind === 'password_reset' ? hourMilliseconds : 7 * dayMilliseconds;
  if (age > most) return 'It waited too long.';
  if (user?.status === 'disabled') return 'The account is disabled.';
  switch (kind) {
    case 'resolved':
    case 'reminder':
      return complaint?.status === 'resolved' ? null : 'The resolution was answered meanwhile.';
    case 'question':
      return complaint?.waitingFor === 'consumer' ? null : 'The question was answered meanwhile.';
    case 'closed':
    case 'closed_unanswered':
      return complaint?.status === 'closed' ? null : 'The complaint was opened again meanwhile.';
    case 'assigned':
      return complaint?.assigneeId === user?.id ? null : 'Somebody else has the complaint now.';
    default:
      return null;
  }
}
