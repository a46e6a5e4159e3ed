import { withAdmin } from '../db/admin.ts';
import { importCfpb, type CfpbImport } from '../import/import-cfpb.ts';
import type { ImportReport } from '../import/import-report.ts';
import { runtimeRole } from '../tenancy/database-grants.ts';
import { provisionTenant } from '../tenancy/provision-tenant.ts';
import { listTenants, type RegistryRow } from '../tenancy/registry.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { columns2014, csvOf, writeCsv, type CsvRow } from './cfpb-file.ts';
import type { TestDatabase } from './database.ts';

/** Imports into a test's database, and what came of them. */
export interface TestImports {
  /** By company, now, without administrators, unless told otherwise. */
  importFile(file: string, options?: Partial<CfpbImport>): Promise<ImportReport>;
  /** A file of the layout of 2014. */
  importRows(rows: readonly CsvRow[], options?: Partial<CfpbImport>): Promise<ImportReport>;
  tenants(): Promise<RegistryRow[]>;
  /** The tenant that was made for a company; throws when there is none. */
  tenantOf(company: string): Promise<RegistryRow>;
  /** A new organisation to import into. */
  organisation(slug: string): Promise<Tenant>;
  /** Rows of a statement whose tables are the tenant's. */
  rowsOf<Row>(tenant: { key: string }, sql: string): Promise<Row[]>;
}

/** Gives what the tests of the import do with their database. */
export function testImports({ pools, adminUrl }: Pick<TestDatabase, 'pools' | 'adminUrl'>): TestImports {
  const importFile: TestImports['importFile'] = (file, options = {}) =>
    importCfpb({
      file,
      tenantSlug: null,
      adminPassword: null,
      pools,
      adminUrl,
      runtimeRoleName: runtimeRole,
      now: new Date(),
      ...options,
    });
  const tenants = () => withAdmin(adminUrl, listTenants);
  return {
    importFile,
    importRows: (rows, options = {}) => importFile(writeCsv(csvOf(columns2014, rows)), options),
    tenants,
    async tenantOf(company) {
      const tenant = (await tenants()).find(({ importedAs }) => importedAs === `cfpb:${company}`);
      if (!tenant) throw new Error(`There is no tenant for ${company}`);
      return tenant;
    },
    organisation: (slug) => withAdmin(adminUrl, (admin) => provisionTenant(admin, { slug, name: slug })),
    rowsOf: <Row>(tenant: { key: string }, sql: string) =>
      withAdmin(adminUrl, async (admin) => {
        await admin.query(`set search_path = "${tenant.key}"`);
        return (await admin.query(sql)).rows as Row[];
      }),
  };
}

/** The numbers of a report, short. */
export function countsOf(report: ImportReport) {
  return {
    read: report.rowsRead,
    imported: report.imported,
    there: report.alreadyThere,
    refused: report.refused.length,
    made: report.tenantsMade,
    found: report.tenantsFound,
  };
}
