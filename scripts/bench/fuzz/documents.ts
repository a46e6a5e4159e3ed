import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Random } from '../support/random.ts';
import { oddTexts, oddValue } from './odd-values.ts';

/** What documents are made up from. */
export interface Grammar {
  schema: GraphQLSchema;
  /** Global ids by type, of the fuzzer's own organisation and of the other one. */
  ids: Readonly<Record<string, readonly string[]>>;
  /** Values that mean something somewhere: references, slugs, usernames, cursors, versions. */
  words: readonly string[];
}

export interface Operation {
  query: string;
  variables: Record<string, unknown>;
  operationName?: string;
}

interface Draft extends Grammar {
  random: Random;
  /** One in so many values is odd. */
  oddOneIn: number;
  variables: { name: string; type: string; value: unknown }[];
  fragments: string[];
  /** Fields that may still be added. */
  budget: number;
}

/** Makes up an operation of the schema: fields, arguments, fragments, aliases, directives; its values are right, or nearly, or odd. */
export function makeOperation(random: Random, grammar: Grammar): Operation {
  const draft: Draft = {
    ...grammar,
    random,
    oddOneIn: random.pick([1_000_000, 20, 4]),
    variables: [],
    fragments: [],
    budget: 10 + random.below(40),
  };
  const kind = random.oneIn(3) ? 'mutation' : 'query';
  const root = (
    kind === 'query' ? grammar.schema.getQueryType() : grammar.schema.getMutationType()
  ) as GraphQLObjectType;
  const fields = Object.values(root.getFields());
  const count = kind === 'mutation' && !random.oneIn(8) ? 1 : 1 + random.below(3);
  const body = Array.from({ length: count }, () => writeField(draft, random.pick(fields), 5)).join(' ');
  const declared = draft.variables.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const name = random.oneIn(3) ? `Op${random.below(5)}` : '';
  const query = [
    `${kind} ${name}${declared && (name ? '' : ' ')}${declared ? `(${declared})` : ''} { ${body} }`,
    ...draft.fragments,
  ].join('\n');
  const variables = Object.fromEntries(draft.variables.map(({ name: variable, value }) => [variable, value]));
  return { query, variables, ...(name && random.oneIn(2) ? { operationName: name } : {}) };
}

function writeField(draft: Draft, field: GraphQLField<unknown, unknown>, depth: number): string {
  const { random } = draft;
  draft.budget -= 1;
  const type = getNamedType(field.type);
  // Without a name of its own a field that stands twice with different arguments, or selections, makes the document invalid.
  const needsAlias = field.args.length > 0 || !isLeafType(type) || random.oneIn(8);
  const alias = needsAlias && !isRare(draft) ? `a${random.below(1e6)}: ` : '';
  const selection = isLeafType(type) ? '' : ` ${writeSelection(draft, type, depth)}`;
  return `${alias}${field.name}${writeArguments(draft, field.args)}${writeDirective(draft)}${selection}`;
}

function writeSelection(draft: Draft, type: GraphQLNamedType, depth: number): string {
  const { random, schema } = draft;
  if (isAbstractType(type)) {
    const target = random.pick(schema.getPossibleTypes(type));
    return `{ __typename ... on ${target.name} ${writeSelection(draft, target, depth - 1)} }`;
  }
  if (!isObjectType(type)) return '{ __typename }';
  const fields = Object.values(type.getFields()).filter(
    (field) => depth > 0 || isLeafType(getNamedType(field.type)),
  );
  const parts = ['__typename'];
  for (let count = 1 + random.below(5); count > 0 && draft.budget > 0 && fields.length > 0; count -= 1)
    parts.push(writeField(draft, random.pick(fields), depth - 1));
  const body = `{ ${parts.join(' ')} }`;
  if (random.oneIn(10)) return `{ ... on ${type.name}${writeDirective(draft)} ${body} }`;
  if (!random.oneIn(12)) return body;
  const name = `F${draft.fragments.length}`;
  draft.fragments.push(`fragment ${name} on ${type.name} ${body}`);
  return `{ ...${name} }`;
}

/** True for what should mostly not be there. */
function isRare({ random, oddOneIn }: Draft): boolean {
  return random.oneIn(oddOneIn * 4);
}

