import { Kind, type FieldNode, type OperationDefinitionNode } from 'graphql';
import { pageSize } from '../../shared/limits.ts';

/** How large a page, or a list that is sent, is: a number that the document gives, or what a variable says. */
export type PageSize =
  number | { variables: readonly string[]; otherwise: number } | { listIn: string; name: string | null };

/** How many entries the list of that name in a field's `input` has. */
export function entriesOf(field: FieldNode, name: string): PageSize {
  const input = field.arguments?.find((argument) => argument.name.value === 'input')?.value;
  if (input?.kind === Kind.VARIABLE) return { listIn: input.name.value, name };
  const list =
    input?.kind === Kind.OBJECT ? input.fields.find((one) => one.name.value === name)?.value : undefined;
  if (list?.kind === Kind.VARIABLE) return { listIn: list.name.value, name: null };
  return list?.kind === Kind.LIST ? list.values.length : 1;
}

/** The size of a connection's page, as far as the document tells. */
export function pageSizeOf(field: FieldNode, operation: OperationDefinitionNode): PageSize {
  const variables: string[] = [];
  let otherwise: number | null = null;
  for (const { name, value } of field.arguments ?? []) {
    if (name.value !== 'first' && name.value !== 'last') continue;
    if (value.kind === Kind.INT) return bounded(Number(value.value));
    if (value.kind !== Kind.VARIABLE) continue;
    variables.push(value.name.value);
    otherwise ??= defaultOf(value.name.value, operation);
  }
  return variables.length === 0 ? pageSize.usual : { variables, otherwise: otherwise ?? pageSize.usual };
}

/** The rows of a page, at most. */
export function rowsOf(size: PageSize, variables: Readonly<Record<string, unknown>>): number {
  if (typeof size === 'number') return size;
  if ('listIn' in size) {
    const given = variables[size.listIn];
    const list = size.name === null ? given : (Object(given) as Record<string, unknown>)[size.name];
    // GraphQL takes one entry for a list of one.
    return Array.isArray(list) ? list.length : 1;
  }
  for (const name of size.variables) {
    const given = variables[name];
    if (typeof given === 'number') return bounded(given);
  }
  return size.otherwise;
}

/** A size that is out of bounds is refused by the page itself. */
function bounded(size: number): number {
  return Math.min(Math.max(size, 0), pageSize.most);
}

/** The number that a variable stands for when the client does not say. */
function defaultOf(name: string, { variableDefinitions }: OperationDefinitionNode): number | null {
  for (const { variable, defaultValue } of variableDefinitions ?? [])
    if (variable.name.value === name && defaultValue?.kind === Kind.INT)
      return bounded(Number(defaultValue.value));
  return null;
}
