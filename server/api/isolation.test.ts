import { randomUUID } from 'node:crypto';
import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLInputField,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../auth/viewer.ts';
import { withAdmin } from '../db/admin.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { digestOf } from '../isolation/scratch/digest.ts';
import { cursorPlaces, idPlaces } from '../test/matrices/ids.ts';
import { mutationCalls, userIdOf, type MutationCall } from '../isolation/scratch/mutation-calls.ts';
import { createOrganisation, type CastName, type TestOrganisation } from '../test/organisation.ts';
import { populate, type OneOfEach } from '../isolation/scratch/populate.ts';
import { selectAll } from '../isolation/walk/select-all.ts';
import { nodeTypes } from './nodes.ts';
import { buildSchema } from './schema.ts';

const schema = buildSchema();
const roots = {
  Query: schema.getQueryType()!.getFields(),
  Mutation: schema.getMutationType()!.getFields(),
  Subscription: schema.getSubscriptionType()!.getFields(),
};
const nodeTypeNames = schema
  .getPossibleTypes(schema.getType('Node') as never)
  .map(({ name }) => name)
  .sort();

/** Something that stands in every text of the other organisation and in none of ours. */
const mark = 'alphaville';

let api: TestApi;
/** The other organisation, which nobody here may see. */
let theirs: TestOrganisation;
/** The organisation of whoever asks. */
let ours: TestOrganisation;
/** Ids of the other organisation's things, by type. */
let theirIds: OneOfEach;
let theirUuids: string[];
let ourIds: OneOfEach;
let calls: Record<string, MutationCall>;
let theirReference: string;
let theirPages: Record<string, PageEnds>;
let theirDigest: string;

beforeAll(async () => {
  api = await startTestApi();
  theirs = await createOrganisation(api.database, mark);
  ours = await createOrganisation(api.database, 'bravo');
  theirIds = await populate(api, theirs, mark);
  ourIds = await populate(api, ours, 'bravo');
  calls = mutationCalls(api, ours, ourIds);
  theirUuids = await uuidsOf(theirs.tenant.key);
  theirReference = (await readPlace(theirs, 'Query.complaints', 'first: 1')).nodes[0]!.reference;
  theirPages = Object.fromEntries(
    await Promise.all(
      cursorPlaces.map(async (place) => [place, (await readPlace(theirs, place, 'first: 1')).pageInfo]),
    ),
  );
  // From here on whoever looks into the other organisation, even as itself, gets a fault instead of an answer.
  await withAdmin(api.database.adminUrl, (admin) =>
    admin.query(`revoke all on all tables in schema "${theirs.tenant.key}" from "${theirs.tenant.key}"`),
  );
  theirDigest = await digestOf(api.database.adminUrl, theirs.tenant.key);
});
afterAll(() => api.stop());

async function uuidsOf(tenantKey: string): Promise<string[]> {
  return withAdmin(api.database.adminUrl, async (admin) => {
    const tables = [
      'complaints',
      'comments',
      'audit_events',
      'categories',
      'people',
      'users',
      'settings',
      'resolutions',
      'outgoing_mail',
      'trusted_documents',
      'service_tokens',
      'webhook_endpoints',
      'webhook_events',
      'webhook_deliveries',
      'sessions',
    ];
    const selects = tables.map((table) => `select id::text from "${tenantKey}".${table}`);
    return (await admin.query<{ id: string }>(selects.join(' union all '))).rows.map((row) => row.id);
  });
}

/** Nothing of the other organisation stands in an answer: none of its texts, none of its ids, in either form. */
function expectNothingOfTheirs(answer: unknown): void {
  const json = JSON.stringify(answer);
  expect(json).not.toContain(mark);
  const decoded = json.replaceAll(/"([\w-]{20,})"/g, (_, id: string) =>
    Buffer.from(id, 'base64url').toString('utf8'),
  );
  for (const uuid of theirUuids) expect(decoded.includes(uuid), uuid).toBe(false);
}

/** Ids that name nothing in our organisation: all of them must get one and the same answer. */
function strangeIds(typeName: string): string[] {
  const theirId = theirIds[typeName] as string;
  const uuid = uuidIn(theirId);
  return [
    toGlobalId(typeName, randomUUID()),
    theirId,
    toGlobalId(typeName, uuid.toUpperCase()),
    toGlobalId('Session', uuid),
    uuid,
    `${typeName}:${uuid}`,
    `${theirId}=`,
    'x',
    '',
    `' or true --`,
  ];
}