function writeDirective(draft: Draft): string {
  const { random } = draft;
  if (!random.oneIn(15)) return '';
  if (!isRare(draft)) return random.pick([' @include(if: true)', ' @skip(if: false)', ' @skip(if: true)']);
  return random.pick([' @nothing', ' @include', ' @deprecated']);
}

function writeArguments(draft: Draft, args: readonly GraphQLArgument[]): string {
  const { random } = draft;
  const otherWay = random.pick(ways);
  const parts = args
    .filter((arg) => isNonNullType(arg.type) || random.oneIn(3))
    // Pages go one way; both ways at once are rare, and refused.
    .filter(({ name }) => !otherWay.has(name) || isRare(draft))
    .filter(() => !isRare(draft))
    .map((arg) => {
      const value = makeValue(draft, arg.type, arg.name);
      return `${arg.name}: ${random.oneIn(2) ? writeLiteral(value, getNamedType(arg.type)) : variable(draft, arg, value)}`;
    });
  if (isRare(draft)) parts.push(`x: ${writeLiteral(oddValue(random, 2), null)}`);
  return parts.length === 0 ? '' : `(${parts.join(', ')})`;
}

const ways: readonly ReadonlySet<string>[] = [new Set(['first', 'after']), new Set(['last', 'before'])];

function variable(draft: Draft, { type }: GraphQLArgument, value: unknown): string {
  const name = `v${draft.variables.length}`;
  draft.variables.push({ name, type: isRare(draft) ? 'String' : String(type), value });
  return `$${name}`;
}

function makeValue(draft: Draft, type: GraphQLInputType, name: string): unknown {
  const { random } = draft;
  if (random.oneIn(draft.oddOneIn)) return oddValue(random);
  if (isNonNullType(type)) return makeValue(draft, type.ofType, name);
  if (isListType(type)) {
    return Array.from({ length: random.below(4) }, () => makeValue(draft, type.ofType, name));
  }
  if (isInputObjectType(type)) return makeInput(draft, Object.values(type.getFields()));
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  return makeScalar(draft, String(type), name);
}

function makeInput(draft: Draft, fields: readonly GraphQLInputField[]): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    if (isNonNullType(field.type) ? isRare(draft) : draft.random.oneIn(2)) continue;
    input[field.name] = makeValue(draft, field.type, field.name);
  }
  return input;
}

function makeScalar({ random, ids, words }: Draft, type: string, name: string): unknown {
  if (type === 'Boolean') return random.oneIn(2);
  if (type === 'Int' || type === 'Float') {
    if (name === 'version') return 1 + random.below(4);
    return random.pick([0, 1, 2, 3, 20, 100, 101, 5_000]);
  }
  if (type === 'ID') {
    // Mostly of the type that the name asks for.
    const wanted = Object.keys(ids).find((key) => name.toLowerCase().startsWith(key.toLowerCase()));
    return random.pick(ids[wanted && !random.oneIn(5) ? wanted : random.pick(Object.keys(ids))] ?? ['']);
  }
  if (type === 'DateTime')
    return random.pick(['2026-01-01T00:00:00Z', '2026-11-01T10:00:00.123+02:00', '1970-01-01T00:00:00Z']);
  return random.oneIn(6) ? random.pick(oddTexts) : random.pick(words);
}

/** A value as it stands in a document; names of enums without quotes. */
function writeLiteral(value: unknown, type: GraphQLNamedType | null): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') {
    if (isEnumType(type) && type.getValues().some(({ name }) => name === value)) return value;
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') return String(value);
  // Too deep for the writer itself.
  if (depthOf(value) > 200) return '[]';
  if (Array.isArray(value)) return `[${value.map((item) => writeLiteral(item, type)).join(', ')}]`;
  const fields = isInputObjectType(type) ? type.getFields() : {};
  const parts = Object.entries(value)
    .filter(([name]) => /^[_A-Za-z]\w*$/.test(name))
    .map(([name, inner]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return `${name}: ${writeLiteral(inner, field ? getNamedType(field.type) : null)}`;
    });
  return `{${parts.join(', ')}}`;
}

function depthOf(value: unknown): number {
  let depth = 0;
  for (let inner = value; typeof inner === 'object' && inner !== null; inner = Object.values(inner)[0])
    depth += 1;
  return depth;
}
