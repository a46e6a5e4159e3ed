import { createHash } from 'node:crypto';
import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';
import { getArgumentValues } from 'graphql/execution/values.js';

/** One field that a client asked for on an object. */
export interface SelectedField {
  name: string;
  args: Record<string, unknown>;
  /** What was asked for inside, per concrete type: a selection on an interface may ask each type for other fields. */
  on(typeName: string): Selection;
}

/** The fields asked for on one object; the same field with other arguments stands there once for each. */
export type Selection = readonly SelectedField[];

interface Part {
  set: SelectionSetNode;
}

/**
 * What was asked for below the field that is being resolved, on objects of the type `typeName`: aliases merged, fragments
 * opened, @include and @skip obeyed, arguments coerced.
 */
export function selectionOf(info: GraphQLResolveInfo, typeName: string): Selection {
  const parts = info.fieldNodes.flatMap((node) => (node.selectionSet ? [{ set: node.selectionSet }] : []));
  return select(info, parts, typeName);
}

/**
 * The name under which a connection's data stands in a row: its arguments are part of it, the client's alias is not. Short
 * (PostgreSQL cuts names at 63 bytes), and never the name of the field itself, which is a method of the type's class.
 */
export function dataKey(name: string, args: Record<string, unknown>): string {
  const given = Object.entries(args)
    .filter(([, value]) => value !== undefined && value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return given.length === 0 ? `${name}()` : `${name}(${digestOf(JSON.stringify(given))})`;
}

const digests = new Map<string, string>();
const mostDigests = 1_000;
const longestKept = 500;

/** Resolvers ask for the same ones all the time. */
function digestOf(text: string): string {
  const known = digests.get(text);
  if (known !== undefined) return known;
  const digest = createHash('sha1').update(text).digest('base64url');
  if (text.length > longestKept) return digest;
  if (digests.size >= mostDigests) digests.clear();
  digests.set(text, digest);
  return digest;
}

/** Two selections on the same object as one: what both ask for is asked for once, with the sub-fields of both. */
export function mergeSelections(...selections: Selection[]): Selection {
  const byKey = Map.groupBy(selections.flat(), (field) => dataKey(field.name, field.args));
  return [...byKey.values()].map(([first, ...others]) => ({
    ...(first as SelectedField),
    on: (typeName) =>
      mergeSelections(...[first as SelectedField, ...others].map((field) => field.on(typeName))),
  }));
}

/** The selection inside the first field of that name, empty when it was not asked for. Arguments are not looked at. */
export function inside(selection: Selection, name: string, typeName: string): Selection {
  return selection.filter((field) => field.name === name).flatMap((field) => field.on(typeName));
}

/** True when a field of that name was asked for. */
export function asksFor(selection: Selection, ...names: string[]): boolean {
  return selection.some((field) => names.includes(field.name));
}

function select(info: GraphQLResolveInfo, parts: readonly Part[], typeName: string): Selection {
  const type = info.schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} is not an object type`);
  const found = new Map<string, { name: string; args: Record<string, unknown>; inner: Part[] }>();
  for (const { set } of parts) collect(info, set, type, found);
  return [...found.values()].map(({ name, args, inner }) => ({
    name,
    args,
    on: (inner_type: string) => select(info, inner, inner_type),
  }));
}

function collect(
  info: GraphQLResolveInfo,
  set: SelectionSetNode,
  type: GraphQLObjectType,
  found: Map<string, { name: string; args: Record<string, unknown>; inner: Part[] }>,
): void {
  for (const node of set.selections) {
    if (!isIncluded(info, node)) continue;
    if (node.kind === Kind.FIELD) {
      const field = type.getFields()[node.name.value];
      if (!field) continue; // __typename
      const args = getArgumentValues(field, node, info.variableValues) as Record<string, unknown>;
      const key = dataKey(field.name, args);
      const entry = found.get(key) ?? { name: field.name, args, inner: [] };
      if (node.selectionSet && isCompositeType(getNamedType(field.type)))
        entry.inner.push({ set: node.selectionSet });
      found.set(key, entry);
      continue;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragmentOf(info, node.name.value);
    if (applies(info, fragment.typeCondition?.name.value, type))
      collect(info, fragment.selectionSet, type, found);
  }
}

function fragmentOf(info: GraphQLResolveInfo, name: string): FragmentDefinitionNode {
  const fragment = info.fragments[name];
  if (!fragment) throw new Error(`No fragment ${name}`);
  return fragment;
}

function applies(info: GraphQLResolveInfo, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (!condition || condition === type.name) return true;
  const conditionType = info.schema.getType(condition);
  return isAbstractType(conditionType) && info.schema.isSubType(conditionType, type);
}

function isIncluded(
  info: GraphQLResolveInfo,
  node: FieldNode | SelectionSetNode['selections'][number],
): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, info.variableValues);
  if (skip?.['if'] === true) return false;
  const include = getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues);
  return include?.['if'] !== false;
}