function uuidIn(globalId: string): string {
  return Buffer.from(globalId, 'base64url').toString('utf8').split(':')[1] ?? '';
}

/** Every place of an id in the arguments of a root field: `input.assigneeId`. */
function idPlacesOf(args: readonly (GraphQLArgument | GraphQLInputField)[], before = ''): string[] {
  return args.flatMap((arg) => {
    const type = getNamedType(arg.type);
    if (isInputObjectType(type)) return idPlacesOf(Object.values(type.getFields()), `${before}${arg.name}.`);
    return type.name === 'ID' ? [`${before}${arg.name}`] : [];
  });
}

const mutationPlaces = Object.keys(idPlaces)
  .filter((place) => place.startsWith('Mutation.'))
  .map((place) => ({
    place,
    name: place.slice(9, place.indexOf('(')),
    field: place.slice(place.indexOf('.', 9) + 1, -1),
  }));

describe('a mutation with an id of another organisation', () => {
  it.each(mutationPlaces)(
    '$place: the same no as for an id that nobody has',
    async ({ place, name, field }) => {
      const call = calls[name];
      if (!call) throw new Error(`${name} has no call: tell who calls it, and with which input`);
      const input = await call.input();
      expect(Object.keys(firstAt(input, field))).toContain(field.split('.').at(-1));
      const payload = getNamedType(roots.Mutation[name]!.type);
      const selection = selectAll(schema, payload, 3).replace(
        'errors {',
        'errors { ... on StaleVersionError { current { id } } ',
      );
      const answers = [];
      for (const id of strangeIds(idPlaces[place] as string)) {
        answers.push(await mutate(viewerOf(call.as), name, giveAt(input, field, id), selection));
      }
      expectNothingOfTheirs(answers);
      for (const answer of answers) {
        expect(answer).toEqual(answers[0]);
        expect(answer.payload).toMatchObject({ errors: [{ path: field.replace('.', '.0.').split('.') }] });
      }
      const { payload: right } = await mutate(viewerOf(call.as), name, input, selection);
      expect(right, 'the same input with our own id').toMatchObject({ errors: [] });
      expect(await digestOf(api.database.adminUrl, theirs.tenant.key)).toBe(theirDigest);
    },
  );
});

/** The object that a field stands in: the input, or the first thing of a list in it. */
function firstAt(input: Record<string, unknown>, field: string): Record<string, unknown> {
  const [list, inner] = field.split('.');
  return inner ? (input[list as string] as Record<string, unknown>[])[0]! : input;
}

function giveAt(input: Record<string, unknown>, field: string, id: string): Record<string, unknown> {
  const [name, inner] = field.split('.') as [string, string?];
  return { ...input, [name]: inner ? [{ ...firstAt(input, field), [inner]: id }] : id };
}

function viewerOf(name: CastName | null): Viewer | null {
  return name && ours.viewers[name];
}

async function mutate(
  viewer: Viewer | null,
  name: string,
  input: Record<string, unknown>,
  selection: string,
) {
  const type = getNamedType(roots.Mutation[name]!.args[0]!.type).name;
  const { data, errors } = await api.ask(
    viewer,
    `mutation ($input: ${type}!) { ${name}(input: $input) ${selection} }`,
    {
      input,
    },
  );
  // Guarded fields of what a consumer may see otherwise: a refused change has none.
  const others = errors?.filter(({ extensions }) => extensions?.['code'] !== 'FORBIDDEN');
  expect(others ?? []).toEqual([]);
  return { payload: data?.[name] };
}

