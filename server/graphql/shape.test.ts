import { globSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { compile } from '../db/sql.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { newAliases, type Shape } from './shape.ts';

let database: TestDatabase;
let acme: TestOrganisation;

beforeAll(async () => {
  database = await createTestDatabase();
  acme = await createOrganisation(database, 'acme');
});
afterAll(() => database.drop());

function isShape(exported: unknown): exported is Shape {
  return typeof exported === 'object' && exported !== null && 'typeName' in exported && 'fields' in exported;
}

/** The columns that shapes say are never null, as `table.column`. */
async function columnsNeverNull(): Promise<string[]> {
  const root = join(import.meta.dirname, '..');
  const found: string[] = [];
  for (const file of globSync('**/*.queries.ts', { cwd: root })) {
    const exported = (await import(/* @vite-ignore */ join(root, file))) as Record<string, unknown>;
    for (const { table, fields } of Object.values(exported).filter(isShape))
      for (const [name, plan] of Object.entries(fields)) {
        const at = { row: 'r', viewer: acme.viewers.manager, now: new Date(), aliases: newAliases() };
        for (const entry of Object.values(plan(at, { name, args: {}, on: () => [] })))
          if ('notNull' in entry) {
            const { text } = compile(entry.notNull);
            found.push(`${table}.${/^"r"\."?(\w+)"?$/.exec(text)?.[1] ?? text}`);
          }
      }
  }
  return found;
}

it('what a shape says is never null, is NOT NULL in the database: a row below a row would be missed otherwise', async () => {
  const said = await columnsNeverNull();
  const { rows } = await withAdmin(database.adminUrl, (admin) =>
    admin.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = $1 and is_nullable = 'NO'`,
      [acme.tenant.key],
    ),
  );
  const notNull = rows.map(({ name }) => name);
  expect(said).toEqual(expect.arrayContaining(['people.name', 'users.display_name', 'categories.name']));
  expect(said.filter((name) => !notNull.includes(name))).toEqual([]);
});
