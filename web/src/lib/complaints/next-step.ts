import type { ConsumerComplaintPartsFragment, ConsumerComplaintRowFragment } from '#lib/api/generated.ts';

/** Where a complaint stands, in a consumer's words. */
export interface NextStep {
  headline: string;
  text: string;
  /** A date that goes with it, and what it is. */
  date: { label: string; at: string } | null;
}

/** What happens next with a complaint and by when, said to the consumer. */
export function nextStep(complaint: ConsumerComplaintPartsFragment): NextStep {
  switch (complaint.status) {
    case 'OPEN':
      return {
        headline: 'We have your complaint',
        text: 'Somebody will take it on next. You need not do anything now.',
        date: answerDate(complaint),
      };
    case 'IN_PROGRESS':
      return inProgress(complaint);
    case 'RESOLVED':
      return {
        headline: 'Please look at our answer',
        text: 'If you agree, accept it and the complaint is closed. If not, tell us why and we look at it again. If we do not hear from you, it closes by itself.',
        date: complaint.confirmBy ? { label: 'Your answer by', at: complaint.confirmBy } : null,
      };
    case 'CLOSED':
      return closed(complaint);
  }
}

/** One line for a list. */
export function plainStatus(complaint: ConsumerComplaintRowFragment): string {
  const line = plainLine(complaint);
  return complaint.isOverdue && complaint.waitingFor !== 'CONSUMER' ? `${line}, and we are late` : line;
}

function plainLine({ status, waitingFor, closeReason }: ConsumerComplaintRowFragment): string {
  if (status === 'OPEN') return 'We have received it; somebody will take it on';
  if (status === 'RESOLVED') return 'We have answered; now it is your turn';
  if (status === 'CLOSED') return closeReason ? closedLines[closeReason] : 'Closed';
  if (waitingFor === 'CONSUMER') return 'We have a question for you';
  return waitingFor === 'THIRD_PARTY' ? 'We are waiting for somebody else' : 'We are working on it';
}

const closedLines = {
  ACCEPTED: 'Closed: you accepted the resolution',
  UNANSWERED: 'Closed: we did not hear from you',
  WITHDRAWN: 'Closed: you withdrew it',
  IMPORTED: 'Closed before it came into this system',
};

function inProgress(complaint: ConsumerComplaintPartsFragment): NextStep {
  const date = answerDate(complaint);
  if (complaint.waitingFor === 'CONSUMER') {
    return {
      headline: 'We have a question for you',
      text: 'Please answer it below. Then we go on at once.',
      date,
    };
  }
  if (complaint.waitingFor === 'THIRD_PARTY') {
    const asked = 'We asked somebody else about your complaint and go on as soon as they answer.';
    const text = date ? `${asked} Our date does not move.` : asked;
    return { headline: 'We are waiting for an answer', text, date };
  }
  const who = complaint.assignee?.displayName;
  return {
    headline: who ? `${who} is working on it` : 'We are working on it',
    text: 'We tell you here what we found and what we will do about it.',
    date,
  };
}

function closed(complaint: ConsumerComplaintPartsFragment): NextStep {
  const canReopen = complaint.availableActions.some((item) => item.action === 'REOPEN' && item.allowed);
  return {
    headline: complaint.closeReason ? closedLines[complaint.closeReason] : 'Closed',
    text: canReopen
      ? 'If it turns out that it is not settled, you can reopen it.'
      : 'Nothing more happens with this complaint.',
    date:
      canReopen && complaint.reopenUntil
        ? { label: 'You can reopen it until', at: complaint.reopenUntil }
        : null,
  };
}

/** By when the organisation answers; after a reopening the date of the first answer counts again once it is missed. */
function answerDate(complaint: ConsumerComplaintPartsFragment): NextStep['date'] {
  const deadline = complaint.deadlines.find(({ kind }) => kind === 'FINAL_RESPONSE');
  if (!deadline) return null;
  if (complaint.isOverdue) return { label: 'We are late, and sorry. Our answer was due', at: deadline.dueAt };
  return deadline.metAt ? null : { label: 'Our answer by', at: deadline.dueAt };
}
