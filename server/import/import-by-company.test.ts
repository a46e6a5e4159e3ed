import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { cfpbRow, removeCsvs } from '../test/cfpb-file.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { digestOf } from '../isolation/scratch/digest.ts';
import { countsOf, testImports, type TestImports } from '../test/imports.ts';
import { ImportFileError } from './cfpb-columns.ts';

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

/** All tables of all tenants, and the registry. */
async function everything(): Promise<string> {
  const digests = await Promise.all(
    (await imports.tenants()).map(
      async (tenant) => `${JSON.stringify(tenant)} ${await digestOf(database.adminUrl, tenant.key)}`,
    ),
  );
  return digests.join('\n');
}

describe('by company', () => {
  it('the sample becomes an organisation for each company with all of its complaints, and a second run changes nothing', async () => {
    const progress: number[] = [];
    const first = await imports.importFile(sample, { onProgress: (written) => progress.push(written) });
    expect(countsOf(first)).toEqual({ read: 328, imported: 328, there: 0, refused: 0, made: 15, found: 0 });
    expect(first).toMatchObject({ unknownColumns: [], unknownChannels: {}, lastRowMayBeCut: false });
    expect(progress.at(-1)).toBe(328);
    const amex = await imports.tenantOf('Amex');
    expect(amex).toMatchObject({ slug: 'amex', name: 'Amex', state: 'active' });
    expect(await imports.rowsOf(amex, 'select count(*)::int as count from complaints')).toEqual([
      { count: 60 },
    ]);

    const before = await everything();
    const second = await imports.importFile(sample);
    expect(countsOf(second)).toEqual({ read: 328, imported: 0, there: 328, refused: 0, made: 0, found: 15 });
    expect(await everything()).toBe(before);
  });

  it('a file with more of the same companies is added to them', async () => {
    await imports.importRows([cfpbRow({ Company: 'Addition' })]);
    const report = await imports.importRows([
      cfpbRow({ Company: 'Addition' }),
      cfpbRow({ Company: 'Division' }),
    ]);
    expect(countsOf(report)).toEqual({ read: 2, imported: 2, there: 0, refused: 0, made: 1, found: 1 });
    expect(
      await imports.rowsOf(await imports.tenantOf('Addition'), 'select reference from complaints order by 1'),
    ).toEqual([{ reference: 'ADDITION-2014-000001' }, { reference: 'ADDITION-2014-000002' }]);
  });

  it('slugs that collide get a number, reserved words too, and a name without Latin letters has one all the same', async () => {
    await imports.organisation('kettle-works');
    const expected = {
      'ABC Inc': 'abc-inc',
      'ABC, Inc.': 'abc-inc-2',
      'abc inc': 'abc-inc-3',
      'Kettle Works': 'kettle-works-2',
      Demo: 'demo-2',
      'Graph/QL': 'graph-ql',
      Graphql: 'graphql-2',
      'Crédit Lyonnais': 'credit-lyonnais',
      株式会社: 'company',
      X: 'company-2',
      ['long '.repeat(40)]: 'long-long-long-long-long-long-long-long-long-long',
    };
    await imports.importRows(Object.keys(expected).map((Company) => cfpbRow({ Company })));
    for (const [company, slug] of Object.entries(expected)) {
      const tenant = await imports.tenantOf(company.trim());
      expect(tenant).toMatchObject({ slug, name: company.trim() });
      expect(await imports.rowsOf(tenant, 'select count(*)::int as count from complaints')).toEqual([
        { count: 1 },
      ]);
    }
    const theirs = (await imports.tenants()).find(({ slug }) => slug === 'kettle-works')!;
    expect(await imports.rowsOf(theirs, 'select id from complaints')).toEqual([]);

    const again = await imports.importRows(Object.keys(expected).map((Company) => cfpbRow({ Company })));
    expect(again).toMatchObject({ tenantsMade: 0, tenantsFound: 11, imported: 11 });
  });

  it('companies whose names differ only in case are two organisations', async () => {
    await imports.importRows([cfpbRow({ Company: 'Big Kettles' }), cfpbRow({ Company: 'BIG KETTLES' })]);
    const [a, b] = [await imports.tenantOf('Big Kettles'), await imports.tenantOf('BIG KETTLES')];
    expect([a.slug, b.slug].sort()).toEqual(['big-kettles', 'big-kettles-2']);
  });

  it('the same id may stand in two companies’ files', async () => {
    const id = { 'Complaint ID': '42' };
    await imports.importRows([cfpbRow({ Company: 'First Firm', ...id })]);
    expect(await imports.importRows([cfpbRow({ Company: 'Second Firm', ...id })])).toMatchObject({
      imported: 1,
    });
  });

  it('an import into some organisations leaves every other as it was, byte for byte', async () => {
    await imports.importRows([cfpbRow({ Company: 'Bystander' })]);
    const bystander = await imports.tenantOf('Bystander');
    const before = await digestOf(database.adminUrl, bystander.key);
    const target = await imports.organisation('target');
    await imports.importRows([cfpbRow({ Company: 'Bystander' })], { tenantSlug: 'target' });
    await imports.importRows([cfpbRow({ Company: 'Passer-by' })]);
    expect(await digestOf(database.adminUrl, bystander.key)).toBe(before);
    expect(await imports.rowsOf(target, 'select id from complaints')).toHaveLength(1);
  });

  it('a company without one good row gets no organisation', async () => {
    const report = await imports.importRows([cfpbRow({ Company: 'Hapless', 'Date received': 'soon' })]);
    expect(countsOf(report)).toEqual({ read: 1, imported: 0, there: 0, refused: 1, made: 0, found: 0 });
    await expect(imports.tenantOf('Hapless')).rejects.toThrow();
  });

  it('every new administrator gets the same hash: it is made once', async () => {
    const companies = ['Hash One', 'Hash Two'];
    const rows = companies.map((Company) => cfpbRow({ Company }));
    const report = await imports.importRows(rows, { adminPassword: 'quiet-otter-mends-kettles' });
    expect(report.hasAdministrators).toBe(true);
    const users = await Promise.all(
      companies.map(async (company) =>
        imports.rowsOf(
          await imports.tenantOf(company),
          'select username, role, status, password_hash from users',
        ),
      ),
    );
    expect(users[0]).toMatchObject([{ username: 'admin', role: 'admin', status: 'active' }]);
    expect(users[0]).toEqual(users[1]);
  });

  it('an administrators’ password that is too weak is refused before anything is written', async () => {
    await expect(
      imports.importRows([cfpbRow({ Company: 'Weak' })], { adminPassword: 'short' }),
    ).rejects.toThrow(
      new ImportFileError(
        'The password of the administrators cannot be used. A password has at least 15 characters; this has 5.',
      ),
    );
    await expect(imports.tenantOf('Weak')).rejects.toThrow();
  });

  it('while another import runs it is refused in a sentence', async () => {
    await withAdmin(database.adminUrl, async (admin) => {
      await admin.query('begin; select pg_advisory_xact_lock(7236123)');
      await expect(imports.importRows([cfpbRow({ Company: 'Impatient' })])).rejects.toThrow(
        new ImportFileError('Another import is running on this installation: wait until it has ended.'),
      );
    });
    await expect(imports.tenantOf('Impatient')).rejects.toThrow();
    expect(await imports.importRows([cfpbRow({ Company: 'Impatient' })])).toMatchObject({ imported: 1 });
  });
});
