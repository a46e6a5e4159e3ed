// The stack as the textbooks write it: Apollo, type-graphql with a resolver for each relation, shield on every field, DataLoader, and a knex
// transaction for the request in which the role is switched. Decorators are called as functions, so that nothing has to be compiled.
const util = require('node:util');
util.isUndefined ??= (value) => value === undefined; // graphql-shield 7.6 needs what Node 23 took away
require('reflect-metadata');
const { ApolloServer } = require('@apollo/server');
const { startStandaloneServer } = require('@apollo/server/standalone');
const DataLoader = require('dataloader');
const { applyMiddleware } = require('graphql-middleware');
const { rule, shield } = require('graphql-shield');
const knexOf = require('knex');
const {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  buildSchemaSync,
} = require('type-graphql');

const { DATABASE_URL, TENANT_KEY, PORT } = process.env;
const knex = knexOf({ client: 'pg', connection: DATABASE_URL, pool: { min: 0, max: 20 } });

function typeOf(name, fields) {
  const type = { [name]: class {} }[name];
  for (const [field, [of, nullable]] of Object.entries(fields))
    Field(() => of, { nullable: nullable ?? false })(type.prototype, field);
  ObjectType(name)(type);
  return type;
}
const Person = typeOf('Person', { name: [String], email: [String, true] });
const User = typeOf('User', { displayName: [String] });
const Category = typeOf('Category', { name: [String] });
const Event = typeOf('Event', { action: [String], actorName: [String], occurredAt: [Date] });
const Events = typeOf('Events', { nodes: [[Event]] });
const Complaint = typeOf('Complaint', {
  id: [ID],
  reference: [String],
  version: [Int],
  status: [String],
  subject: [String],
  description: [String],
  priority: [String],
  channel: [String],
  receivedAt: [Date],
});
const ComplaintConnection = typeOf('ComplaintConnection', { nodes: [[Complaint]] });

const toComplaint = (row) => ({ ...row, receivedAt: row.received_at });
class ComplaintResolver {
  async complaints(first, { trx }) {
    const rows = await trx('complaints')
      .select('*')
      .orderBy([
        { column: 'received_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(first);
    return { nodes: rows.map(toComplaint) };
  }
  async complaint(id, { trx }) {
    const row = await trx('complaints').where({ id }).first();
    return row ? toComplaint(row) : null;
  }
  consumer(complaint, { loaders }) {
    return loaders.people.load(complaint.consumer_id);
  }
  assignee(complaint, { loaders }) {
    return complaint.assignee_id && loaders.users.load(complaint.assignee_id);
  }
  category(complaint, { loaders }) {
    return complaint.category_id && loaders.categories.load(complaint.category_id);
  }
  commentCount(complaint, { loaders }) {
    return loaders.commentCounts.load(complaint.id);
  }
  async timeline(complaint, first, { trx }) {
    const rows = await trx('audit_events').where({ subject_id: complaint.id }).orderBy('id').limit(first);
    return {
      nodes: rows.map((row) => ({
        action: row.action,
        actorName: row.actor_name,
        occurredAt: row.occurred_at,
      })),
    };
  }
}
const { prototype } = ComplaintResolver;
const queries = { complaints: [ComplaintConnection, 'first', Int], complaint: [Complaint, 'id', ID] };
for (const [name, [type, argument, of]] of Object.entries(queries)) {
  Arg(argument, () => of)(prototype, name, 0);
  Ctx()(prototype, name, 1);
  Query(() => type, { nullable: name === 'complaint' })(
    prototype,
    name,
    Object.getOwnPropertyDescriptor(prototype, name),
  );
}
for (const [name, type] of Object.entries({
  consumer: Person,
  assignee: User,
  category: Category,
  commentCount: Int,
})) {
  Root()(prototype, name, 0);
  Ctx()(prototype, name, 1);
  FieldResolver(() => type, { nullable: name === 'assignee' || name === 'category' })(
    prototype,
    name,
    Object.getOwnPropertyDescriptor(prototype, name),
  );
}
Root()(prototype, 'timeline', 0);
Arg('first', () => Int)(prototype, 'timeline', 1);
Ctx()(prototype, 'timeline', 2);
FieldResolver(() => Events)(prototype, 'timeline', Object.getOwnPropertyDescriptor(prototype, 'timeline'));
Resolver(() => Complaint)(ComplaintResolver);

const isStaff = rule({ cache: 'contextual' })((_parent, _args, { viewer }) => viewer.role === 'manager');
const schema = applyMiddleware(
  buildSchemaSync({ resolvers: [ComplaintResolver], validate: false }),
  shield({}, { fallbackRule: isStaff, allowExternalErrors: true }),
);

function loadersOf(trx) {
  const byId = (table, shape) =>
    new DataLoader(async (ids) => {
      const rows = new Map((await trx(table).whereIn('id', ids)).map((row) => [row.id, shape(row)]));
      return ids.map((id) => rows.get(id) ?? null);
    });
  return {
    people: byId('people', ({ name, email }) => ({ name, email })),
    users: byId('users', (row) => ({ displayName: row.display_name })),
    categories: byId('categories', ({ name }) => ({ name })),
    commentCounts: new DataLoader(async (ids) => {
      const rows = await trx('comments')
        .select('complaint_id')
        .count('* as count')
        .whereIn('complaint_id', ids)
        .groupBy('complaint_id');
      const counts = new Map(rows.map((row) => [row.complaint_id, Number(row.count)]));
      return ids.map((id) => counts.get(id) ?? 0);
    }),
  };
}

/** One transaction a request: begun with its context, ended with its answer. */
const inTransaction = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue }) {
        await contextValue.trx.commit();
      },
    };
  },
};

const apollo = new ApolloServer({ schema, plugins: [inTransaction] });
startStandaloneServer(apollo, {
  listen: { port: Number(PORT), host: '127.0.0.1' },
  context: async () => {
    const trx = await knex.transaction();
    await trx.raw(`select set_config('role', ?, true)`, [TENANT_KEY]);
    return { viewer: { role: 'manager' }, trx, loaders: loadersOf(trx) };
  },
});
