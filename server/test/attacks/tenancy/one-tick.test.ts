import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeTypes } from '../../../api/nodes.ts';
import { buildSchema } from '../../../api/schema.ts';
import { withAdmin } from '../../../db/admin.ts';
import { startTestApi, type TestApi } from '../../api.ts';
import { createOrganisation, type TestOrganisation } from '../../organisation.ts';
import { populate, type OneOfEach } from '../../../isolation/scratch/populate.ts';
import { selectAll } from '../../../isolation/walk/select-all.ts';
import { watchWall, type Wall } from '../wall.ts';

const schema = buildSchema();
const marks = ['alphaville', 'bravotown'] as const;

let api: TestApi;
let organisations: TestOrganisation[];
let ids: OneOfEach;
let wall: Wall;

beforeAll(async () => {
  api = await startTestApi();
  organisations = [];
  for (const mark of marks) organisations.push(await createOrganisation(api.database, mark));
  const [first, second] = organisations as [TestOrganisation, TestOrganisation];
  ids = await populate(api, first, marks[0]);
  await copyRows(first.tenant.key, second.tenant.key);
  wall = await watchWall({ ...api.database, untouched: organisations.map(({ tenant }) => tenant.key) });
});
afterAll(() => api.stop());

/** Makes the second organisation a twin of the first: every row has the same ids and other words. */
async function copyRows(from: string, to: string): Promise<void> {
  await withAdmin(api.database.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ table: string; columns: string }>(
      `select table_name as table, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
       from information_schema.columns join information_schema.tables t using (table_schema, table_name)
       where table_schema = $1 and is_generated = 'NEVER' and t.table_type = 'BASE TABLE' group by table_name`,
      [from],
    );
    // Neither foreign keys nor triggers are in the way.
    await admin.query('set session_replication_role = replica');
    for (const { table, columns } of rows) {
      await admin.query(`delete from "${to}".${table}`);
      await admin.query(
        `insert into "${to}".${table} (${columns}) overriding system value select ${columns} from "${from}".${table}`,
      );
    }
    const { rows: texts } = await admin.query<{ table: string; column: string; type: string }>(
      `select table_name as table, column_name as column, data_type as type from information_schema.columns
       where table_schema = $1 and is_generated = 'NEVER' and data_type in ('text', 'jsonb')`,
      [to],
    );
    for (const { table, column, type } of texts) {
      await admin.query(
        `update "${to}".${table} set ${column} = replace(${column}::text, $1, $2)::${type} where position($1 in ${column}::text) > 0`,
        [marks[0], marks[1]],
      );
    }
    await admin.query(`update "${to}".people set name = name || ' of ${marks[1]}'`);
    await admin.query(`update "${from}".people set name = name || ' of ${marks[0]}'`);
    await admin.query(`update "${to}".users set display_name = display_name || ' of ${marks[1]}'`);
    await admin.query(`update "${from}".users set display_name = display_name || ' of ${marks[0]}'`);
    await admin.query(`update "${to}".audit_events set actor_name = '${marks[1]}'`);
    await admin.query(`update "${from}".audit_events set actor_name = '${marks[0]}'`);
  });
}

/** Sends the document from both organisations in one tick, several times over; gives the answers of each. */
async function askBoth(document: string, variables: Record<string, unknown>) {
  const asked = Array.from({ length: 8 }, (_, at) =>
    api.ask(organisations[at % 2]!.viewers.admin, document, variables),
  );
  const answers = await Promise.all(asked);
  return [0, 1].map((side) => answers.filter((_, at) => at % 2 === side));
}

/** Each organisation found its own: its word is there, the other's is not. */
function expectOwn(answers: Awaited<ReturnType<typeof askBoth>>): void {
  for (const side of [0, 1]) {
    for (const { data, errors } of answers[side] ?? []) {
      expect(errors).toBeUndefined();
      const json = JSON.stringify(data);
      expect(json).toContain(marks[side]);
      expect(json).not.toContain(marks[1 - side]);
    }
  }
}

describe('two organisations that ask for the same id in one tick', () => {
  it.each(Object.keys(nodeTypes))('find each its own %s by node(id:)', async (typeName) => {
    const fields = selectAll(schema, schema.getType(typeName) as never, 3);
    const document = `query ($id: ID!) { node(id: $id) { __typename id ... on ${typeName} ${fields} } }`;
    expectOwn(await askBoth(document, { id: ids[typeName] }));
    await wall.expectToStand();
  });

  it('find each its own, when one document asks for everything at once', async () => {
    const parts = Object.keys(nodeTypes).map(
      (typeName) =>
        `${typeName}: node(id: "${ids[typeName]}") { id ... on ${typeName} ${selectAll(schema, schema.getType(typeName) as never, 2)} }`,
    );
    expectOwn(await askBoth(`{ ${parts.join(' ')} }`, {}));
    await wall.expectToStand();
  });

  it.each([
    [
      'complaint',
      'query ($id: ID!) { complaint(id: $id) { id subject consumer { name } assignee { displayName } category { name } comments { nodes { body } } timeline { nodes { actorName } } } }',
    ],
    [
      'the subjects of the audit trail',
      '{ auditEvents(first: 100) { nodes { subject { id ... on Complaint { subject } ... on User { displayName } ... on Person { name } ... on Category { name } } } } }',
    ],
    ['complaints', '{ complaints { nodes { id subject description } } }'],
    ['people', '{ people(first: 100) { nodes { id name email } } }'],
    ['users', '{ users(first: 100) { nodes { id displayName } } }'],
    ['categories', '{ categories { id name } }'],
    ['viewer', '{ viewer { user { displayName } organisation { slug } } }'],
    ['workload', '{ workload { user { displayName } open } }'],
  ])('find each its own by %s', async (_, document) => {
    expectOwn(await askBoth(document, { id: ids['Complaint'] }));
    await wall.expectToStand();
  });

  it('are shown each its own current state, when both come too late', async () => {
    const document = `mutation ($input: UpdateCategoryInput!) { updateCategory(input: $input) {
      errors { code ... on StaleVersionError { current { id ... on Category { name } } } } } }`;
    expectOwn(
      await askBoth(document, { input: { id: ids['Category'], version: 99, name: `New ${randomUUID()}` } }),
    );
    await wall.expectToStand();
  });
});
