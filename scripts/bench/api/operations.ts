/** What every contestant answers: the list of 20 with consumer, assignee, category and counts, as the product's clients ask for it. */
export const listDocument = `query List { complaints(first: 20) { nodes { reference subject status priority channel receivedAt
  consumer { name } assignee { displayName } category { name } commentCount } pageInfo { hasNextPage endCursor } } }`;

/** The detail with 20 entries of the history. */
export const detailDocument = `query Detail($id: ID!) { complaint(id: $id) { reference version status subject description channel priority
  receivedAt consumer { name email } assignee { displayName } category { name }
  timeline(first: 20) { nodes { action actorName occurredAt } } } }`;

/** A consumer complains. Nothing is asked back but whether it went well, as the limit reads nothing back. */
export const createDocument = `mutation Submit($input: SubmitComplaintInput!) { submitComplaint(input: $input) { errors { code message } } }`;

/** What the consumer says. */
export const createInput = {
  subject: 'The kettle leaks',
  description: 'I bought it in March. Since last week it leaks whenever it boils.',
};

/** One complaint of the list, as plain values that every contestant can be brought to. */
interface ListedComplaint {
  reference: string;
  subject: string;
  status: string;
  priority: string;
  channel: string;
  receivedAt: number;
  consumer: string;
  assignee: string | null;
  category: string | null;
  commentCount: number;
}

type Tree = Record<string, unknown>;

const named = (tree: unknown, key: string) => ((tree as Tree | null)?.[key] as string | undefined) ?? null;
const lower = (value: unknown) => String(value).toLowerCase();

/** The list of the product's answer, or of one of the same shape. */
export function readList(data: Tree): ListedComplaint[] {
  return ((data['complaints'] as Tree)['nodes'] as Tree[]).map((node) => ({
    reference: String(node['reference']),
    subject: String(node['subject']),
    status: lower(node['status']),
    priority: lower(node['priority']),
    channel: lower(node['channel']),
    receivedAt: Date.parse(String(node['receivedAt'])),
    consumer: named(node['consumer'], 'name') ?? '',
    assignee: named(node['assignee'], 'displayName'),
    category: named(node['category'], 'name'),
    commentCount: Number(node['commentCount']),
  }));
}

/** The detail of the product's answer, or of one of the same shape. */
export function readDetail(data: Tree) {
  const node = data['complaint'] as Tree;
  const entries = (node['timeline'] as Tree)['nodes'] as Tree[];
  return {
    reference: String(node['reference']),
    version: Number(node['version']),
    status: lower(node['status']),
    subject: String(node['subject']),
    description: String(node['description']),
    channel: lower(node['channel']),
    priority: lower(node['priority']),
    receivedAt: Date.parse(String(node['receivedAt'])),
    consumer: named(node['consumer'], 'name'),
    email: named(node['consumer'], 'email'),
    assignee: named(node['assignee'], 'displayName'),
    category: named(node['category'], 'name'),
    timeline: entries.map((entry) => ({
      action: String(entry['action']),
      actorName: String(entry['actorName']),
      occurredAt: Date.parse(String(entry['occurredAt'])),
    })),
  };
}
