import { registerEnumType } from 'type-graphql';

/**
 * Registers a GraphQL enum whose names are the upper-case forms of the values that the database keeps:
 * `in_progress` is `IN_PROGRESS` to clients, `people:read` is `PEOPLE_READ`. Gives the object that `@Field(() => …)` takes.
 */
export function graphqlEnum<Value extends string>(
  name: string,
  description: string,
  values: readonly Value[],
  descriptions: Record<Value, string>,
): Record<string, Value> {
  const members = Object.fromEntries(values.map((value) => [nameOf(value), value]));
  const valuesConfig = Object.fromEntries(
    values.map((value) => [nameOf(value), { description: descriptions[value] }]),
  );
  registerEnumType(members, { name, description, valuesConfig });
  return members;
}

function nameOf(value: string): string {
  return value.toUpperCase().replace(/\W/g, '_');
}
