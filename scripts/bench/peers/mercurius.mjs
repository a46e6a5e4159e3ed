// Mercurius as its documentation recommends it: compiled queries (jit) and its own loaders, on one tenant's schema without rules.
import Fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  options: `-c search_path=${process.env.TENANT_KEY}`,
  max: 20,
});
const read = async (name, text, values) => (await pool.query({ name, text, values })).rows;

const schema = `
  type Query { complaints(first: Int!): ComplaintConnection! complaint(id: ID!): Complaint }
  type ComplaintConnection { nodes: [Complaint!]! }
  type Person { name: String! email: String }
  type User { displayName: String! }
  type Category { name: String! }
  type Event { action: String! actorName: String! occurredAt: String! }
  type Events { nodes: [Event!]! }
  type Complaint { id: ID! reference: String! version: Int! status: String! subject: String! description: String! priority: String! channel: String!
    receivedAt: String! consumer: Person! assignee: User category: Category commentCount: Int! timeline(first: Int!): Events! }`;

const columns = `id, reference, version, status, subject, description, priority, channel, received_at as "receivedAt", consumer_id, assignee_id, category_id`;

const resolvers = {
  Query: {
    complaints: async (_, { first }) => ({
      nodes: await read(
        'list',
        `select ${columns} from complaints order by received_at desc, id desc limit $1`,
        [first],
      ),
    }),
    complaint: async (_, { id }) =>
      (await read('one', `select ${columns} from complaints where id = $1`, [id]))[0] ?? null,
  },
  Complaint: { receivedAt: ({ receivedAt }) => receivedAt.toISOString() },
  Event: { occurredAt: ({ occurredAt }) => occurredAt.toISOString() },
};

const byId = async (name, text, ids) => {
  const rows = await read(name, text, [[...new Set(ids.filter(Boolean))]]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
};
const loaders = {
  Complaint: {
    consumer: (queries) =>
      byId(
        'people',
        'select id, name, email from people where id = any ($1::uuid[])',
        queries.map(({ obj }) => obj.consumer_id),
      ),
    assignee: (queries) =>
      byId(
        'users',
        'select id, display_name as "displayName" from users where id = any ($1::uuid[])',
        queries.map(({ obj }) => obj.assignee_id),
      ),
    category: (queries) =>
      byId(
        'categories',
        'select id, name from categories where id = any ($1::uuid[])',
        queries.map(({ obj }) => obj.category_id),
      ),
    commentCount: async (queries) => {
      const text =
        'select complaint_id as id, count(*)::int as count from comments where complaint_id = any ($1::uuid[]) group by 1';
      return (
        await byId(
          'counts',
          text,
          queries.map(({ obj }) => obj.id),
        )
      ).map((row) => row?.count ?? 0);
    },
    timeline: async (queries) => {
      const text = `select action, actor_name as "actorName", occurred_at as "occurredAt" from audit_events where subject_id = $1 order by id limit $2`;
      return Promise.all(
        queries.map(async ({ obj, params }) => ({
          nodes: await read('events', text, [obj.id, params.first]),
        })),
      );
    },
  },
};

const app = Fastify();
await app.register(mercurius, { schema, resolvers, loaders, jit: 1, cache: true });
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
