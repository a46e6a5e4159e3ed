import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
} from 'graphql';

/** A selection of every field that needs no argument, down to a depth; `''` for a type without fields. On an interface its own fields. */
export function selectAll(schema: GraphQLSchema, type: GraphQLNamedOutputType, depth: number): string {
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    if (!isObjectType(inner) && !isInterfaceType(inner)) return [field.name];
    return depth > 1 ? [`${field.name} ${selectAll(schema, inner, depth - 1)}`] : [];
  });
  return `{ __typename ${fields.join(' ')} }`;
}
