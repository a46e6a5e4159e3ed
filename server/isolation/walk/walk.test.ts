import DataLoader from 'dataloader';
import { extendSchema, parse, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guard } from '../../api/permissions.ts';
import { buildSchema } from '../../api/schema.ts';
import { categoryShape } from '../../categories/category.queries.ts';
import { loadConfig } from '../../config.ts';
import type { Context } from '../../context.ts';
import { statement } from '../../db/sql.ts';
import { setUpLog } from '../../log.ts';
import { runtimeRole } from '../../tenancy/database-grants.ts';
import { readAlone } from '../../tenancy/quick-reads.ts';
import { withTenantRead } from '../../tenancy/with-tenant.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { productionOn } from '../../test/redress-process.ts';
import { openNotebook, type Finding } from '../notebook.ts';
import { removeScratchTenants } from '../scratch/scratch-tenants.ts';
import { uuidIn } from './their-marks.ts';
import { openWalk, type OpenWalk } from './open-walk.ts';
import { askSideBySide } from './side-by-side.ts';
import { checkCoverage } from './walk-api.ts';
import { walkMutation } from './walk-mutations.ts';
import { walkNestedFields, walkQuery } from './walk-queries.ts';

/** Fields that nobody would write, each with a hole in it. */
const holes = `
  extend type Query {
    noUnit(id: ID!): String
    everyTenant(id: ID!): String
    lastAsked(id: ID!): String
    tellsApart(id: ID!): String
    namesAnother(id: ID!): String
    sharedWithAnother(id: ID!): String
    closed(id: ID!): String
    uncovered(what: Int!): String
  }
  extend type Mutation { uncovered(input: UncoveredInput!): String }
  input UncoveredInput { id: ID! }
  extend type Category { neighbour(id: ID!): String }
`;

type Resolver = GraphQLFieldResolver<unknown, Context, { id: string }>;

/** A loader that outlives its request: what the first one asked, the second gets. */
let kept: DataLoader<string, string | null> | null = null;

const resolvers: Record<string, Resolver> = {
  // Without the tenant's unit of work.
  noUnit: async (_, { id }, { services }) => {
    const sql = 'select subject from complaints where id = $1';
    const { rows } = await services.pools.runtime.query<{ subject: string }>({
      text: sql,
      values: [uuidIn(id)],
    });
    return rows[0]?.subject;
  },
  // In the unit of work of whichever tenant has it.
  everyTenant: async (_, { id }, { services }) => {
    const { rows } = await services.pools.aside.query<{ key: string }>('select key from platform.tenants');
    for (const { key } of rows) {
      const [found] = await withTenantRead(services.pools, key, (unit) =>
        unit.query<{ subject: string }>(
          statement`select subject from complaints where id = ${uuidIn(id)}::uuid`,
        ),
      ).catch(() => []);
      if (found) return found.subject;
    }
    return null;
  },
  lastAsked: async (_, { id }, context) => {
    if (!context.viewer) return null;
    kept ??= new DataLoader(async (uuids: readonly string[]) => {
      const unit = await context.read();
      const rows = await unit.query<{ id: string; subject: string }>(
        statement`select id, subject from complaints where id = any (${[...uuids]}::uuid[])`,
      );
      return uuids.map((uuid) => rows.find(({ id }) => id === uuid)?.subject ?? null);
    });
    return kept.load(uuidIn(id));
  },
  // Shows nothing, and yet says that there is such a thing.
  tellsApart: async (_, { id }, { services, viewer }) => {
    const { rows } = await services.pools.aside.query<{ key: string }>('select key from platform.tenants');
    for (const { key } of rows.filter(({ key }) => key !== viewer?.tenant.key)) {
      const found = await withTenantRead(services.pools, key, (unit) =>
        unit.query(statement`select from complaints where id = ${uuidIn(id)}::uuid`),
      ).catch(() => []);
      if (found.length > 0) return 'It belongs to somebody else.';
    }
    return 'Nobody has it.';
  },
  // Past every unit of work, in a table of the server's own.
  namesAnother: async (_, _args, { services, viewer }) => {
    const { rows } = await services.pools.aside.query<{ key: string }>('select key from platform.tenants');
    const other = rows.find(({ key }) => key !== viewer?.tenant.key)?.key;
    await services.pools.aside.query({
      text: 'select 1 from platform.audit_checkpoints where tenant_key = $1',
      values: [other],
    });
    return 'Nothing to see.';
  },
  // In the other's transaction, on a connection that quick reads of all share.
  sharedWithAnother: async (_, { id }, { services, viewer }) => {
    const { rows } = await services.pools.aside.query<{ key: string }>('select key from platform.tenants');
    const other = rows.find(({ key }) => key !== viewer?.tenant.key)?.key as string;
    const read = statement`select subject from complaints where id = ${uuidIn(id)}::uuid`;
    const [found] = await readAlone<{ subject: string }>(services.pools, other, read).catch(() => []);
    return found?.subject;
  },
  // Nothing is wrong with this one.
  closed: async (_, { id }, context) => {
    if (!context.viewer) return null;
    const unit = await context.read();
    const rows = await unit.query<{ subject: string }>(
      statement`select subject from complaints where id::text = ${uuidIn(id)}`,
    );
    return rows[0]?.subject;
  },
  uncovered: () => 'whatever',
};

