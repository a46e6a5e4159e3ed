import fc, { type GeneratorValue } from 'fast-check';
import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** A query that was made up, with its variables. */
export interface GeneratedOperation {
  document: string;
  variables: Record<string, unknown>;
}

/** What a query is made up from. */
export interface SelectionWorld {
  schema: GraphQLSchema;
  /** The fields of Query that may be asked. */
  roots: readonly string[];
  /** Values for arguments that are neither page nor order: `Query.node(id)` → ids. */
  values: Record<string, readonly unknown[]>;
  /** Cursors that the API gave, by `Type.field`; for `Query.complaints` by order: `Query.complaints PRIORITY ASC`. */
  cursors: Record<string, readonly string[]>;
}

type Composite = GraphQLObjectType | GraphQLInterfaceType;

interface Draft extends SelectionWorld {
  g: GeneratorValue;
  fragments: { name: string; type: string; text: string }[];
  variables: { name: string; type: string; value: unknown }[];
  /** Selections that may still be added: documents have limits. */
  budget: number;
  lastAlias: number;
}

/** Where a selection stands: below which prefix of names, and on what object, where an interface hides it. */
interface Place {
  prefix?: string | undefined;
  actual?: GraphQLObjectType | undefined;
  /** How many fragments stand around it since the last field. */
  wraps?: number;
}

/**
 * Makes up a query: any subset of fields, aliases (also of one connection with different arguments), named and inline fragments on objects
 * and on Node, @include and @skip with literals and variables, connections inside connections with every kind of page.
 */
export function generateOperation(g: GeneratorValue, world: SelectionWorld): GeneratedOperation {
  const draft: Draft = { ...world, g, fragments: [], variables: [], budget: 0, lastAlias: 0 };
  const query = world.schema.getQueryType() as GraphQLObjectType;
  const roots = Array.from({ length: g(fc.integer, { min: 1, max: 3 }) }, () => {
    draft.budget = 25;
    const name = pick(draft, world.roots);
    return writeField(draft, query, query.getFields()[name] as GraphQLField<unknown, unknown>, 4, {});
  });
  const variables = draft.variables.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const fragments = draft.fragments.map(({ name, type, text }) => `fragment ${name} on ${type} ${text}`);
  return {
    document: [`query ${variables && `(${variables})`} { ${roots.join(' ')} }`, ...fragments].join('\n'),
    variables: Object.fromEntries(draft.variables.map(({ name, value }) => [name, value])),
  };
}

function writeSelection(draft: Draft, type: Composite, depth: number, place: Place = {}): string {
  const most = type.name.endsWith('Connection') || isInterfaceType(type) ? 3 : 4;
  const parts = Array.from({ length: draft.g(fc.integer, { min: 1, max: most }) }, () => {
    if ((draft.budget -= 1) < 0) return '__typename';
    const kind = draft.g(fc.integer, { min: 0, max: 19 });
    if (kind === 0) return `${alias(draft)}__typename${directive(draft)}`;
    if (kind <= 2 && isShallow(place)) return writeInline(draft, type, depth, place);
    if (kind <= 6 && isShallow(place)) return writeSpread(draft, type, depth, place);
    if (isInterfaceType(type))
      return kind === 7 ? `id${directive(draft)}` : writeInline(draft, type, depth, place);
    return writeField(draft, type, pickField(draft, type, depth), depth, place);
  });
  return `{ ${parts.join(' ')} }`;
}

/** Fragments in fragments in fragments: more of them would use up a document without asking for anything. */
function isShallow({ wraps = 0 }: Place): boolean {
  return wraps < 2;
}

function pickField(draft: Draft, type: GraphQLObjectType, depth: number): GraphQLField<unknown, unknown> {
  const fields = Object.values(type.getFields());
  const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
  const branches = fields.filter((field) => !isLeafType(getNamedType(field.type)));
  const wantsBranch = branches.length > 0 && depth > 0 && draft.g(fc.integer, { min: 0, max: 9 }) < 5;
  return pick(draft, wantsBranch || leaves.length === 0 ? branches : leaves);
}

/** Connections and edges stand between two things and cost no depth. */
function isWrapper({ name }: Composite): boolean {
  return name.endsWith('Connection') || name.endsWith('Edge');
}

function writeField(
  draft: Draft,
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  depth: number,
  { prefix }: Place,
): string {
  const args = writeArguments(draft, parent, field);
  const isRoot = parent.name === 'Query';
  // With arguments always under a name of its own: the same name with other arguments would be refused.
  const name =
    args !== '' || isRoot ? `${newAlias(draft)}: ` : prefix ? `${prefix}_${field.name}: ` : alias(draft);
  const type = getNamedType(field.type);
  const isObject = isObjectType(type) || isInterfaceType(type);
  const below = isObject && isWrapper(type) ? depth : depth - 1;
  const inner = isObject ? ` ${writeSelection(draft, type, below)}` : '';
  return `${name}${field.name}${args}${directive(draft)}${inner}`;
}

function writeInline(draft: Draft, type: Composite, depth: number, place: Place): string {
  const target = fragmentTarget(draft, type, place);
  const condition = target === type && draft.g(fc.boolean) ? '' : ` on ${target.name}`;
  return `...${condition}${directive(draft)} ${writeSelection(draft, target, depth, placeIn(type, target, place))}`;
}

