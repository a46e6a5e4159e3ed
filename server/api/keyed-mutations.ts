import type { GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Context } from '../context.ts';
import { keylessMutations } from '../shared/keyless-mutations.ts';

/**
 * Ties an `Idempotency-Key` to what was sent with it: the document, the operation's name and the variables, in whatever order their fields
 * stand. Queries change nothing and need none. What takes no key is refused before anything runs.
 */
export function tieKey({
  contextValue,
  operation,
  document,
  queryHash,
  request,
}: GraphQLRequestContextDidResolveOperation<Context>): void {
  const { idempotency } = contextValue;
  if (!idempotency || operation?.operation !== OperationTypeNode.MUTATION) return;
  const [name, ...others] = rootFields(document, operation.selectionSet);
  if (name === undefined || others.length > 0)
    throw refusal('With an Idempotency-Key a document has one mutation.');
  const reason = keylessMutations[name];
  if (reason) throw refusal(`${name} takes no Idempotency-Key: ${reason}`);
  idempotency.request = textOf([queryHash, request.operationName ?? null, request.variables ?? {}]);
}

function refusal(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
}

/** The names of the operation's fields, fragments opened. A fragment that is spread twice counts twice, which a valid document need not avoid. */
function rootFields(document: DocumentNode, set: SelectionSetNode): string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD)
      return selection.name.value === '__typename' ? [] : [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(document, selection.selectionSet);
    const fragment = document.definitions.find(
      (definition): definition is FragmentDefinitionNode =>
        definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
    );
    return fragment ? rootFields(document, fragment.selectionSet) : [];
  });
}

/** The text that stands for a request. */
function textOf(request: unknown): string {
  try {
    return JSON.stringify(sorted(request));
  } catch (error) {
    if (error instanceof RangeError) throw refusal('The variables are nested too deeply.');
    throw error;
  }
}

/** The same value with the fields of all its objects in the order of their names. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