function schemaWithHoles(): GraphQLSchema {
  const schema = extendSchema(guard(buildSchema()), parse(holes), { assumeValidSDL: true });
  for (const [name, resolve] of Object.entries(resolvers)) {
    const field = schema.getQueryType()!.getFields()[name];
    if (field) field.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
  }
  const neighbour = schema.getType('Category') as unknown as {
    getFields(): Record<string, { resolve: Resolver }>;
  };
  neighbour.getFields()['neighbour']!.resolve = resolvers['everyTenant'] as Resolver;
  return schema;
}

let database: TestDatabase;
let admin: pg.Client;
let opened: OpenWalk;
const notebook = openNotebook();
beforeAll(async () => {
  categoryShape.fields['neighbour'] = () => ({});
  // Faults are what is planted here.
  setUpLog({ level: 'silent', secrets: [] });
  database = await createTestDatabase();
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  opened = await openWalk({
    admin,
    databaseUrl: database.databaseUrl,
    runtimeRoleName: runtimeRole,
    config: loadConfig(productionOn(database)),
    notebook,
    signal: new AbortController().signal,
    schema: schemaWithHoles(),
  });
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

/** Walks one query, and gives what was found about it. */
async function walkOne(name: string, { sideBySide = false } = {}): Promise<Finding[]> {
  const field = opened.walk.schema.getQueryType()!.getFields()[name]!;
  if (sideBySide) await askSideBySide(opened.walk, field);
  await walkQuery(opened.walk, field);
  return about(`Query.${name}`);
}

const about = (name: string) => notebook.read().findings.filter(({ where }) => where.startsWith(name));
const checks = (findings: readonly Finding[]) => new Set(findings.map(({ check }) => check));

describe('the walk', () => {
  it('finds nothing where nothing is wrong', async () => {
    expect(await walkOne('closed', { sideBySide: true })).toEqual([]);
  });

  it('finds a resolver that looks an id up without the tenant’s unit of work', async () => {
    const found = await walkOne('noUnit');
    expect(checks(found)).toContain('outside-unit');
    expect(checks(found), 'the database refuses it').toContain('fault');
  });

  it('finds a resolver that looks an id up in whichever tenant has it', async () => {
    expect(checks(await walkOne('everyTenant'))).toEqual(new Set(['foreign-unit', 'leak', 'telling']));
  });

  it('finds a resolver that tells whether somebody else has an id', async () => {
    expect(checks(await walkOne('tellsApart'))).toEqual(new Set(['foreign-unit', 'telling']));
  });

  it('finds a resolver that asks the server’s own tables for another organisation', async () => {
    expect(checks(await walkOne('namesAnother'))).toEqual(new Set(['foreign-unit']));
  });

  it('finds a read of another organisation on a connection that all share', async () => {
    const found = checks(await walkOne('sharedWithAnother'));
    // It answers nobody's own, too.
    expect(found).toEqual(new Set(['foreign-unit', 'leak', 'telling', 'not-covered']));
    const { shared } = opened.walk.observed.pools;
    expect(shared.some(({ totalCount }) => totalCount > 0)).toBe(true);
  });

  it('finds a loader that outlives its request', async () => {
    expect(checks(await walkOne('lastAsked', { sideBySide: true }))).toContain('leak');
  });

  it('finds an argument that it cannot fill, a mutation without a call, a field below the roots, and a field that it did not ask', async () => {
    const { walk } = opened;
    expect(checks(await walkOne('uncovered'))).toEqual(new Set(['not-covered']));
    await walkMutation(walk, walk.schema.getMutationType()!.getFields()['uncovered']!);
    expect(checks(about('Mutation.uncovered'))).toEqual(new Set(['not-covered']));
    await walkNestedFields(walk);
    expect(checks(about('Category.neighbour'))).toEqual(new Set(['foreign-unit', 'leak']));
    checkCoverage(walk);
    expect(about('Workload.overdue')).toMatchObject([{ check: 'not-covered' }]);
    expect(about('Query.closed')).toEqual([]);
  });

  it('wrote its word into the other organisation’s texts', () => {
    const { looked } = notebook.read();
    expect(looked['texts of the other organisation with its word in them']).toBeGreaterThan(30);
  });
});

it('scratch tenants leave nothing behind', async () => {
  const count = async () => (await admin.query<{ n: number }>(leftBehind)).rows[0]?.n;
  expect(await count()).toBeGreaterThan(20);
  await opened.close();
  expect(await removeScratchTenants(admin)).toBe(2);
  expect(await count()).toBe(0);
  expect(await removeScratchTenants(admin)).toBe(0);
});

/** Schemas, roles, registry rows and rows of the platform that are a tenant's. There is no other tenant in this database. */
const leftBehind = `select ((select count(*) from platform.tenants) + (select count(*) from platform.outbox) + (select count(*) from platform.change_notices)
  + (select count(*) from platform.revocations) + (select count(*) from platform.audit_checkpoints)
  + (select count(*) from pg_class where relnamespace::regnamespace::text ~ '^t_')
  + (select count(*) from pg_shdepend d join pg_roles r on r.oid = d.refobjid where r.rolname ~ '^t_'
      and d.dbid = (select oid from pg_database where datname = current_database())))::int as n`;
