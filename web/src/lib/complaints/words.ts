import type {
  Channel,
  CloseReason,
  ComplaintStatus,
  Outcome,
  Priority,
  WaitingFor,
} from '#lib/api/generated.ts';

/** How the screen names what the API writes in capitals. */
export const statusLabels: Record<ComplaintStatus, string> = {
  OPEN: 'Open',
  IN_PROGRESS: 'In progress',
  RESOLVED: 'Resolved',
  CLOSED: 'Closed',
};

export const waitingLabels: Record<WaitingFor, string> = {
  CONSUMER: 'Waiting for the consumer',
  THIRD_PARTY: 'Waiting for a third party',
};

export const outcomeLabels: Record<Outcome, string> = {
  UPHELD: 'Upheld',
  PARTLY_UPHELD: 'Partly upheld',
  NOT_UPHELD: 'Not upheld',
  WITHDRAWN: 'Withdrawn',
  OUT_OF_SCOPE: 'Out of scope',
};

export const closeReasonLabels: Record<CloseReason, string> = {
  ACCEPTED: 'Accepted',
  UNANSWERED: 'Closed unanswered',
  WITHDRAWN: 'Withdrawn',
  IMPORTED: 'Imported as closed',
};

export const channelLabels: Record<Channel, string> = {
  WEB: 'Web',
  PHONE: 'Phone',
  EMAIL: 'E-mail',
  LETTER: 'Letter',
  IN_PERSON: 'In person',
  FAX: 'Fax',
  REFERRAL: 'Referral',
  SOCIAL_MEDIA: 'Social media',
  OTHER: 'Other',
};

export const priorityLabels: Record<Priority, string> = {
  LOW: 'Low',
  NORMAL: 'Normal',
  HIGH: 'High',
  URGENT: 'Urgent',
};
