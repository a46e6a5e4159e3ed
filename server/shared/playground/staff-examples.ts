import { complaintFor, errorParts, history } from './example-parts.ts';
import type { PlaygroundExample } from './example.ts';

/** For those who take complaints in. */
export const helpDeskExamples: readonly PlaygroundExample[] = [
  {
    name: 'Find a person',
    about: 'People by name, mail address or telephone, with how often they complained.',
    document: `query FindPerson($text: String!) {
  people(text: $text, first: 5) {
    nodes { id name email phone hasAccount complaintCount }
  }
}`,
    variables: () => ({ text: 'a' }),
  },
  {
    name: 'Log a complaint taken by phone',
    about: 'On behalf of somebody, with the channel and the time of receipt: the clocks start there.',
    document: `mutation Log($input: LogComplaintInput!) {
  logComplaint(input: $input) {
    complaint { id reference status channel receivedAt consumer { id name } deadlines { kind dueAt } }
    ${errorParts}
  }
}`,
    variables: (now) => ({
      input: {
        channel: 'PHONE',
        receivedAt: new Date(now.getTime() - 3_600_000).toISOString(),
        subject: 'The technician did not come',
        description: 'Waited from eight to one; nobody came and nobody called.',
        newConsumer: { name: 'Sam Rivers', phone: '+44 20 7946 0991' },
      },
    }),
    lookUp: {
      document: '{ categories { id } }',
      fill: { 'input.categoryId': 'categories.0.id' },
      ifNone: 'There is no category yet.',
    },
  },
  {
    name: 'Assign a complaint',
    about: 'The oldest that nobody works on, to somebody of the support staff.',
    document: `mutation Assign($input: AssignComplaintInput!) {
  assignComplaint(input: $input) {
    complaint { reference status version assignee { displayName } }
    ${errorParts}
  }
}`,
    lookUp: {
      document: `{
  complaints(first: 1, filter: { status: [OPEN], isUnassigned: true }, orderBy: { field: RECEIVED_AT, direction: ASC }) {
    nodes { id version }
  }
  users(first: 1, filter: { assignable: true, role: [SUPPORT] }) { nodes { id } }
}`,
      fill: {
        'input.id': 'complaints.nodes.0.id',
        'input.version': 'complaints.nodes.0.version',
        'input.assigneeId': 'users.nodes.0.id',
      },
      ifNone: 'Every open complaint has somebody who works on it.',
    },
  },
];

/** For those who solve them. */
export const supportExamples: readonly PlaygroundExample[] = [
  {
    name: 'My queue',
    about: 'What is assigned to me, what is due first on top.',
    document: `query MyQueue {
  complaints(first: 20, filter: { isMine: true, status: [OPEN, IN_PROGRESS] }, orderBy: { field: DUE_AT, direction: ASC }) {
    totalCount
    nodes { id reference subject status priority isOverdue waitingFor consumer { name } deadlines { kind dueAt } }
  }
}`,
  },
  history,
  {
    name: 'Listen to my queue',
    about: 'Tells what changes among the complaints that are assigned to me, as it happens.',
    document: `subscription MyQueueLive {
  complaintsChanged(filter: { isMine: true }) {
    isResync
    changed { id reference status version }
    left
  }
}`,
  },
  {
    name: 'Claim a complaint',
    about: 'Start work on one that nobody has.',
    document: `mutation Claim($input: StartComplaintInput!) {
  startComplaint(input: $input) {
    complaint { reference status version assignee { displayName } }
    ${errorParts}
  }
}`,
    lookUp: complaintFor('{ status: [OPEN], isUnassigned: true }', 'No open complaint is without an owner.'),
  },
  {
    name: 'Ask the consumer',
    about: 'A question; the complaint waits for the consumer until there is an answer.',
    document: `mutation Ask($input: AwaitConsumerInput!) {
  awaitConsumer(input: $input) {
    complaint { reference status waitingFor waitingSince version }
    ${errorParts}
  }
}`,
    variables: () => ({ input: { question: 'Which day was it, and do you still have the invoice?' } }),
    lookUp: complaintFor(
      '{ isMine: true, status: [IN_PROGRESS] }',
      'Nothing that you work on is in progress.',
    ),
  },
  {
    name: 'Resolve a complaint',
    about: 'With the resolution record: outcome, explanation, root cause and remedy.',
    document: `mutation Resolve($input: ResolveComplaintInput!) {
  resolveComplaint(input: $input) {
    complaint { reference status version confirmBy resolution { outcome redress { amountMinor currency } } }
    ${errorParts}
  }
}`,
    variables: () => ({
      input: {
        outcome: 'UPHELD',
        explanation: 'You were right: we charged you twice. The second charge is on its way back.',
        rootCause: 'A payment was sent again after a timeout.',
        remedy: 'Second charge refunded.',
        redress: { amountMinor: 1250 },
      },
    }),
    lookUp: complaintFor(
      '{ isMine: true, status: [IN_PROGRESS] }',
      'Nothing that you work on is in progress.',
    ),
  },
];
