import {
  isLeafType,
  isNonNullType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { getArgumentValues } from 'graphql/execution/values.js';
import { coerceVariablesOf, type CoerceVariables } from './coerce-variables.ts';

/** Values of an operation's variables, coerced. */
export type Variables = Record<string, unknown>;

/** Where in the answer something stands, from the inside out. */
export interface Path {
  readonly prev: Path | undefined;
  readonly key: string | number;
  readonly typename: string | undefined;
}

/** One request's way through a known query. */
export interface Run {
  query: KnownQuery;
  variables: Variables;
  context: unknown;
  errors: GraphQLError[];
  /** Where null stands because of an error: what fails below it is not told any more. */
  nulled: Set<Path | undefined>;
}

/** Makes of what a resolver gave what stands in the answer, or a promise of it. Throws what is then told as the field's error. */
export type Complete = (run: Run, field: KnownField, path: Path | undefined, value: unknown) => unknown;

/** A query of a document that is kept, and what does not change between two times that it is asked. */
export interface KnownQuery {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: Record<string, FragmentDefinitionNode>;
  coerceVariables: CoerceVariables;
  whatCompletes(type: GraphQLOutputType): Complete;
  /** The fields of the query itself, for the variables of one request. */
  fieldsFor(variables: Variables): readonly KnownField[];
}

/** A field at one place of a query, on objects of one type. */
export interface KnownField {
  query: KnownQuery;
  /** Its name in the answer. */
  key: string;
  parentType: GraphQLObjectType;
  definition: GraphQLField<unknown, unknown>;
  /** Every place of the document that asks for it; the same list each time. */
  nodes: readonly FieldNode[];
  /** A property of its object, and nothing below it. */
  isPlain: boolean;
  argumentsFor(variables: Variables): Record<string, unknown>;
  complete: Complete;
  /** What is asked for on an object of that type that it gives. */
  fieldsOn(type: GraphQLObjectType, variables: Variables): readonly KnownField[];
}

// Each variable of an @include or @skip doubles the ways to ask; whoever sends more of them is answered all the same, without keeping.
const mostWays = 32;

/** The query of a valid document, its fields worked out when they are first asked for. Null for what is no query. */
export function knowQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  whatCompletes: (type: GraphQLOutputType) => Complete,
): KnownQuery | null {
  const type = schema.getQueryType();
  if (operation.operation !== 'query' || !type) return null;
  const fragments = Object.create(null) as Record<string, FragmentDefinitionNode>;
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  const conditions = conditionsOf(document);
  const ways = new Map<string, readonly KnownField[]>();
  const query: KnownQuery = {
    schema,
    operation,
    fragments,
    coerceVariables: coerceVariablesOf(schema, operation),
    whatCompletes,
    fieldsFor(variables) {
      const way = conditions.map((name) => wayOf(variables[name])).join('');
      const known = ways.get(way);
      if (known) return known;
      const fields = knowFields(
        query,
        type,
        collectFields(schema, fragments, variables, type, operation.selectionSet),
      );
      if (ways.size < mostWays) ways.set(way, fields);
      return fields;
    },
  };
  return query;
}

/** The variables that decide whether something is asked for at all. */
function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: (directive) => void visit(directive, { Variable: ({ name }) => void names.add(name.value) }),
  });
  return [...names];
}

/** What is neither is refused where it is used. */
const wayOf = (condition: unknown) => (condition === true ? '1' : condition === false ? '0' : '-');

function knowFields(
  query: KnownQuery,
  parentType: GraphQLObjectType,
  collected: ReadonlyMap<string, readonly FieldNode[]>,
): KnownField[] {
  return [...collected].flatMap(([key, nodes]) => {
    const definition = definitionOf(query.schema, parentType, nodes[0] as FieldNode);
    return definition ? [knowField(query, parentType, key, nodes, definition)] : [];
  });
}

function knowField(
  query: KnownQuery,
  parentType: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
  definition: GraphQLField<unknown, unknown>,
): KnownField {
  const below = new Map<GraphQLObjectType, readonly KnownField[]>();
  return {
    query,
    key,
    parentType,
    definition,
    nodes,
    isPlain: definition.resolve === undefined && isLeaf(definition.type),
    argumentsFor: argumentsOf(definition, nodes[0] as FieldNode),
    complete: query.whatCompletes(definition.type),
    fieldsOn(type, variables) {
      const known = below.get(type);
      if (known) return known;
      const { schema, fragments } = query;
      const fields = knowFields(query, type, collectSubfields(schema, fragments, variables, type, nodes));
      below.set(type, fields);
      return fields;
    },
  };
}

/** A scalar or an enum, also where it cannot be null. */
function isLeaf(type: GraphQLOutputType): boolean {
  return isLeafType(isNonNullType(type) ? type.ofType : type);
}

/** Arguments without a variable in them are always the same. */
function argumentsOf(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
): KnownField['argumentsFor'] {
  const evaluate = (variables: Variables) => getArgumentValues(definition, node, variables);
  if (definition.args.length === 0) return () => ({});
  let hasVariables = false;
  for (const argument of node.arguments ?? [])
    visit(argument, { Variable: () => void (hasVariables = true) });
  if (hasVariables) return evaluate;
  let known: Record<string, unknown> | null = null;
  return () => (known ??= evaluate({}));
}

function definitionOf(
  schema: GraphQLSchema,
  parentType: GraphQLObjectType,
  { name: { value: name } }: FieldNode,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parentType === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return parentType.getFields()[name];
}
