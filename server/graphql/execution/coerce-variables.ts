import {
  coerceInputValue,
  isInputType,
  isNonNullType,
  typeFromAST,
  valueFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';

/** Gives an operation's variables the values of one request, or says what is wrong with them: as graphql-js does. */
export type CoerceVariables = (
  given: Readonly<Record<string, unknown>>,
) => ReturnType<typeof getVariableValues>;

interface KnownVariable {
  name: string;
  type: GraphQLInputType;
  defaultValue: ValueNode | undefined;
}

const mostErrors = 50;

/** Looks the types of an operation's variables up once. Only where a value is wrong graphql-js looks again: it has the words. */
export function coerceVariablesOf(
  schema: GraphQLSchema,
  { variableDefinitions: definitions = [] }: OperationDefinitionNode,
): CoerceVariables {
  const known = definitions.flatMap<KnownVariable>(({ variable, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node);
    return isInputType(type) ? [{ name: variable.name.value, type, defaultValue }] : [];
  });
  return (given) => {
    const coerced = known.length === definitions.length ? coerceAll(known, given) : null;
    return coerced ? { coerced } : getVariableValues(schema, definitions, given, { maxErrors: mostErrors });
  };
}

/** Null when a value is wrong. */
function coerceAll(
  variables: readonly KnownVariable[],
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> | null {
  const coerced: Record<string, unknown> = {};
  let isWrong = false;
  const onError = () => void (isWrong = true);
  for (const { name, type, defaultValue } of variables) {
    if (Object.hasOwn(given, name)) coerced[name] = coerceInputValue(given[name], type, onError);
    else if (defaultValue) coerced[name] = valueFromAST(defaultValue, type);
    else if (isNonNullType(type)) return null;
    if (isWrong) return null;
  }
  return coerced;
}
