import type { ApolloServerPlugin } from '@apollo/server';
import {
  getNamedType,
  GraphQLError,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Context } from '../context.ts';
import { pageSize } from '../shared/limits.ts';
import { documentLimits } from './limits.ts';

/** Refuses an operation whose pages, one inside the other, could hold too many rows; before anything is read. */
export const rowLimit: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, operation, request }) {
        const fragments = new Map<string, FragmentDefinitionNode>();
        for (const definition of document.definitions)
          if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
        if (!operation) return;
        const root = schema.getRootType(operation.operation);
        const asked = { schema, fragments, variables: { ...defaultSizes(operation), ...request.variables } };
        if (root && rowsOf(asked, root, operation.selectionSet) > documentLimits.rows) {
          throw new GraphQLError(
            `The pages of an operation, one inside the other, hold ${documentLimits.rows} rows at most: ask for smaller ones.`,
            { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } },
          );
        }
      },
    };
  },
};

/** The numbers that variables stand for when the client does not say. */
function defaultSizes({ variableDefinitions }: OperationDefinitionNode): Record<string, number> {
  const defaults: Record<string, number> = {};
  for (const { variable, defaultValue } of variableDefinitions ?? [])
    if (defaultValue?.kind === Kind.INT) defaults[variable.name.value] = Number(defaultValue.value);
  return defaults;
}

interface Asked {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
}

/** The rows that a selection could give. How often fragments open is bounded by the weight of the document. */
function rowsOf(asked: Asked, type: GraphQLNamedType | undefined, set: SelectionSetNode | undefined): number {
  let rows = 0;
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD) {
      const field = isObjectType(type) ? type.getFields()[selection.name.value] : undefined;
      if (!field) continue;
      const target = getNamedType(field.type);
      const inside = rowsOf(asked, target, selection.selectionSet);
      rows += target.name.endsWith('Connection') ? sizeOf(asked, selection) * (1 + inside) : inside;
    } else {
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? asked.fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition?.name.value;
      rows += rowsOf(asked, condition ? asked.schema.getType(condition) : type, fragment?.selectionSet);
    }
  }
  return rows;
}

function sizeOf({ variables }: Asked, field: FieldNode): number {
  for (const { name, value } of field.arguments ?? []) {
    if (name.value !== 'first' && name.value !== 'last') continue;
    const given =
      value.kind === Kind.INT
        ? Number(value.value)
        : value.kind === Kind.VARIABLE
          ? variables[value.name.value]
          : undefined;
    // A size that is out of bounds is refused by the page itself.
    if (typeof given === 'number') return Math.min(Math.max(given, 0), pageSize.most);
  }
  return pageSize.usual;
}
