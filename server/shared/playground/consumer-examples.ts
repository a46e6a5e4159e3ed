import { anyComplaint, complaintFor, errorParts, history } from './example-parts.ts';
import type { PlaygroundExample } from './example.ts';

/** For whoever has not signed in. */
export const visitorExamples: readonly PlaygroundExample[] = [
  {
    name: 'What the public form asks',
    about: 'Anybody may see an organisation’s name and the categories of its form.',
    document: `query PublicForm($organisation: String!) {
  publicForm(organisation: $organisation) {
    name
    categories { id name children { id name } }
  }
}`,
    variables: () => ({ organisation: 'acme' }),
  },
  {
    name: 'Complain without an account',
    about: 'Gives a reference and a link by which the complaint can be followed.',
    document: `mutation Complain($input: SubmitPublicComplaintInput!) {
  submitPublicComplaint(input: $input) {
    reference
    trackingUrl
    ${errorParts}
  }
}`,
    variables: () => ({
      input: {
        organisation: 'acme',
        name: 'Robin Field',
        email: 'robin.field@example.com',
        subject: 'Charged twice for one order',
        description: 'My card was charged on Monday and again on Tuesday for the same order.',
      },
    }),
  },
];

/** For those who complain. */
export const consumerExamples: readonly PlaygroundExample[] = [
  {
    name: 'My complaints',
    about: 'Where each of them stands, and until when an answer can be confirmed.',
    document: `query MyComplaints {
  complaints(first: 10, orderBy: { field: UPDATED_AT, direction: DESC }) {
    totalCount
    nodes { id reference subject status receivedAt waitingFor confirmBy resolution { outcome explanation } }
    pageInfo { endCursor hasNextPage }
  }
}`,
  },
  history,
  {
    name: 'Submit a complaint',
    about: 'It is open at once and has a reference; the receipt is signed.',
    document: `mutation Submit($input: SubmitComplaintInput!) {
  submitComplaint(input: $input) {
    complaint { id reference status deadlines { kind dueAt } receipt { keyId document } }
    ${errorParts}
  }
}`,
    variables: () => ({
      input: {
        subject: 'The parcel was left in the rain',
        description: 'It stood in front of the door, and what was in it is ruined.',
        desiredOutcome: 'A replacement.',
      },
    }),
  },
  {
    name: 'Write to the organisation',
    about: 'A reply to a complaint of yours; where the organisation waits for you, it ends the wait.',
    document: `mutation Reply($input: AddCommentInput!) {
  addComment(input: $input) {
    comment { id createdAt body }
    complaint { status waitingFor version }
    ${errorParts}
  }
}`,
    variables: () => ({ input: { body: 'The invoice is number 4711.' } }),
    lookUp: { ...anyComplaint, fill: { 'input.complaintId': 'complaints.nodes.0.id' } },
  },
  {
    name: 'Accept a resolution',
    about: 'Only the consumer can: the complaint is closed.',
    document: `mutation Accept($input: AcceptResolutionInput!) {
  acceptResolution(input: $input) {
    complaint { reference status acceptance { method acceptedAt } }
    ${errorParts}
  }
}`,
    lookUp: complaintFor('{ status: [RESOLVED] }', 'None of your complaints is resolved and waits for you.'),
  },
];
