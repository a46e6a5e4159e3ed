import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

// Date and time with an offset: a time without one is ambiguous and refused (RFC 3339).
const shape = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})$/;

/** A moment. In: RFC 3339 with an offset. Out: UTC with milliseconds. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description:
    'A moment, as RFC 3339 text with an offset, such as `2026-03-01T09:30:00Z`. Answers are in UTC with milliseconds.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize(value) {
    if (value instanceof Date) return value.toISOString();
    if (typeof value === 'string')
      return momentOfDatabase.test(value) ? inUtc(value) : new Date(value).toISOString();
    throw new GraphQLError('A DateTime must be a moment');
  },
  parseValue: parse,
  parseLiteral(node) {
    return parse(node.kind === Kind.STRING ? node.value : null);
  },
});

/** As PostgreSQL writes it into JSON where its clock is in UTC, which it is on our connections. */
const momentOfDatabase = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+00:00$/;

/** The same text as by way of a Date, for a tenth of the time. */
function inUtc(text: string): string {
  return `${text.slice(0, 19)}.${text.slice(20, -6).slice(0, 3).padEnd(3, '0')}Z`;
}

function parse(value: unknown): Date {
  if (typeof value === 'string' && shape.test(value)) {
    const date = new Date(value.replace(' ', 'T'));
    const year = date.getUTCFullYear();
    if (isSameDay(value, date) && year >= 1 && year <= 9999) return date;
  }
  throw new GraphQLError('Write a moment like 2026-03-01T09:30:00Z, with its offset.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** JavaScript reads February 30th as March 2nd; such a date is refused instead. */
function isSameDay(text: string, date: Date): boolean {
  if (Number.isNaN(date.getTime())) return false;
  const [year, month, day] = text.slice(0, 10).split('-').map(Number) as [number, number, number];
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
