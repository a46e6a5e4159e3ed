import type { NamedStatement } from './bare-client.ts';

type Tree = Record<string, unknown>;

/** How a peer is asked, and how its answer is brought to the product's shape. */
export interface PeerQueries {
  list: unknown;
  detail(id: string): unknown;
  toList(data: Tree): Tree;
  toDetail(data: Tree): Tree;
}

const asTheyAre = { toList: (data: Tree) => data, toDetail: (data: Tree) => data };

/** The names of the product, without pagination's extras. */
export const plainQueries: PeerQueries = {
  list: {
    query: `{ complaints(first: 20) { nodes { reference subject status priority channel receivedAt consumer { name }
      assignee { displayName } category { name } commentCount } } }`,
  },
  detail: (id) => ({
    query: `query ($id: ID!) { complaint(id: $id) { reference version status subject description channel priority receivedAt
      consumer { name email } assignee { displayName } category { name } timeline(first: 20) { nodes { action actorName occurredAt } } } }`,
    variables: { id },
  }),
  ...asTheyAre,
};

/** PostGraphile's names, with pagination's extras; the history has no foreign key that it could follow and stands beside the complaint. */
export const postgraphileQueries: PeerQueries = {
  list: {
    query: `{ complaints: allComplaints(first: 20, orderBy: [RECEIVED_AT_DESC, PRIMARY_KEY_DESC]) { nodes { reference subject status priority channel
      receivedAt consumer: personByConsumerId { name } assignee: userByAssigneeId { displayName } category: categoryByCategoryId { name }
      comments: commentsByComplaintId { totalCount } } pageInfo { hasNextPage endCursor } } }`,
  },
  detail: (id) => ({
    query: `query ($id: UUID!) { complaint: complaintByRowId(rowId: $id) { reference version status subject description channel priority receivedAt
      consumer: personByConsumerId { name email } assignee: userByAssigneeId { displayName } category: categoryByCategoryId { name } }
      timeline: allAuditEvents(first: 20, condition: { subjectId: $id }, orderBy: [PRIMARY_KEY_ASC]) { nodes { action actorName occurredAt } } }`,
    variables: { id },
  }),
  toList: ({ complaints }) => ({
    complaints: {
      nodes: ((complaints as Tree)['nodes'] as Tree[]).map((node) => ({
        ...node,
        commentCount: (node['comments'] as Tree)['totalCount'],
      })),
    },
  }),
  toDetail: ({ complaint, timeline }) => ({ complaint: { ...(complaint as Tree), timeline } }),
};

/**
 * The product's own statements. A complaint is an array of what the document asks for, in that order; a list of rows is one array for each value,
 * that of a page with cursors beginning with those of its order. What a row beside it is asked for stands in its place.
 */
export function rawQueries(reads: { list: NamedStatement[][]; detail: NamedStatement[][] }): PeerQueries {
  const object = (keys: string, values: unknown): Tree =>
    Object.fromEntries(keys.split(' ').map((key, at) => [key, (values as unknown[])[at]]));
  const objects = (keys: string, columns: unknown): Tree[] =>
    (columns as unknown[][])[0]?.map((_, row) =>
      object(
        keys,
        (columns as unknown[][]).map((column) => column[row]),
      ),
    ) ?? [];
  const namesOf = ({ assignee, category }: Tree) => ({
    assignee: assignee === null ? null : { displayName: assignee },
    category: category === null ? null : { name: category },
  });
  return {
    list: reads.list[0],
    detail: () => reads.detail[0],
    toList: ({ object: page }) => {
      const keys =
        'receivedAt id reference subject status priority channel consumer assignee category commentCount';
      // One row more than the page has, which tells whether there is another page.
      const nodes = objects(keys, page).slice(0, 20);
      return {
        complaints: {
          nodes: nodes.map((node) => ({ ...node, ...namesOf(node), consumer: { name: node['consumer'] } })),
        },
      };
    },
    toDetail: ({ object: row }) => {
      const keys =
        'reference version status subject description channel priority receivedAt name email assignee category timeline';
      const { name, email, timeline, ...complaint } = object(keys, row);
      return {
        complaint: {
          ...complaint,
          consumer: { name, email },
          ...namesOf(complaint),
          timeline: { nodes: objects('action actorName occurredAt', timeline) },
        },
      };
    },
  };
}
