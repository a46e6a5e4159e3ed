import { getNamedType, isAbstractType, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { ownArgument } from '../scratch/own-arguments.ts';
import type { ScratchOrganisation } from '../scratch/scratch-tenants.ts';
import { nestedPlaces, placesOf, putAt, type Place } from './places.ts';
import { selectAll } from './select-all.ts';
import { nobodysId, strangeIds } from './their-marks.ts';
import { ask, askAsUs, everybodyOf, sameAnswer, type Walk } from './walk.ts';

type Field = GraphQLField<unknown, unknown>;

/** One query as a document, with variables for all its arguments; `concrete`: what is asked of interfaces below. */
export function queryDocument(
  { schema }: Pick<Walk, 'schema'>,
  field: Field,
  concrete: readonly string[],
): string {
  const { head, args } = variablesOf(field);
  return `${keywordOf(schema, field)} ${head} { ${field.name}${args} ${selectAll(schema, getNamedType(field.type), 4, concrete)} }`;
}

/** The root that a field stands in, in the words of a document. */
function keywordOf(schema: GraphQLSchema, field: Field): 'query' | 'subscription' {
  return schema.getSubscriptionType()?.getFields()[field.name] === field ? 'subscription' : 'query';
}

function rootName(schema: GraphQLSchema, field: Field): string {
  return keywordOf(schema, field) === 'query' ? 'Query' : 'Subscription';
}

/** Variables for all arguments of a field: as they are declared, and as they are given. */
function variablesOf(field: Field): { head: string; args: string } {
  if (field.args.length === 0) return { head: '', args: '' };
  // What has a default may be left out.
  const types = field.args.map(({ type, defaultValue }) =>
    defaultValue === undefined ? String(type) : String(type).replace(/!$/, ''),
  );
  return {
    head: `(${field.args.map(({ name }, at) => `$${name}: ${types[at]}`).join(', ')})`,
    args: `(${field.args.map(({ name }) => `${name}: $${name}`).join(', ')})`,
  };
}

/** The arguments without which a query cannot be asked, as an organisation fills them in; null when nobody has told how. */
export function ownArguments(
  { schema }: Pick<Walk, 'schema'>,
  field: Field,
  own: ScratchOrganisation,
): Record<string, unknown> | null {
  let args: Record<string, unknown> = {};
  for (const place of placesOf(rootName(schema, field), field)) {
    const value = ownArgument(place, own);
    if (value !== undefined) args = putAt(args, place, value);
    else if (place.isRequired && place.path.length === 1) return null;
  }
  const filled = field.args.every(({ name, type, defaultValue }) => {
    return name in args || defaultValue !== undefined || !String(type).endsWith('!');
  });
  return filled ? args : null;
}

/** Asks one query, or answers one event of a subscription, as everybody of ours, with each id of theirs at each place: it must find what it finds for an id that nobody has. */
export async function walkQuery(walk: Walk, field: Field): Promise<void> {
  const { ours, notebook } = walk;
  const name = `${rootName(walk.schema, field)}.${field.name}`;
  const own = ownArguments(walk, field, ours);
  if (!own) {
    notebook.found(
      'not-covered',
      name,
      'has an argument that the self-test cannot fill (server/isolation/scratch/own-arguments.ts).',
    );
    return;
  }
  notebook.looked('queries', 1);
  const typeNames = Object.keys(ours.ids);
  for (const concrete of concretesBelow(walk, field, typeNames)) {
    const document = queryDocument(walk, field, concrete);
    for (const [who, viewer] of everybodyOf(ours)) {
      const answer = await askAsUs(walk, viewer, `${name} as ${who}`, document, own);
      // What a token alone is told: its guarded fields are refused it, the rest must be there.
      const isMissed =
        name === 'Query.serviceToken'
          ? who === 'software' && isNothing(answer.data)
          : who === 'admin' && (answer.errors || isNothing(answer.data));
      if (isMissed)
        notebook.found(
          'not-covered',
          name,
          `the self-test’s own question finds nothing: ${answer.errors?.[0]?.message ?? 'null'}`,
        );
    }
  }
  for (const place of placesOf(rootName(walk.schema, field), field)) await walkPlace(walk, field, place, own);
}

function isNothing(data: unknown): boolean {
  return !data || Object.values(data).every((value) => value === null);
}

/** Interfaces are asked once for each type that they could be: fields of several types may not fit into one document. */
function concretesBelow({ schema }: Walk, field: Field, typeNames: readonly string[]): string[][] {
  const text = (concrete: readonly string[]) => queryDocument({ schema }, field, concrete);
  const plain = text([]);
  const lists = typeNames.filter((name) => isObjectType(schema.getType(name))).map((name) => [name]);
  const telling = lists.filter((concrete) => text(concrete) !== plain);
  return telling.length > 0 ? telling : [[]];
}

async function walkPlace(
  walk: Walk,
  field: Field,
  place: Place,
  own: Record<string, unknown>,
): Promise<void> {
  const { ours, theirs, notebook } = walk;
  notebook.looked('places of ids and texts', 1);
  const isCursor = place.path.length === 1 && (place.path[0] === 'after' || place.path[0] === 'before');
  if (isCursor) return walkCursor(walk, field, place, own);
  // The name of an organisation asks for what that organisation shows to everybody.
  if (place.path.at(-1) === 'organisation') return;
  const abstract = isAbstractType(getNamedType(field.type));
  for (const [who, viewer] of everybodyOf(ours)) {
    const plain = queryDocument(walk, field, []);
    const nobody = await askAsUs(
      walk,
      viewer,
      `${place.name} as ${who}`,
      plain,
      putAt(own, place, nobodysId('Complaint')),
    );
    for (const { value, typeName, form } of strangeIds(theirs).filter(
      ({ form }) => who === 'admin' || form === 'id',
    )) {
      const where = `${place.name} as ${who}, ${form} of a ${typeName}`;
      const document = abstract ? queryDocument(walk, field, [typeName]) : plain;
      const answer = await askAsUs(walk, viewer, where, document, putAt(own, place, value), value);
      notebook.looked('answers compared with those for an id that nobody has', 1);
      if (!sameAnswer(answer, nobody))
        notebook.found('telling', where, 'is answered in another way than an id that nobody has.');
    }
  }
}

/** A cursor of theirs, which they got for the same list, pages through our rows alone. */
async function walkCursor(
  walk: Walk,
  field: Field,
  place: Place,
  own: Record<string, unknown>,
): Promise<void> {
  const { ours, theirs } = walk;
  const theirOwn = ownArguments(walk, field, theirs) ?? {};
  const { head, args } = variablesOf(field);
  const ends = `query ${head} { page: ${field.name}${args} { pageInfo { startCursor endCursor } } }`;
  const { data } = await ask(
    walk,
    theirs,
    theirs.organisation.viewers.admin,
    `the cursors for ${place.name}`,
    ends,
    { ...theirOwn, first: 1 },
  );
  const { startCursor, endCursor } = pageInfoIn(data);
  if (!startCursor || !endCursor) {
    walk.notebook.found('not-covered', place.name, 'the other organisation has no cursor to try there.');
    return;
  }
  const page =
    place.path[0] === 'after' ? { first: 100, after: endCursor } : { last: 100, before: startCursor };
  for (const [who, viewer] of everybodyOf(ours))
    await askAsUs(
      walk,
      viewer,
      `${place.name} as ${who}, their cursor`,
      queryDocument(walk, field, []),
      { ...own, ...page },
      Object.values(page)[1] as string,
    );
}

function pageInfoIn(data: unknown): { startCursor?: string; endCursor?: string } {
  const page =
    (data as { page?: unknown; node?: { page?: unknown } } | null)?.page ??
    (data as { node?: { page?: unknown } } | null)?.node?.page;
  return ((page as { pageInfo?: object } | undefined)?.pageInfo ?? {}) as {
    startCursor?: string;
    endCursor?: string;
  };
}

/** Fields below the roots that take ids or texts: asked on a thing of ours by `node(id:)`, with cursors and ids of theirs. */
export async function walkNestedFields(walk: Walk): Promise<void> {
  const { schema, ours, theirs, notebook } = walk;
  for (const { typeName, fieldName, place } of nestedPlaces(schema)) {
    notebook.looked('places of ids and texts', 1);
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    const id = ours.ids[typeName];
    if (!field || !id || !schema.getQueryType()?.getFields()['node']) {
      notebook.found('not-covered', place.name, 'the self-test has nothing of ours on which to ask it.');
      continue;
    }
    const selection = selectAll(schema, getNamedType(field.type), 3);
    const argument = field.args.find(({ name }) => name === place.path[0]);
    const document = `query ($id: ID!, $given: ${String(argument?.type)}) { node(id: $id) { ... on ${typeName} { ${fieldName}(${place.path[0]}: $given) ${selection} } } }`;
    const isCursor = place.path[0] === 'after' || place.path[0] === 'before';
    const cursors = `query ($id: ID!) { node(id: $id) { ... on ${typeName} { page: ${fieldName} { pageInfo { startCursor endCursor } } } } }`;
    const values = isCursor
      ? Object.values(
          pageInfoIn(
            (
              await ask(walk, theirs, theirs.organisation.viewers.admin, place.name, cursors, {
                id: theirs.ids[typeName],
              })
            ).data,
          ),
        )
      : strangeIds(theirs).map(({ value }) => value);
    if (values.filter(Boolean).length === 0)
      notebook.found('not-covered', place.name, 'there is nothing of theirs to try there.');
    for (const value of values) {
      for (const [who, viewer] of everybodyOf(ours)) {
        const given = putAt({}, place, value as string)[place.path[0] as string];
        await askAsUs(walk, viewer, `${place.name} as ${who}`, document, { id, given }, value as string);
      }
    }
  }
}