describe('a query with an id of another organisation', () => {
  const everybody: CastName[] = ['consumer', 'helpDesk', 'support', 'manager', 'admin'];

  it.each(nodeTypeNames)('node(id:) of a %s finds nothing', async (typeName) => {
    const fields = selectAll(schema, schema.getType(typeName) as never, 2);
    for (const name of everybody) {
      const answers = [];
      for (const id of strangeIds(typeName)) {
        answers.push(
          await api.ask(
            ours.viewers[name],
            `query ($id: ID!) { node(id: $id) { ... on ${typeName} ${fields} } }`,
            { id },
          ),
        );
      }
      for (const { data, errors } of answers)
        expect({ data, errors }).toEqual({ data: { node: null }, errors: undefined });
    }
    const query = `query ($id: ID!) { node(id: $id) { __typename id } }`;
    const found = await api.get(ours.viewers.admin, query, { id: ourIds[typeName] });
    expect(found).toEqual({ node: { __typename: typeName, id: ourIds[typeName] } });
  });

  it('an event of complaintChanged(id:) finds nothing, whatever it is told', async () => {
    const document = 'subscription ($id: ID!) { complaintChanged(id: $id) { complaint { id } } }';
    for (const name of everybody) {
      for (const id of strangeIds('Complaint')) {
        expect(await api.get(ours.viewers[name], document, { id })).toEqual({ complaintChanged: null });
      }
    }
    expect(await api.get(ours.viewers.admin, document, { id: ourIds.Complaint })).toEqual({
      complaintChanged: { complaint: { id: ourIds.Complaint } },
    });
  });

  it('complaint(id:) and complaintByReference(reference:) find nothing', async () => {
    for (const name of everybody) {
      for (const id of strangeIds('Complaint')) {
        expect(
          await api.get(ours.viewers[name], 'query ($id: ID!) { complaint(id: $id) { id } }', { id }),
        ).toEqual({
          complaint: null,
        });
      }
      const byReference =
        'query ($reference: String!) { complaintByReference(reference: $reference) { id } }';
      expect(await api.get(ours.viewers[name], byReference, { reference: theirReference })).toEqual({
        complaintByReference: null,
      });
    }
  });

  const filters = Object.keys(idPlaces)
    .filter((place) => place.startsWith('Query.') && place.includes('(filter.'))
    .map((place) => ({
      place,
      name: place.slice(6, place.indexOf('(')),
      field: place.slice(place.indexOf('.', 6) + 1, -1),
    }));

  it.each(filters)('$place finds nothing', async ({ place, name, field }) => {
    const filterType = getNamedType(roots.Query[name]!.args.find((arg) => arg.name === 'filter')!.type).name;
    const query = `query ($filter: ${filterType}) { ${name}(filter: $filter) { totalCount nodes { id } } }`;
    const types =
      idPlaces[place] === '*'
        ? ['Complaint', 'User', 'Person', 'Category', 'Organisation']
        : [idPlaces[place] as string];
    for (const typeName of types) {
      for (const id of strangeIds(typeName)) {
        const answer = await api.get(ours.viewers.admin, query, { filter: { [field]: id } });
        expect(answer, `for ${JSON.stringify(id)}`).toEqual({ [name]: { totalCount: 0, nodes: [] } });
      }
    }
    const ownIds: OneOfEach = {
      ...ourIds,
      actorId: userIdOf(ours, 'admin'),
      assigneeId: userIdOf(ours, 'support'),
    };
    const own = { [field]: ownIds[field] ?? ownIds[types[0] as string] };
    const found = await api.get<Record<string, { totalCount: number }>>(ours.viewers.admin, query, {
      filter: own,
    });
    expect(found[name]?.totalCount).toBeGreaterThan(0);
  });
});

describe('an operation without an id', () => {
  const withoutIds = Object.values(roots.Query).filter(
    (field) => idPlacesOf(field.args).length === 0 || field.name.endsWith('s'),
  );

  it.each(withoutIds.map(({ name }) => name))('%s shows nothing of another organisation', async (name) => {
    const field = roots.Query[name]!;
    const given: Record<string, string> = {
      publicForm: '(organisation: "bravo")',
      signInOptions: '(organisation: "bravo")',
      complaintByReference: '(reference: "BRAVO-2026-000001")',
      invitation: '(token: "x")',
    };
    const args = given[name] ?? '';
    const document = `{ ${name}${args} ${selectAll(schema, getNamedType(field.type), 4)} }`;
    for (const viewer of [null, ...Object.values(ours.viewers)]) {
      const answer = await api.ask(viewer, document);
      expectNothingOfTheirs(answer);
      const faults = answer.errors?.filter(
        ({ extensions }) => !['FORBIDDEN', 'UNAUTHENTICATED'].includes(extensions?.['code'] as string),
      );
      expect(faults ?? []).toEqual([]);
    }
  });

  it.each(
    Object.values(roots.Mutation)
      .filter((field) => idPlacesOf(field.args).length === 0)
      .map(({ name }) => name),
  )('%s does not take the id of something for a token, a name or a version', async (name) => {
    const input = getNamedType(roots.Mutation[name]!.args[0]!.type);
    if (!isInputObjectType(input)) throw new Error(`${name} has no input`);
    for (const typeName of nodeTypeNames) {
      const values = Object.values(input.getFields()).flatMap(({ name: field, type }) => {
        const value = theirIds[typeName] as string;
        const byType: Record<string, unknown> = { String: value, Int: 0, Boolean: true, Role: 'SUPPORT' };
        const isList = String(type).startsWith('[');
        return [[field, isList ? [] : byType[getNamedType(type).name]]];
      });
      const selection = '{ errors { code } }';
      const { payload } = await mutate(
        ours.viewers[name === 'submitComplaint' ? 'consumer' : 'admin'],
        name,
        Object.fromEntries(values) as Record<string, unknown>,
        selection,
      );
      expectNothingOfTheirs(payload);
    }
    expect(await digestOf(api.database.adminUrl, theirs.tenant.key)).toBe(theirDigest);
  });
});

