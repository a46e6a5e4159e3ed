/** What a value of a cursor is read as by PostgreSQL. */
export type CursorType = 'timestamptz' | 'uuid' | 'smallint' | 'float4' | 'text' | 'xid8';

/** A place in a list: the name of its order and the values of the order's terms there, as PostgreSQL writes them. */
export function encodeCursor(orderName: string, values: readonly string[]): string {
  return Buffer.from(JSON.stringify([orderName, ...values])).toString('base64url');
}

/** The values of a cursor of that order; null for any other text, and for values that PostgreSQL would not take. */
export function decodeCursor(
  orderName: string,
  types: readonly CursorType[],
  cursor: string,
): string[] | null {
  const [name, ...values] = partsOf(cursor);
  if (name !== orderName || values.length !== types.length) return null;
  const isRight = types.every((type, index) => {
    const value = values[index];
    return typeof value === 'string' && isValue[type](value);
  });
  return isRight ? (values as string[]) : null;
}

/** The name of the order that a cursor is of; null for what is no cursor. */
export function orderOfCursor(cursor: string): string | null {
  const [name] = partsOf(cursor);
  return typeof name === 'string' ? name : null;
}

function partsOf(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

/** Whether PostgreSQL takes a text for a value of the type. */
const isValue: Record<CursorType, (text: string) => boolean> = {
  timestamptz: isTimestamp,
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
  smallint: (text) => /^-?\d{1,4}$/.test(text),
  float4: isSinglePrecision,
  xid8: (text) => /^\d{1,18}$/.test(text),
  // A name of 200 characters is up to 18 times as long when it is folded. PostgreSQL has no NUL in text.
  text: (text) => text.length <= 4_000 && !text.includes('\0'),
};

const timestampShape =
  /^(\d{4})-(\d{2})-(\d{2})[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-](0\d|1[0-5])(:[0-5]\d){0,2}$/;

function isTimestamp(text: string): boolean {
  if (text === 'infinity') return true;
  const [, year, month, day] = (timestampShape.exec(text) ?? []).map(Number);
  if (!year || !month || !day) return false;
  // February 30th would be another day.
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isSinglePrecision(text: string): boolean {
  if (!/^\d{1,40}(\.\d{1,40})?(e[+-]?\d{1,2})?$/.test(text)) return false;
  const value = Number(text);
  const single = Math.fround(value);
  return Number.isFinite(single) && (single !== 0 || value === 0);
}
