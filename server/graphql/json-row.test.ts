import { afterAll, beforeAll, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { compile, sql, type RawSql } from '../db/sql.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { JsonRow } from './json-row.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function select(builder: RawSql): Promise<{ object: unknown }[]> {
  const { text, values } = compile(builder);
  return withAdmin(database.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ object: unknown }>(text, [...values]);
    return rows;
  });
}

const from = sql.raw('from generate_series(1, 2) g');

it.each([0, 1, 99, 100, 101, 250])('a row of %d values is read by their keys', async (count) => {
  const keys = Array.from({ length: count }, (_, at) => `value ${at}`);
  const row = new JsonRow(Object.fromEntries(keys.map((key, at) => [key, sql.raw(`g * ${at}`)])));
  const expected = [1, 2].map((g) => Object.fromEntries(keys.map((key, at) => [key, g * at])));
  expect((await select(row.selected(from))).map(({ object }) => row.read(object))).toEqual(expected);
  const listed = row.listed(from);
  const [answer] = await select(sql.raw('select ? as object', [listed.json]));
  expect(listed.read(answer?.object)).toEqual(expected);
});

it('rows below a row are read too; values that are lists themselves, null and parameters stay what they are', async () => {
  const below = new JsonRow({ g: sql.raw('g'), list: sql.raw('array[[1, 2], [3, 4]]') });
  const many = Object.fromEntries(
    Array.from({ length: 120 }, (_, at) => [`list ${at}`, sql.raw('array[1, g]')]),
  );
  const row = new JsonRow({
    ...many,
    below: below.listed(from),
    empty: below.listed(sql.raw('from generate_series(1, 0) g')),
    nothing: sql.raw('null'),
    given: sql.raw('?', ["it's"]),
  });
  const [answer] = await select(row.selected(sql.raw('from generate_series(7, 7) g')));
  const { below: rows, empty, nothing, given, ...lists } = row.read(answer?.object);
  expect(rows).toEqual(
    [1, 2].map((g) => ({
      g,
      list: [
        [1, 2],
        [3, 4],
      ],
    })),
  );
  expect([empty, nothing, given]).toEqual([[], null, "it's"]);
  expect(lists).toEqual(Object.fromEntries(Object.keys(many).map((key) => [key, [1, 7]])));
});

it('the one row below a row is null where there is none, also where a value stands for it', async () => {
  const nullable = new JsonRow({ name: sql.raw('nullif(g, 2)') });
  const only = new JsonRow({ name: { notNull: sql.raw('g') } });
  const two = new JsonRow({ name: { notNull: sql.raw('g') }, other: sql.raw('null') });
  const at = (value: number) => sql.raw('from generate_series(1, 2) g where g = ?', [value]);
  const row = new JsonRow(
    Object.fromEntries(
      [1, 2, 3].flatMap((value) => [
        [`nullable ${value}`, nullable.single(at(value))],
        [`only ${value}`, only.single(at(value))],
        [`two ${value}`, two.single(at(value))],
      ]),
    ),
  );
  const [answer] = await select(row.selected(null));
  expect(row.read(answer?.object)).toEqual({
    'nullable 1': { name: 1 },
    'only 1': { name: 1 },
    'two 1': { name: 1, other: null },
    'nullable 2': { name: null },
    'only 2': { name: 2 },
    'two 2': { name: 2, other: null },
    'nullable 3': null,
    'only 3': null,
    'two 3': null,
  });
});
