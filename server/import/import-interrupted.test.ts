import { afterAll, beforeAll, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { isConnectionLost } from '../db/lost-connection.ts';
import { cfpbRow, columns2014, csvOf, removeCsvs, writeCsv } from '../test/cfpb-file.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { countsOf, testImports, type TestImports } from '../test/imports.ts';
import { ImportFileError } from './cfpb-columns.ts';

let database: TestDatabase;
let imports: TestImports;
beforeAll(async () => {
  database = await createTestDatabase();
  imports = testImports(database);
});
afterAll(async () => {
  removeCsvs();
  await database.drop();
});

const endEveryConnection = () =>
  withAdmin(database.adminUrl, (admin) =>
    admin.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`),
  );

it.each([
  { what: 'by company', tenantSlug: null, Companies: 40, rows: 80 },
  { what: 'into one organisation', tenantSlug: 'interrupted', Companies: 1, rows: 2_500 },
])(
  '$what: when the database goes away in the middle, one sentence says so, and a second run completes it',
  async ({ tenantSlug, Companies, rows }) => {
    if (tenantSlug) await imports.organisation(tenantSlug);
    const file = writeCsv(
      csvOf(
        columns2014,
        Array.from({ length: rows }, (_, index) => cfpbRow({ Company: `Interrupted ${index % Companies}` })),
      ),
    );
    let ending: Promise<unknown> | undefined;
    let written = 0;
    const importing = imports.importFile(file, {
      tenantSlug,
      onProgress: (count) => {
        written = count;
        ending ??= endEveryConnection();
      },
    });
    const error = await importing.then(
      () => null,
      (error: unknown) => error as Error,
    );
    await ending;
    expect(error).toBeInstanceOf(ImportFileError);
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(rows);
    expect(error?.message).toMatch(
      new RegExp(
        `^The connection to the database broke in the middle of the import \\([^)]+\\)\\. What was written is whole, ${written} complaints at least: run the same command again when the database answers, and it brings what is missing, nothing twice\\.$`,
      ),
    );
    const { there, imported, refused } = countsOf(await imports.importFile(file, { tenantSlug }));
    expect({ refused, both: there + imported }).toEqual({ refused: 0, both: rows });
    expect(there).toBeGreaterThanOrEqual(written);
    expect(countsOf(await imports.importFile(file, { tenantSlug }))).toMatchObject({
      there: rows,
      imported: 0,
    });
  },
);

it('what PostgreSQL refuses is no lost connection: it stays a fault', () => {
  for (const [code, message] of [
    ['23505', 'duplicate key value'],
    ['57014', 'canceling statement due to statement timeout'],
    ['53300', 'sorry, too many clients already'],
  ] as const)
    expect(isConnectionLost(Object.assign(new Error(message), { code }))).toBe(false);
  expect(isConnectionLost(new TypeError('Connection is not defined'))).toBe(false);
});