function writeSpread(draft: Draft, type: Composite, depth: number, place: Place): string {
  const target = fragmentTarget(draft, type, place);
  const known = draft.fragments.filter((fragment) => fragment.type === target.name);
  if (known.length > 0 && draft.g(fc.integer, { min: 0, max: 2 }) > 0)
    return `...${pick(draft, known).name}${directive(draft)}`;
  const text = writeSelection(draft, target, depth, placeIn(type, target, { ...place, prefix: undefined }));
  const name = `F${draft.fragments.length}`;
  draft.fragments.push({ name, type: target.name, text });
  return `...${name}${directive(draft)}`;
}

/** A type that a fragment inside a selection on `type` may be on. */
function fragmentTarget(draft: Draft, type: Composite, { actual }: Place): Composite {
  if (isInterfaceType(type)) {
    const kind = draft.g(fc.integer, { min: 0, max: 9 });
    if (kind === 0) return type;
    return actual && kind > 2 ? actual : pick(draft, draft.schema.getPossibleTypes(type));
  }
  const interfaces = type.getInterfaces();
  return interfaces.length > 0 && draft.g(fc.integer, { min: 0, max: 4 }) === 0
    ? pick(draft, interfaces)
    : type;
}

/** Below an interface types meet whose fields of one name are of different types: each has names of its own there. */
function placeIn(type: Composite, target: Composite, { actual, prefix, wraps = 0 }: Place): Place {
  const inside = { actual, prefix, wraps: wraps + 1 };
  if (isInterfaceType(target)) return { ...inside, actual: isObjectType(type) ? type : actual };
  return isInterfaceType(type) ? { ...inside, prefix: target.name } : inside;
}

function writeArguments(
  draft: Draft,
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
): string {
  const place = `${parent.name}.${field.name}`;
  const names = field.args.map((arg) => arg.name);
  const parts: string[] = [];
  const add = (name: string, value: unknown) => {
    const type = String(field.args.find((arg) => arg.name === name)?.type);
    const isObject = typeof value === 'object' && value !== null;
    const text = isObject || draft.g(fc.boolean) ? variable(draft, type, value) : JSON.stringify(value);
    parts.push(`${name}: ${text}`);
  };
  for (const name of names) {
    const values = draft.values[`${place}(${name})`];
    const isRequired = String(field.args.find((arg) => arg.name === name)?.type).endsWith('!');
    if (values && (isRequired || draft.g(fc.boolean))) add(name, pick(draft, values));
  }
  if (names.includes('after')) {
    const order =
      names.includes('orderBy') && draft.g(fc.boolean) ? writeOrder(draft, add) : ' RECEIVED_AT DESC';
    writePage(draft, add, draft.cursors[names.includes('orderBy') ? `${place}${order}` : place] ?? []);
  }
  return parts.length === 0 ? '' : `(${parts.join(', ')})`;
}

function writeOrder(draft: Draft, add: (name: string, value: unknown) => void): string {
  const field = pick(draft, ['RECEIVED_AT', 'UPDATED_AT', 'DUE_AT', 'PRIORITY', 'REFERENCE', 'RELEVANCE']);
  const direction = pick(draft, ['ASC', 'DESC']);
  add('orderBy', { field, direction });
  return ` ${field === 'RELEVANCE' ? 'RECEIVED_AT' : field} ${direction}`;
}

function writePage(
  draft: Draft,
  add: (name: string, value: unknown) => void,
  cursors: readonly string[],
): void {
  const size = () => pick(draft, [0, 1, 2, 3, 5, 20, 100]);
  const kind = draft.g(fc.integer, { min: 0, max: 6 });
  if (kind === 1 || kind === 2) add('first', size());
  if (kind === 3) add('last', size());
  if (kind === 4) add('first', null);
  if (cursors.length === 0 || kind < 4) return;
  if (kind === 4 || kind === 5) add('after', pick(draft, cursors));
  if (kind === 6) {
    add('last', size());
    add('before', pick(draft, cursors));
  }
}

function directive(draft: Draft): string {
  if (draft.g(fc.integer, { min: 0, max: 7 }) > 0) return '';
  const isKept = draft.g(fc.integer, { min: 0, max: 2 }) > 0;
  const name = draft.g(fc.boolean) ? 'include' : 'skip';
  const value = (name === 'include') === isKept;
  const condition = draft.g(fc.boolean) ? variable(draft, 'Boolean!', value) : String(value);
  return ` @${name}(if: ${condition})`;
}

function variable(draft: Draft, type: string, value: unknown): string {
  const name = `v${draft.variables.length}`;
  draft.variables.push({ name, type, value });
  return `$${name}`;
}

function alias(draft: Draft): string {
  const kind = draft.g(fc.integer, { min: 0, max: 11 });
  if (kind > 3) return '';
  // Names that could be taken for something else.
  if (kind === 0) return `${pick(draft, ['raw_id', 'raw_found', 'o', 'nodes', 'name', 'total'])}: `;
  return `${newAlias(draft)}: `;
}

function newAlias(draft: Draft): string {
  return `a${(draft.lastAlias += 1)}`;
}

function pick<Value>(draft: Draft, values: readonly Value[]): Value {
  return values[draft.g(fc.nat, { max: values.length - 1 })] as Value;
}
