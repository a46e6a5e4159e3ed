import type { PlaygroundExample } from './example.ts';

/** The complaint that changed last, whichever it is. */
export const anyComplaint = {
  document: '{ complaints(first: 1, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { id } } }',
  fill: { id: 'complaints.nodes.0.id' },
  ifNone: 'There is no complaint that you may see.',
};

/** The id and version of the first complaint with a filter, for an input. */
export function complaintFor(filter: string, ifNone: string) {
  return {
    document: `{ complaints(first: 1, filter: ${filter}) { nodes { id version } } }`,
    fill: { 'input.id': 'complaints.nodes.0.id', 'input.version': 'complaints.nodes.0.version' },
    ifNone,
  };
}

/** What every example selects of a payload's errors. */
export const errorParts = 'errors { code message path }';

/** For everybody: what became of one complaint. */
export const history: PlaygroundExample = {
  name: 'A complaint and its history',
  about: 'One complaint with what may be done to it now, its deadlines and its history in words.',
  document: `query History($id: ID!) {
  complaint(id: $id) {
    reference
    subject
    status
    version
    deadlines { kind dueAt metAt isOverdue }
    availableActions { action allowed reason }
    timeline(first: 20) { nodes { occurredAt summary } }
  }
}`,
  lookUp: anyComplaint,
};
