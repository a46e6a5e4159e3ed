import { errorParts } from './example-parts.ts';
import type { PlaygroundExample } from './example.ts';

/** For software with a service token that has the scopes which each one names. */
export const partnerExamples: readonly PlaygroundExample[] = [
  {
    name: 'What this token may do',
    about: 'Its scopes, its organisation and when it ends.',
    document: `query WhichToken {
  serviceToken { name scopes expiresAt lastUsedAt organisation { name slug timeZone } }
}`,
  },
  {
    name: 'Take a complaint in',
    about: 'For a consumer, with the number in your own system. Scope COMPLAINTS_SUBMIT.',
    document: `mutation TakeIn($input: LogComplaintInput!) {
  logComplaint(input: $input) {
    complaint { id reference status externalReference }
    ${errorParts}
  }
}`,
    variables: (now) => ({
      input: {
        channel: 'EMAIL',
        receivedAt: new Date(now.getTime() - 3_600_000).toISOString(),
        subject: 'Voucher is not taken',
        description: 'The till says that it was used already.',
        newConsumer: { name: 'Jo Marsh', email: 'jo.marsh@example.com' },
        externalReference: `TILL-${now.getTime()}`,
      },
    }),
  },
  {
    name: 'What changed',
    about: 'The order in which a copy is kept: go on from endCursor. Scope COMPLAINTS_READ.',
    document: `query Changes($after: String) {
  complaints(first: 50, after: $after, orderBy: { field: CHANGED, direction: ASC }) {
    nodes { id reference status version updatedAt }
    pageInfo { hasNextPage endCursor }
  }
}`,
    variables: () => ({ after: null }),
  },
  {
    name: 'Figures',
    about: 'What the dashboard of managers shows. Scope REPORTS_READ.',
    document: `query Figures {
  complaintStatistics { total open inProgress resolved closed overdue medianDaysToClose }
}`,
  },
];
