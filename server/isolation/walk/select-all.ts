import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
} from 'graphql';

/**
 * A selection of every field that needs no argument, down to a depth; `''` for a type without fields. On an interface its own fields,
 * and those of the object types `concrete` that implement it: of several only what none has under another's name in another type.
 */
export function selectAll(
  schema: GraphQLSchema,
  type: GraphQLNamedOutputType,
  depth: number,
  concrete: readonly string[] = [],
): string {
  if (!isObjectType(type) && !isAbstractType(type)) return '';
  const own = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const fields = own.flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    const inner = getNamedType(field.type);
    if (!isObjectType(inner) && !isAbstractType(inner)) return [field.name];
    return depth > 1 ? [`${field.name} ${selectAll(schema, inner, depth - 1, concrete)}`] : [];
  });
  const fragments = isAbstractType(type)
    ? schema
        .getPossibleTypes(type)
        .filter(({ name }) => concrete.includes(name))
        .map((possible) => `... on ${possible.name} ${selectAll(schema, possible, depth, concrete)}`)
    : [];
  return `{ __typename ${[...fields, ...fragments].join(' ')} }`;
}
