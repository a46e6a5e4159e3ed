import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import {
  cfpbRow,
  columns2014,
  columns2023,
  csvOf,
  lineOf,
  removeCsvs,
  writeCsv,
  type CsvRow,
} from '../test/cfpb-file.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { countsOf, testImports, type TestImports } from '../test/imports.ts';

const sample = join(import.meta.dirname, 'sample', 'cfpb-2014.csv');

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

describe('the accounting adds up', () => {
  it('the report tells of columns and channels that are not known, and of a last row that may have been cut', async () => {
    const content = csvOf(
      [...columns2014, 'Mood'],
      ['Pigeon', 'constructor', '__proto__', 'Pigeon', 'Web'].map((via) =>
        cfpbRow({ Company: 'Odd', 'Submitted via': via }),
      ),
    );
    const report = await imports.importFile(writeCsv(content.trimEnd()));
    expect(report).toMatchObject({ imported: 5, unknownColumns: ['Mood'], lastRowMayBeCut: true });
    expect(Object.entries(report.unknownChannels)).toEqual([
      ['Pigeon', 2],
      ['constructor', 1],
      ['__proto__', 1],
    ]);
    const cut = await imports.importFile(
      writeCsv(`${csvOf(columns2014, [])}${lineOf({ Company: 'Odd' }).slice(0, 40)}`),
    );
    expect(cut).toMatchObject({ lastRowMayBeCut: false });
    expect(cut.refused).toHaveLength(1);
  });

  it('for the sample however it is broken', async () => {
    const bytes = readFileSync(sample);
    await imports.organisation('broken');
    for (const end of [0.2, 0.4, 0.6, 0.8]) {
      const report = await imports.importFile(writeCsv(bytes.subarray(0, Math.floor(bytes.length * end))), {
        tenantSlug: 'broken',
      });
      expect(report.rowsRead).toBe(report.imported + report.alreadyThere + report.refused.length);
      expect(report.refused.length).toBeLessThanOrEqual(1);
    }
    const rest = await imports.importFile(sample, { tenantSlug: 'broken' });
    expect(rest.imported + rest.alreadyThere).toBe(328);
  });

  const cell = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        '',
        ' ',
        'Web',
        'constructor',
        '__proto__',
        'Ünïcode 🫖',
        "O'Neil; drop table people",
        'a,b',
        'two\nlines',
        'İ',
        '\ufeff',
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
    { weight: 1, arbitrary: fc.constantFrom('x'.repeat(250), 'y'.repeat(20_001), '\u0000') },
  );
  const or = (...values: string[]) =>
    fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: cell });
  const row: fc.Arbitrary<CsvRow> = fc.record({
    'Complaint ID': or('1', '2', '3', '4', '5', '6', '7', '8', '9'),
    Product: or('Kettles', 'KETTLES', 'Toasters'),
    'Sub-product': or('Whistling', 'whistling', ''),
    Issue: cell,
    'Sub-issue': cell,
    State: cell,
    'ZIP code': cell,
    Tags: cell,
    'Consumer complaint narrative': cell,
    'Submitted via': or('Web', 'Fax'),
    'Date received': or('2014-10-10', '10/11/2014', '2015-01-01'),
    'Date sent to company': or('', '2014-10-12'),
    Company: fc.constantFrom('Kettle Co', 'KETTLE CO', 'Kettle, Co.', '', 'c'.repeat(250)),
    'Company response to consumer': or('Closed', 'In progress', 'Closed with monetary relief'),
  });
  /** Something in the text of the file that should not be there, or a part that is missing. */
  const damage = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.constantFrom(0, 0, 1, 3, 40, 100_000),
    insert: fc.constantFrom('', '"', ',', '\n', '\r', '"\n', '\u0000', '""', '\xff'),
  });
  const file = fc
    .record({
      rows: fc.array(row, { maxLength: 25 }),
      lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
      damages: fc.array(damage, { maxLength: 3 }),
      encoding: fc.constantFrom('utf8' as const, 'latin1' as const),
    })
    .map(({ rows, lineEnd, damages, encoding }) => {
      const heading = csvOf(columns2023, [], lineEnd);
      const body = csvOf(columns2023, rows, lineEnd).slice(heading.length);
      const damaged = damages.reduce((text, { at, remove, insert }) => {
        const place = Math.floor(at * text.length);
        return text.slice(0, place) + insert + text.slice(place + remove);
      }, body);
      return Buffer.from(heading + damaged, encoding);
    });

  it('for any file: what is read is imported, there already, or refused; what is counted as imported is there, whole; a second run adds nothing', async () => {
    const total = async () => {
      const made = (await imports.tenants()).filter(({ importedAs }) => importedAs);
      if (made.length === 0) return { complaints: 0, broken: 0, tenants: 0 };
      const each = made.map(
        ({ key }) => `select c.id, (
          (select count(*) from "${key}".audit_events e where e.subject_id = c.id and e.action = 'complaint.imported') <> 1
          or (select count(*) from "${key}".resolutions r where r.complaint_id = c.id) <> (c.status = 'closed')::int
          or c.category_id is null
          or not (select is_imported from "${key}".people p where p.id = c.consumer_id)) as is_broken
        from "${key}".complaints c`,
      );
      const { rows } = await withAdmin(database.adminUrl, (admin) =>
        admin.query<{ complaints: number; broken: number }>(
          `select count(*) as complaints, count(*) filter (where is_broken) as broken from (${each.join(' union all ')}) x`,
        ),
      );
      return { ...rows[0], tenants: made.length };
    };
    await fc.assert(
      fc.asyncProperty(file, async (content) => {
        const path = writeCsv(content);
        const before = await total();
        const first = await imports.importFile(path);
        const after = await total();
        expect(first.rowsRead).toBe(first.imported + first.alreadyThere + first.refused.length);
        expect(after).toEqual({
          complaints: (before.complaints ?? 0) + first.imported,
          tenants: before.tenants + first.tenantsMade,
          broken: 0,
        });
        const second = await imports.importFile(path);
        expect(countsOf(second)).toEqual({
          read: first.rowsRead,
          imported: 0,
          there: first.imported + first.alreadyThere,
          refused: first.refused.length,
          made: 0,
          found: first.tenantsMade + first.tenantsFound,
        });
        expect(second.refused).toEqual(first.refused);
        expect(await total()).toEqual(after);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