interface PageEnds {
  startCursor: string;
  endCursor: string;
}

/** A page of a connection, as an administrator of the organisation sees it. */
async function readPlace(organisation: TestOrganisation, place: string, args: string) {
  const [type, field] = place.split('.');
  const id = (organisation === theirs ? theirIds : ourIds)['Complaint'];
  const page = `${field}(${args}) { nodes { id ${field === 'complaints' ? 'reference' : ''} } pageInfo { startCursor endCursor } }`;
  const data = await api.get<Record<string, unknown>>(
    organisation.viewers.admin,
    type === 'Query' ? `{ ${page} }` : `{ complaint(id: "${id}") { ${page} } }`,
  );
  const parent = type === 'Query' ? data : (data['complaint'] as Record<string, unknown>);
  return parent[field as string] as { nodes: { id: string; reference: string }[]; pageInfo: PageEnds };
}

describe('a cursor of another organisation', () => {
  it.each(cursorPlaces)('%s pages through our own rows alone', async (place) => {
    const { startCursor, endCursor } = theirPages[place] as PageEnds;
    const own = await uuidsOf(ours.tenant.key);
    for (const args of [`first: 100, after: "${endCursor}"`, `last: 100, before: "${startCursor}"`]) {
      const { nodes } = await readPlace(ours, place, args);
      for (const { id } of nodes) expect(own).toContain(uuidIn(id));
    }
  });
});

describe('the walk is whole', () => {
  it('every place of an id in the schema is in the list, and the other way round', () => {
    const found = Object.entries(roots).flatMap(([type, fields]) =>
      Object.values(fields).flatMap((field) =>
        idPlacesOf(field.args).map((place) => `${type}.${field.name}(${place})`),
      ),
    );
    expect(found.sort()).toEqual(Object.keys(idPlaces).sort());
  });

  it('every mutation of the schema has a call that succeeds', () => {
    expect(Object.keys(calls).sort()).toEqual(Object.keys(roots.Mutation).sort());
  });

  it('no field below the roots takes an id, and every connection is in the list', () => {
    const objects = Object.values(schema.getTypeMap()).filter(isObjectType);
    const fields = objects.flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ type, field })),
    );
    const nested = fields.filter(({ type }) => !(type.name in roots) && !type.name.startsWith('__'));
    expect(nested.filter(({ field }) => idPlacesOf(field.args).length > 0)).toEqual([]);
    const paged = fields.filter(({ field }) => field.args.some((arg) => arg.name === 'after'));
    expect(paged.map(({ type, field }) => `${type.name}.${field.name}`).sort()).toEqual(
      [...cursorPlaces].sort(),
    );
  });

  it('every type that implements Node is found by node(id:), and was looked for', () => {
    expect(isInterfaceType(schema.getType('Node'))).toBe(true);
    expect(Object.keys(nodeTypes).sort()).toEqual(nodeTypeNames);
    // A session has an id and is no node.
    expect(Object.keys(theirIds).sort()).toEqual([...nodeTypeNames, 'Session'].sort());
  });

  it('nothing of the other organisation was changed by all this', async () => {
    expect(await digestOf(api.database.adminUrl, theirs.tenant.key)).toBe(theirDigest);
  });
});
