import {
  defaultFieldResolver,
  defaultTypeResolver,
  GraphQLError,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
  type ExecutionResult,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { Complete, KnownField, KnownQuery, Path, Run } from './known-query.ts';

/** Answers a known query as graphql-js does: the same data, the same errors in the same places. */
export async function executeQuery(
  query: KnownQuery,
  given: Readonly<Record<string, unknown>>,
  context: unknown,
): Promise<ExecutionResult> {
  const { coerced, errors } = query.coerceVariables(given);
  if (errors) return { errors };
  const run: Run = { query, variables: coerced, context, errors: [], nulled: new Set() };
  try {
    const data = await executeFields(run, query.fieldsFor(coerced), undefined, undefined);
    return run.errors.length > 0 ? { errors: run.errors, data: data as Answer } : { data: data as Answer };
  } catch (error) {
    note(run, error as GraphQLError, undefined);
    return { errors: run.errors, data: null };
  }
}

/** An object of the answer. Without a prototype of its own kind, no name that a client chooses means anything; engines keep it as a plain object. */
class Answer {
  [key: string]: unknown;
}
Object.setPrototypeOf(Answer.prototype, null);

function executeFields(
  run: Run,
  fields: readonly KnownField[],
  source: unknown,
  path: Path | undefined,
): unknown {
  const answer = new Answer();
  let hasPromise = false;
  try {
    for (const field of fields) {
      const value =
        field.isPlain && isObject(source)
          ? readPlain(run, field, source, path)
          : executeField(run, field, source, below(path, field));
      answer[field.key] = value;
      if (isPromise(value)) hasPromise = true;
    }
  } catch (error) {
    if (!hasPromise) throw error;
    // What else fails then is nobody's any more.
    return settle(answer).finally(() => {
      throw error;
    });
  }
  return hasPromise ? settle(answer) : answer;
}

async function settle(answer: Answer): Promise<Answer> {
  const keys = Object.keys(answer);
  const values = await Promise.all(keys.map((key) => answer[key]));
  for (const [at, key] of keys.entries()) answer[key] = values[at];
  return answer;
}

/** A property that is a leaf of the answer: its path is made only where it fails. */
function readPlain(run: Run, field: KnownField, source: unknown, path: Path | undefined): unknown {
  const { definition, complete } = field;
  const value = (source as Record<string, unknown>)[definition.name];
  if (typeof value === 'function' || isPromise(value))
    return executeField(run, field, source, below(path, field));
  try {
    return complete(run, field, undefined, value);
  } catch (error) {
    return fail(run, field, definition.type, below(path, field), error);
  }
}

function executeField(run: Run, field: KnownField, source: unknown, path: Path): unknown {
  const { definition, complete } = field;
  try {
    const value = resolve(run, field, source, path);
    const completed = isPromise(value)
      ? value.then((settled) => complete(run, field, path, settled))
      : complete(run, field, path, value);
    if (!isPromise(completed)) return completed;
    return completed.then(undefined, (error: unknown) => fail(run, field, definition.type, path, error));
  } catch (error) {
    return fail(run, field, definition.type, path, error);
  }
}

function resolve(run: Run, field: KnownField, source: unknown, path: Path): unknown {
  const { definition } = field;
  if (definition.resolve === undefined && isObject(source)) {
    const value = (source as Record<string, unknown>)[definition.name];
    if (typeof value !== 'function') return value;
  }
  const resolver = definition.resolve ?? defaultFieldResolver;
  return resolver(source, field.argumentsFor(run.variables), run.context, infoOf(run, field, path));
}

function infoOf({ query, variables }: Run, field: KnownField, path: Path): GraphQLResolveInfo {
  const { definition, nodes, parentType } = field;
  return {
    fieldName: definition.name,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType,
    path,
    schema: query.schema,
    fragments: query.fragments,
    rootValue: undefined,
    operation: query.operation,
    variableValues: variables,
  };
}

/** What completes values of a type, as the specification's "Value Completion" has it. */
export function whatCompletes(type: GraphQLOutputType): Complete {
  if (isNonNullType(type)) return completeNonNull(whatCompletes(type.ofType));
  if (isListType(type)) return orNull(completeList(type.ofType, whatCompletes(type.ofType)));
  if (isLeafType(type)) return orNull(completeLeaf(type));
  return orNull(isAbstractType(type) ? completeAbstract(type) : completeObject(type));
}

function orNull(complete: Complete): Complete {
  return (run, field, path, value) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    return complete(run, field, path, value);
  };
}

