import fc from 'fast-check';
import { getOperationAST, Kind, parse, print, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../test/api.ts';
import { generateOperation, type SelectionWorld } from '../../test/generated-selections.ts';
import { createOrganisation, type TestOrganisation } from '../../test/organisation.ts';
import { fillWithComplaints } from '../../test/varied-complaints.ts';
import { buildSchema } from '../schema.ts';
import { costOf } from './cost.ts';

const schema: GraphQLSchema = buildSchema();

function pointsOf(text: string | DocumentNode, variables: Record<string, unknown> = {}): number {
  const document = typeof text === 'string' ? parse(text) : text;
  const operation = getOperationAST(document);
  if (!operation) throw new Error('One operation, please');
  return costOf({ schema, document, operation, variables });
}

describe('an operation costs', () => {
  it.each([
    ['nothing for scalars, one for the object that they are of', '{ viewer { id role displayName } }', 1],
    ['one for each object', '{ viewer { organisation { name } user { id } } }', 3],
    [
      'one for a connection, and one for each row',
      '{ complaints(first: 7) { nodes { id reference subject } } }',
      8,
    ],
    ['twenty rows when the page has no size', '{ complaints { nodes { id } } }', 21],
    [
      'what is inside, for each row',
      '{ complaints(first: 10) { nodes { consumer { name } category { name parent { name } } } } }',
      41,
    ],
    ['the same for edges', '{ complaints(first: 10) { edges { cursor node { consumer { name } } } } }', 21],
    [
      'rows for the edges’ cursors alone',
      '{ complaints(last: 10) { edges { cursor } pageInfo { endCursor } } }',
      11,
    ],
    [
      'each name that the thing of an edge is given',
      '{ complaints(first: 10) { edges { node { id } again: node { id } } } }',
      21,
    ],
    ['rows for the place of a page alone', '{ complaints(first: 10) { pageInfo { hasNextPage } } }', 11],
    [
      'ten for a total, and no rows when there is nothing else',
      '{ complaints(first: 100) { totalCount } }',
      11,
    ],
    [
      'pages in pages',
      '{ complaints(first: 10) { nodes { comments(first: 5) { nodes { body } totalCount } } } }',
      171,
    ],
    [
      'three for the deadlines of a complaint',
      '{ complaints(first: 10) { nodes { deadlines { dueAt } } } }',
      41,
    ],
    ['what an alias asks for once more', '{ a: viewer { id } b: viewer { id } }', 2],
    [
      'once what several parts of a document ask for',
      '{ viewer { id user { id } ...F ... on Viewer { user { role } } } } fragment F on Viewer { user { displayName } }',
      2,
    ],
    [
      'the type that a node may be of',
      'query ($id: ID!) { node(id: $id) { id ... on Complaint { consumer { name } } ... on Person { name } } }',
      2,
    ],
    [
      'what is left out as if it was asked for',
      'query ($no: Boolean!) { viewer { user @include(if: $no) { id } } }',
      2,
    ],
    ['ten for a mutation, and its payload', 'mutation { signOut { isSignedOut errors { code } } }', 12],
    ['a hundred for counts over everything', '{ complaintStatistics { open } }', 101],
    ['a thousand for the schema', '{ __schema { queryType { name } } }', 1_002],
  ])('%s', (_, document, points) => {
    expect(pointsOf(document)).toBe(points);
  });

  it('what its variables say, and what they are when they say nothing', () => {
    const document = parse(
      'query ($n: Int = 30, $m: Int) { complaints(first: $n, last: $m) { nodes { id } } }',
    );
    expect(
      [{}, { n: 5 }, { n: null, m: 7 }, { n: 'x' }, { n: 1_000_000 }, { n: -5 }].map((v) =>
        pointsOf(document, v),
      ),
    ).toEqual([31, 6, 8, 31, 101, 1]);
  });
});

it('ten for each entry of what is sent together, and its part of the payload', () => {
  const payload = '{ results { complaint { id consumer { name } } } errors { code } }';
  const whole = `mutation ($input: SubmitComplaintsInput!) { submitComplaints(input: $input) ${payload} }`;
  const inside = `mutation ($list: [ReceivedComplaintInput!]!) { submitComplaints(input: { complaints: $list }) ${payload} }`;
  const entries = (count: number) => Array.from({ length: count }, () => ({}));
  expect(pointsOf(whole, { input: { complaints: entries(500) } })).toBe(500 * 15);
  expect(pointsOf(inside, { list: entries(30) })).toBe(30 * 15);
  expect(pointsOf(whole, { input: null })).toBe(15);
  expect(pointsOf(`mutation { submitComplaints(input: { complaints: [{}, {}] }) ${payload} }`)).toBe(2 * 15);
});

describe('the objects that an answer holds', () => {
  let api: TestApi;
  let acme: TestOrganisation;
  let world: SelectionWorld;

  beforeAll(async () => {
    api = await startTestApi();
    acme = await createOrganisation(api.database, 'acme');
    await fillWithComplaints(api, acme);
    const { complaints, people } = await api.get<
      Record<string, { nodes: { id: string; reference: string }[] }>
    >(acme.viewers.manager, '{ complaints(first: 100) { nodes { id reference } } people { nodes { id } } }');
    const ids = complaints!.nodes.map(({ id }) => id);
    world = {
      schema,
      roots: [
        'viewer',
        'node',
        'complaint',
        'complaints',
        'categories',
        'people',
        'users',
        'auditEvents',
        'workload',
        'complaintStatistics',
      ],
      values: {
        'Query.node(id)': [...ids.slice(0, 5), ...people!.nodes.map(({ id }) => id)],
        'Query.complaint(id)': ids,
      },
      cursors: {},
    };
  });
  afterAll(() => api.stop());

  it('are never more than the points that were told before', async () => {
    let most = 0;
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (g) => {
        const { document, variables } = generateOperation(g, world);
        const { data, errors } = await api.ask(acme.viewers.manager, withTypes(document), variables);
        // Made up with too many aliases, or too expensive.
        if (errors) return;
        const objects = countObjects(data);
        most = Math.max(most, objects);
        expect(objects).toBeLessThanOrEqual(pointsOf(document, variables));
      }),
      { numRuns: 300 },
    );
    expect(most).toBeGreaterThan(50);
  });

  it('are as many as the points where every page is full', async () => {
    const document =
      '{ complaints(first: 10) { nodes { consumer { name } timeline(first: 1) { nodes { summary } } } } }';
    const { data } = await api.ask(acme.viewers.manager, withTypes(document));
    // The connections of the timelines, and that of the complaints, are a point each.
    expect(countObjects(data) + 11).toBe(pointsOf(document));
  });
});

/** The document, asking each object for its type under a name of ours. */
function withTypes(document: string): string {
  const type = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: 'zz' },
    name: { kind: Kind.NAME, value: '__typename' },
  } as const;
  return print(
    visit(parse(document), {
      SelectionSet: (set) => ({ ...set, selections: [...set.selections, type] }),
    }),
  );
}

function countObjects(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inside = Object.values(value).reduce((count: number, one) => count + countObjects(one), 0);
  const { zz } = value as { zz?: string };
  const isThing = zz !== undefined && !/^(Query|PageInfo|.*Connection|.*Edge)$/.test(zz);
  return inside + (isThing ? 1 : 0);
}
