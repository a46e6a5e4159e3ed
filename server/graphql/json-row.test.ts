import { afterAll, beforeAll, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { compile, sql } from '../db/sql.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { JsonRow, type Joined, type RowEntry, type RowsBelow, type RowSource } from './json-row.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What the database gives, read. */
async function readBack({ json, read }: RowsBelow): Promise<unknown> {
  const { text, values } = compile(sql.raw('select ? as object', [json]));
  return withAdmin(database.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ object: unknown }>(text, [...values]);
    return read(rows[0]?.object);
  });
}

/** Rows of one number, `g`. */
function numbers(from: number, to: number, alias = 'g'): RowSource {
  return { table: sql.raw('generate_series(?::int, ?::int) ??', [from, to, alias]), alias };
}

it.each([0, 1, 99, 100, 101, 250])('a row of %d values is read by their keys', async (count) => {
  const keys = Array.from({ length: count }, (_, at) => `value ${at}`);
  const row = new JsonRow(Object.fromEntries(keys.map((key, at) => [key, sql.raw(`g * ${at}`)])));
  const expected = [1, 2].map((g) => Object.fromEntries(keys.map((key, at) => [key, g * at])));
  expect(await readBack(row.listed(numbers(1, 2)))).toEqual(expected);
  expect(await readBack(row.single(numbers(2, 2)))).toEqual(expected[1]);
  expect(await readBack(row.listed(numbers(1, 0)))).toEqual([]);
  expect(await readBack(row.single(numbers(1, 0)))).toBeNull();
});

it('rows below a row are read too; values that are lists themselves, null and parameters stay what they are', async () => {
  const below = new JsonRow({ g: sql.raw('g'), list: sql.raw('array[[1, 2], [3, 4]]') });
  const many = Object.fromEntries(
    Array.from({ length: 120 }, (_, at) => [`list ${at}`, sql.raw('array[1, g]')]),
  );
  const row = new JsonRow({
    ...many,
    below: below.listed(numbers(1, 2)),
    empty: below.listed(numbers(1, 0)),
    one: below.single(numbers(5, 5)),
    none: below.single(numbers(1, 0)),
    several: [sql.raw('g'), sql.raw('null'), sql.raw('g + 1')],
    nothing: sql.raw('null'),
    given: sql.raw('?', ["it's"]),
  });
  const list = [
    [1, 2],
    [3, 4],
  ];
  const expected = {
    ...Object.fromEntries(Object.keys(many).map((key) => [key, [1, 7]])),
    below: [1, 2].map((g) => ({ g, list })),
    empty: [],
    one: { g: 5, list },
    none: null,
    several: [7, null, 8],
    nothing: null,
    given: "it's",
  };
  expect(await readBack(row.single(numbers(7, 7)))).toEqual(expected);
  expect(await readBack(row.listed(numbers(7, 7)))).toEqual([expected]);
});

/** The number one higher, where it is even, beside the row of an alias; and beside that the number one higher again, where it divides by four. */
function neighbour(key: RowEntry): Joined {
  const further: Joined = {
    join: sql.raw('left join generate_series(1, 9) f on f = h + 1 and f % 4 = 0'),
    joined: new JsonRow({ f: sql.raw('f') }),
    witness: sql.raw('f'),
  };
  return {
    join: sql.raw('left join generate_series(1, 9) h on h = g + 1 and h % 2 <> 0'),
    joined: new JsonRow({ key, nothing: sql.raw('null'), further }),
    witness: sql.raw('h'),
  };
}

it.each<[string, RowEntry]>([
  ['a value', sql.raw('nullif(h, 5)')],
  ['a value that is never null', { notNull: sql.raw('h') }],
])('a row beside a row, told by %s, is null where there is none', async (_, key) => {
  const row = new JsonRow({ before: sql.raw('g'), beside: neighbour(key), after: sql.raw('-g') });
  const value = (h: number) => (h === 5 && !('notNull' in key) ? null : h);
  const expected = [1, 2, 3, 4, 5, 6].map((g) => ({
    before: g,
    after: -g,
    beside:
      g % 2 === 0
        ? { key: value(g + 1), nothing: null, further: (g + 2) % 4 === 0 ? { f: g + 2 } : null }
        : null,
  }));
  const order = sql.raw('g desc');
  expect(await readBack(row.listed({ ...numbers(1, 6), order }))).toEqual(expected.toReversed());
  const where = sql.raw('g > 1');
  expect(await readBack(row.listed({ ...numbers(1, 6), where, order, limit: 3 }))).toEqual(
    expected.slice(3).toReversed(),
  );
  expect(await readBack(row.listed({ ...numbers(1, 6), where, limit: 0 }))).toEqual([]);
  expect(await readBack(row.single(numbers(4, 4)))).toEqual(expected[3]);
  expect(await readBack(row.single({ ...numbers(1, 6), where: sql.raw('g = 3') }))).toEqual(expected[2]);
});
