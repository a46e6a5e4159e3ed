import { graphqlEnum } from '../graphql/enum.ts';
import {
  channels,
  closeReasons,
  commentKinds,
  outcomes,
  priorities,
  type Channel,
  type CloseReason,
  type CommentKind,
  type Outcome,
  type Priority,
} from '../shared/complaint.ts';
import {
  complaintStatuses,
  waitingReasons,
  type ComplaintStatus,
  type WaitingFor,
} from '../shared/lifecycle.ts';

export const ComplaintStatuses = graphqlEnum<ComplaintStatus>(
  'ComplaintStatus',
  'The backbone of a complaint: Open → In progress → Resolved → Closed.',
  complaintStatuses,
  {
    open: 'Received; nobody works on it yet.',
    in_progress: 'Somebody works on it, or it waits for an answer.',
    resolved: 'The final response is given; the consumer is asked to accept or reject it.',
    closed: 'Done: accepted, unanswered, withdrawn, or imported as closed.',
  },
);

export const WaitingFors = graphqlEnum<WaitingFor>(
  'WaitingFor',
  'Whom a complaint in progress waits for.',
  waitingReasons,
  {
    consumer: 'The consumer was asked a question.',
    third_party: 'Somebody outside the organisation has to do something first.',
  },
);

export const Channels = graphqlEnum<Channel>(
  'Channel',
  'How a complaint reached the organisation.',
  channels,
  {
    web: 'The web app or the public form.',
    phone: 'A telephone call.',
    email: 'An e-mail.',
    letter: 'A letter on paper.',
    in_person: 'Spoken at a counter or a visit.',
    fax: 'A fax.',
    referral: 'Passed on by another organisation.',
    social_media: 'A public post or message.',
    other: 'Any other way.',
  },
);

export const Priorities = graphqlEnum<Priority>(
  'Priority',
  'How urgent the organisation takes a complaint.',
  priorities,
  {
    low: 'Can wait.',
    normal: 'In its turn.',
    high: 'Before the others.',
    urgent: 'Now.',
  },
);

export const Outcomes = graphqlEnum<Outcome>('Outcome', 'The answer that a resolution gives.', outcomes, {
  upheld: 'The consumer is right.',
  partly_upheld: 'The consumer is right in part.',
  not_upheld: 'The organisation did nothing wrong.',
  withdrawn: 'The consumer took the complaint back.',
  out_of_scope: 'Not something that the organisation can decide.',
});

export const CloseReasons = graphqlEnum<CloseReason>(
  'CloseReason',
  'Why a complaint is closed.',
  closeReasons,
  {
    accepted: 'The consumer accepted the resolution.',
    unanswered: 'The consumer did not answer within the window; counted apart from acceptance.',
    withdrawn: 'The consumer took the complaint back.',
    imported: 'It was closed already when it was imported.',
  },
);

export const CommentKinds = graphqlEnum<CommentKind>(
  'CommentKind',
  'Who sees a comment, and what it is for.',
  commentKinds,
  {
    reply: 'Between the consumer and the organisation.',
    question: 'A question to the consumer that the complaint waits for.',
    internal_note: 'For staff only.',
    resolution_note: 'On the resolution, for staff only.',
  },
);
