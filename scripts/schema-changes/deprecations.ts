import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  type GraphQLSchema,
} from 'graphql';

/** So long a client has at least, between the notice and the removal. */
export const leastNoticeDays = 180;

const form = /^Use `([^`]+)`[^.]*\. Since (\d{4}-\d\d-\d\d), to be removed after (\d{4}-\d\d-\d\d)\.$/;
const dayMilliseconds = 86_400_000;

/** What is wrong with the deprecations of a schema: each says what to use instead, since when, and until when the old way works. */
export function findDeprecationProblems(schema: GraphQLSchema): string[] {
  return deprecationsOf(schema).flatMap(({ coordinate, reason }) => {
    const [, instead = '', since = '', until = ''] = form.exec(reason) ?? [];
    if (!instead)
      return [
        `${coordinate}: the reason is to read "Use \`Type.field\` …. Since 2026-01-31, to be removed after 2026-07-31."`,
      ];
    const noticeDays = (Date.parse(until) - Date.parse(since)) / dayMilliseconds;
    return [
      ...(exists(schema, instead) ? [] : [`${coordinate}: there is no \`${instead}\` to be used instead`]),
      // Also when one of them is no day of the calendar.
      ...(noticeDays >= leastNoticeDays
        ? []
        : [`${coordinate}: ${leastNoticeDays} days at least lie between the notice and the removal`]),
    ];
  });
}

/** The last day on which something works that is deprecated with this reason; null when the reason does not say. */
export function worksUntil(reason: string): Date | null {
  const day = form.exec(reason)?.[3];
  return day === undefined || Number.isNaN(Date.parse(day)) ? null : new Date(day);
}

/** Everything that is deprecated, by its coordinate: `Type.field`, `Type.field.argument`, `Enum.VALUE`. */
export function deprecationsOf(schema: GraphQLSchema): { coordinate: string; reason: string }[] {
  const found: { coordinate: string; reason: string }[] = [];
  const note = (coordinate: string, { deprecationReason }: { deprecationReason?: string | null }) => {
    if (typeof deprecationReason === 'string') found.push({ coordinate, reason: deprecationReason });
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) note(`${type.name}.${field.name}`, field);
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        note(`${type.name}.${field.name}`, field);
        for (const argument of field.args) note(`${type.name}.${field.name}.${argument.name}`, argument);
      }
  }
  return found;
}

/** Whether a coordinate names something that is not itself deprecated. */
function exists(schema: GraphQLSchema, coordinate: string): boolean {
  const [typeName = '', member, argument] = coordinate.split('.');
  const type = schema.getType(typeName);
  if (!type || getNamedType(type) !== type) return false;
  if (member === undefined) return true;
  if (isEnumType(type)) return type.getValue(member)?.deprecationReason === null;
  if (isInputObjectType(type)) return isCurrent(type.getFields()[member]);
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  const field = type.getFields()[member];
  if (argument === undefined) return isCurrent(field);
  return isCurrent(field?.args.find(({ name }) => name === argument));
}

function isCurrent(member: { deprecationReason?: string | null } | undefined): boolean {
  return member !== undefined && typeof member.deprecationReason !== 'string';
}
