import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { costs } from '../../shared/costs.ts';
import { entriesOf, pageSizeOf, type PageSize } from './page-size.ts';

/** What a selection costs, as far as it can be told without the variables. */
export interface CostPlan {
  fixed: number;
  pages: readonly PagePlan[];
}

/** A connection: so many times what one row costs. */
export interface PagePlan {
  /** Where it stands: `complaints`, `viewer.user.sessions`. */
  path: string;
  size: PageSize;
  each: CostPlan;
}

const plans = new WeakMap<OperationDefinitionNode, CostPlan>();

/** The plan of an operation of a valid document; made once, and kept as long as the document is. */
export function costPlanOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CostPlan {
  const known = plans.get(operation);
  if (known) return known;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const root = schema.getRootType(operation.operation);
  const plan = root ? planOf({ schema, fragments, operation }, root, [operation.selectionSet], '') : nothing;
  plans.set(operation, plan);
  return plan;
}

interface Asked {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  operation: OperationDefinitionNode;
}

/** A field with every place where the document asks for it, as graphql-js merges them into one. */
interface AskedField {
  parent: GraphQLNamedType;
  field: GraphQLField<unknown, unknown>;
  nodes: FieldNode[];
}

const nothing: CostPlan = { fixed: 0, pages: [] };

function planOf(
  asked: Asked,
  type: GraphQLNamedType,
  sets: readonly SelectionSetNode[],
  path: string,
): CostPlan {
  return sum([...fieldsOf(asked, type, sets).values()].map((field) => planOfField(asked, field, path)));
}

function planOfField(asked: Asked, { parent, field, nodes }: AskedField, above: string): CostPlan {
  const target = getNamedType(field.type);
  const name = `${parent.name}.${field.name}`;
  const path = above ? `${above}.${field.name}` : field.name;
  const own = costs.fields[name] ?? (isMutation(asked, parent) ? costs.mutation : 0);
  if (isLeafType(target)) return { fixed: own, pages: [] };
  const sets = setsOf(nodes);
  if (isConnection(target)) {
    const size = pageSizeOf(nodes[0] as FieldNode, asked.operation);
    return sum([{ fixed: own + costs.object, pages: [] }, planOfPage(asked, target, sets, path, size)]);
  }
  const inside = sum([{ fixed: costs.object, pages: [] }, planOf(asked, target, sets, path)]);
  const entries = costs.perEntry[name];
  if (entries !== undefined) {
    const each = sum([{ fixed: own, pages: [] }, inside]);
    return { fixed: 0, pages: [{ path, size: entriesOf(nodes[0] as FieldNode, entries), each }] };
  }
  const length = isListType(getNullableType(field.type))
    ? (costs.listLengths[name] ?? costs.listLengths[target.name] ?? costs.listLength)
    : 1;
  return sum([{ fixed: own, pages: [] }, times(length, inside)]);
}

/** `nodes` and `edges` give the same rows, and each its own objects. */
function planOfPage(
  asked: Asked,
  connection: GraphQLNamedType,
  sets: readonly SelectionSetNode[],
  path: string,
  size: PageSize,
): CostPlan {
  const row: CostPlan = { fixed: costs.object, pages: [] };
  const rows: CostPlan[] = [];
  let fixed = 0;
  const fields = [...fieldsOf(asked, connection, sets).values()];
  for (const { field, nodes } of fields) {
    const below = setsOf(nodes);
    if (field.name === 'totalCount') fixed += costs.total;
    else if (field.name === 'nodes')
      rows.push(sum([row, planOf(asked, getNamedType(field.type), below, path)]));
    else if (field.name === 'edges') {
      const edge = fieldsOf(asked, getNamedType(field.type), below);
      const node = [...edge.values()].filter(({ field: { name } }) => name === 'node');
      const inside = node.map((one) => planOf(asked, getNamedType(one.field.type), setsOf(one.nodes), path));
      // An edge costs what its thing costs; who asks for the thing under several names gets it several times.
      const copies = node.slice(1).map(() => row);
      rows.push(sum([row, ...copies, ...inside]));
    }
  }
  // Where a page stands is read from its rows.
  if (rows.length === 0 && fields.some(({ field }) => field.name === 'pageInfo')) rows.push(row);
  return { fixed, pages: rows.length > 0 ? [{ path, size, each: sum(rows) }] : [] };
}

/** The fields of a selection by the name that they get in the answer, fragments opened. On an interface, those of every type stand side by side. */
function fieldsOf(
  asked: Asked,
  type: GraphQLNamedType,
  sets: readonly SelectionSetNode[],
): Map<string, AskedField> {
  const found = new Map<string, AskedField>();
  const opened = new Set<string>();
  const collect = (parent: GraphQLNamedType, set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const field = fieldOf(asked, parent, selection.name.value);
        if (!field) continue;
        const key = `${parent.name}.${(selection.alias ?? selection.name).value}`;
        const same = found.get(key);
        if (same) same.nodes.push(selection);
        else found.set(key, { parent, field, nodes: [selection] });
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const key = `${parent.name}.${selection.name.value}`;
        if (opened.has(key)) continue;
        opened.add(key);
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? asked.fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition && asked.schema.getType(fragment.typeCondition.name.value);
      // A condition on an interface is no other type: the fields stay those of the object.
      const narrowed =
        condition && !(isInterfaceType(condition) && isObjectType(parent)) ? condition : parent;
      if (fragment && isCompositeType(narrowed)) collect(narrowed, fragment.selectionSet);
    }
  };
  for (const set of sets) collect(type, set);
  return found;
}

function fieldOf(
  asked: Asked,
  parent: GraphQLNamedType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (parent === asked.schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

function isMutation({ schema }: Asked, type: GraphQLNamedType): boolean {
  return type === schema.getMutationType();
}

function isConnection({ name }: GraphQLNamedType): boolean {
  return name.endsWith('Connection');
}

function setsOf(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}

function sum(all: readonly CostPlan[]): CostPlan {
  return {
    fixed: all.reduce((total, { fixed }) => total + fixed, 0),
    pages: all.flatMap(({ pages }) => pages),
  };
}

function times(count: number, { fixed, pages }: CostPlan): CostPlan {
  return {
    fixed: count * fixed,
    pages: pages.map(({ path, size, each }) => ({ path, size, each: times(count, each) })),
  };
}
