import {
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** A place where a client writes an id or a text: an argument, or a field of an input at whatever depth. */
export interface Place {
  /** `Query.complaints(filter.assigneeId)` */
  name: string;
  /** `['filter', 'assigneeId']` */
  path: string[];
  kind: 'ID' | 'String';
  isList: boolean;
  isRequired: boolean;
}

/** Every place of ids and texts in the arguments of a field, found from the schema. */
export function placesOf(
  typeName: string,
  field: { name: string; args: readonly GraphQLArgument[] },
): Place[] {
  return field.args.flatMap((arg) => placesIn(`${typeName}.${field.name}`, arg, [arg.name], []));
}

function placesIn(
  coordinate: string,
  input: GraphQLArgument | GraphQLInputField,
  path: string[],
  inside: readonly string[],
): Place[] {
  const type = getNamedType(input.type);
  if (isInputObjectType(type)) {
    // An input that contains itself is walked once.
    if (inside.includes(type.name)) return [];
    return Object.values(type.getFields()).flatMap((field) =>
      placesIn(coordinate, field, [...path, field.name], [...inside, type.name]),
    );
  }
  if (type.name !== 'ID' && type.name !== 'String') return [];
  return [
    {
      name: `${coordinate}(${path.join('.')})`,
      path,
      kind: type.name,
      isList: isList(input.type),
      isRequired: isNonNullType(input.type) && input.defaultValue === undefined,
    },
  ];
}

function isList(type: GraphQLInputType): boolean {
  return isNonNullType(type) ? isList(type.ofType) : isListType(type);
}

/** The same arguments with another value at a place; inside a list in its first thing. */
export function putAt(args: Record<string, unknown>, place: Place, value: string): Record<string, unknown> {
  const put = (at: unknown, [key, ...rest]: string[]): unknown => {
    if (Array.isArray(at)) return [put(at[0], [key as string, ...rest]), ...(at.slice(1) as unknown[])];
    const here = { ...(at as Record<string, unknown> | undefined) };
    here[key as string] =
      rest.length === 0 ? (place.isList ? [value] : value) : put(here[key as string], rest);
    return here;
  };
  return put(args, place.path) as Record<string, unknown>;
}

/** What stands at a place; inside a list in its first thing. */
export function valueAt(args: Record<string, unknown>, place: Place): unknown {
  return place.path.reduce<unknown>((at, key) => {
    const here = (Array.isArray(at) ? at[0] : at) as Record<string, unknown> | undefined;
    return here?.[key];
  }, args);
}

/** Fields below the roots that take ids or texts, with the type that they hang on. */
export function nestedPlaces(schema: GraphQLSchema): { typeName: string; fieldName: string; place: Place }[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('__') && !roots.includes(type))
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) =>
        placesOf(type.name, field).map((place) => ({ typeName: type.name, fieldName: field.name, place })),
      ),
    );
}
