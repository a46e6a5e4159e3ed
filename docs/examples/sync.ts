// Keeps a copy of the complaints: reads what changed since it ran last. Run it every minute.   node sync.ts copy.json
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const url = process.env.REDRESS_URL ?? 'http://localhost:4000';
const token = process.env.REDRESS_TOKEN;
const file = process.argv[2] ?? 'copy.json';

interface Complaint {
  id: string;
  reference: string;
  status: string;
  version: number;
}
interface Copy {
  /** Where we are in the order of changes; null at the beginning. */
  cursor: string | null;
  complaints: Record<string, Complaint>;
}
interface Answer {
  data: { complaints: { nodes: Complaint[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } };
  errors?: { message: string; extensions: { code: string } }[];
}

const changes = `query Changes($after: String) {
  complaints(first: 100, after: $after, orderBy: { field: CHANGED, direction: ASC }) {
    nodes { id reference status version }
    pageInfo { hasNextPage endCursor }
  }
}`;

const empty: Copy = { cursor: null, complaints: {} };
let copy = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Copy) : empty;
let changed = 0;
for (let hasMore = true; hasMore;) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: changes, variables: { after: copy.cursor } }),
  });
  const { data, errors } = (await response.json()) as Answer;
  if (errors?.[0]?.extensions.code === 'CURSOR_EXPIRED') {
    // The server's data was restored from a backup: what we have may be of a future that never was.
    copy = { cursor: null, complaints: {} };
    continue;
  }
  if (errors?.[0]) throw new Error(errors[0].message);
  const { nodes, pageInfo } = data.complaints;
  for (const complaint of nodes) copy.complaints[complaint.id] = complaint;
  changed += nodes.length;
  copy.cursor = pageInfo.endCursor ?? copy.cursor;
  hasMore = pageInfo.hasNextPage;
  // Rows and cursor together, page by page: whenever this is stopped, the next run goes on from here.
  writeFileSync(`${file}.new`, JSON.stringify(copy));
  renameSync(`${file}.new`, file);
}
console.log(`${changed} changed, ${Object.keys(copy.complaints).length} in the copy`);
