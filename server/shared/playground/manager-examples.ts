import { complaintFor, errorParts } from './example-parts.ts';
import type { PlaygroundExample } from './example.ts';

/** For those who see that nothing is late. */
export const managerExamples: readonly PlaygroundExample[] = [
  {
    name: 'What is overdue',
    about: 'Complaints past a deadline, the worst first, and who works on them.',
    document: `query Overdue {
  complaints(first: 20, filter: { isOverdue: true }, orderBy: { field: DUE_AT, direction: ASC }) {
    totalCount
    nodes { id reference subject status assignee { displayName } deadlines { kind dueAt isOverdue } }
  }
}`,
  },
  {
    name: 'Figures and workload',
    about: 'What the dashboard shows, and how much each member of staff has.',
    document: `query Figures {
  complaintStatistics {
    total open inProgress resolved closed overdue unassigned medianDaysToClose
    byCategory { category { name } count }
  }
  workload { user { displayName } open overdue waiting resolvedLast30Days }
}`,
  },
  {
    name: 'Reopen a complaint',
    about: 'A closed one, with the reason; its first closing time stays for the reports.',
    document: `mutation Reopen($input: ReopenComplaintInput!) {
  reopenComplaint(input: $input) {
    complaint { reference status reopenCount firstClosedAt version }
    ${errorParts}
  }
}`,
    variables: () => ({ input: { reason: 'New evidence came in.' } }),
    lookUp: complaintFor(
      '{ status: [CLOSED], closeReason: [ACCEPTED] }',
      'No complaint was closed as accepted.',
    ),
  },
  {
    name: 'The audit trail',
    about: 'Who did what, the latest first.',
    document: `query AuditTrail {
  auditEvents(first: 20) {
    totalCount
    nodes { occurredAt summary actorName action subjectLabel changes { field from to } }
  }
}`,
  },
];

/** For those who run the organisation. */
export const adminExamples: readonly PlaygroundExample[] = [
  {
    name: 'Who can sign in',
    about: 'Users with their role, status and last sign-in.',
    document: `query Users {
  users(first: 50) {
    totalCount
    nodes { id username displayName role status lastSignInAt hasSecondFactor version }
  }
}`,
  },
  {
    name: 'Add a user',
    about: 'Gives an invitation link, by which they choose their password.',
    document: `mutation AddUser($input: CreateUserInput!) {
  createUser(input: $input) {
    user { id username role status }
    invitationUrl
    ${errorParts}
  }
}`,
    variables: () => ({ input: { username: 'lee.morgan', displayName: 'Lee Morgan', role: 'SUPPORT' } }),
  },
  {
    name: 'Categories',
    about: 'With their sub-categories and how many complaints each has.',
    document: `query Categories {
  categories(includeArchived: true) {
    id name version isArchived complaintCount
    children { id name version isArchived complaintCount }
  }
}`,
  },
  {
    name: 'The organisation’s settings',
    about: 'Deadlines, windows, the public form, mail.',
    document: `query Settings {
  viewer {
    organisation {
      name slug timeZone currency version
      acknowledgeWithinDays finalResponseWithinDays closeAfterDays rejectWindowDays reopenWindowDays
      publicFormOpen registrationOpen consumerMailOn
    }
  }
}`,
  },
  {
    name: 'Webhooks and what was sent',
    about: 'The addresses that are told what happens, and the last messages with what came back.',
    document: `query Webhooks {
  webhookEndpoints {
    nodes { id url isEnabled eventKinds failingSince waitingCount version }
  }
  webhookDeliveries(first: 10) {
    nodes { messageId type state occurredAt attempts { attemptedAt responseStatus error } }
  }
}`,
  },
  {
    name: 'Verify the audit trail',
    about: 'Recomputes every hash of the organisation’s chains.',
    document: `mutation Verify {
  verifyAudit(input: {}) {
    verification { isSound eventCount chainCount findingCount findings { code message } }
    ${errorParts}
  }
}`,
  },
];