function completeNonNull(complete: Complete): Complete {
  return (run, field, path, value) => {
    const completed = complete(run, field, path, value);
    if (completed !== null) return completed;
    throw new Error(`Cannot return null for non-nullable field ${nameOf(field)}.`);
  };
}

function completeLeaf(type: GraphQLLeafType): Complete {
  return (_run, _field, _path, value) => {
    const serialized: unknown = type.serialize(value);
    if (serialized !== null && serialized !== undefined) return serialized;
    throw new Error(`Expected ${type.name} to give a value`);
  };
}

function completeList(itemType: GraphQLOutputType, complete: Complete): Complete {
  return (run, field, path, value) => {
    if (!isIterable(value))
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${nameOf(field)}".`);
    let hasPromise = false;
    const items: unknown[] = [];
    for (const item of value) {
      const completed = completeItem(run, field, itemType, complete, below(path, items.length), item);
      if (isPromise(completed)) hasPromise = true;
      items.push(completed);
    }
    return hasPromise ? Promise.all(items) : items;
  };
}

function completeItem(
  run: Run,
  field: KnownField,
  type: GraphQLOutputType,
  complete: Complete,
  path: Path,
  item: unknown,
): unknown {
  try {
    const completed = isPromise(item)
      ? item.then((settled) => complete(run, field, path, settled))
      : complete(run, field, path, item);
    if (!isPromise(completed)) return completed;
    return completed.then(undefined, (error: unknown) => fail(run, field, type, path, error));
  } catch (error) {
    return fail(run, field, type, path, error);
  }
}

function completeObject(type: GraphQLObjectType): Complete {
  return (run, field, path, value) => executeFields(run, field.fieldsOn(type, run.variables), value, path);
}

function completeAbstract(type: GraphQLAbstractType): Complete {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  return (run, field, path, value) => {
    const complete = (name: unknown) => {
      const found = objectTypeNamed(run.query.schema, type, name, field);
      return executeFields(run, field.fieldsOn(found, run.variables), value, path);
    };
    const named: unknown = resolveType(value, run.context, infoOf(run, field, path as Path), type);
    return isPromise(named) ? named.then(complete) : complete(named);
  };
}

function objectTypeNamed(
  schema: GraphQLSchema,
  type: GraphQLAbstractType,
  name: unknown,
  field: KnownField,
): GraphQLObjectType {
  const wrong = (message: string) => new GraphQLError(message, { nodes: field.nodes });
  if (typeof name !== 'string')
    throw wrong(
      `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${nameOf(field)}". Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
    );
  const found = schema.getType(name);
  if (!found)
    throw wrong(
      `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`,
    );
  if (!isObjectType(found) || !schema.isSubType(type, found))
    throw wrong(`Runtime Object type "${name}" is not a possible type for "${type.name}".`);
  return found;
}

/** An error where null may stand is told, and null stands there; else it goes on to what is around it. */
function fail(run: Run, field: KnownField, type: GraphQLOutputType, path: Path, thrown: unknown): null {
  const error = locatedError(thrown, field.nodes, listOf(path));
  if (isNonNullType(type)) throw error;
  note(run, error, path);
  return null;
}

function note({ errors, nulled }: Run, error: GraphQLError, path: Path | undefined): void {
  for (let at = path; at !== undefined; at = at.prev) if (nulled.has(at)) return;
  if (nulled.has(undefined)) return;
  nulled.add(path);
  errors.push(error);
}

function below(prev: Path | undefined, at: KnownField | number): Path {
  return typeof at === 'number'
    ? { prev, key: at, typename: undefined }
    : { prev, key: at.key, typename: at.parentType.name };
}

function listOf(path: Path | undefined): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = path; at !== undefined; at = at.prev) keys.unshift(at.key);
  return keys;
}

const nameOf = ({ parentType, definition }: KnownField) => `${parentType.name}.${definition.name}`;

/** Most values are no objects: a look at a property costs more than the rest of the way. */
function isPromise(value: unknown): value is Promise<unknown> {
  return isObject(value) && typeof (value as { then?: unknown }).then === 'function';
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return isObject(value) && Symbol.iterator in (value as object);
}
