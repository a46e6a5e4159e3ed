import type { Client } from 'pg';
import { hashPassword, passwordProblem } from '../auth/passwords.ts';
import { withAdmin } from '../db/admin.ts';
import type { Pools } from '../db/pools.ts';
import { provisionTenant } from '../tenancy/provision-tenant.ts';
import { findTenantBySlug, listTenants } from '../tenancy/registry.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { createFirstAdmin } from '../users/create-first-admin.ts';
import { ImportFileError } from './cfpb-columns.ts';
import type { CfpbComplaint } from './cfpb-row.ts';
import { companySlug } from './company-slug.ts';
import type { ImportReport } from './import-report.ts';
import { importRows } from './import-rows.ts';
import { isRefused, openCfpbFile } from './read-cfpb.ts';

export interface CfpbImport {
  file: string;
  /** Everything into the tenant of this slug, or (null) a tenant for each company. */
  tenantSlug: string | null;
  /** For the user `admin` of each new tenant; null: no administrator is made. */
  adminPassword: string | null;
  pools: Pools;
  /** Administrator's URL of the installation's database. */
  adminUrl: string;
  runtimeRoleName: string;
  now: Date;
  /** How far it is: rows written, of about how many. */
  onProgress?: (written: number, of: number) => void;
}

/** Rows that are held in memory before they are written. */
const rowsAtOnce = 10_000;
/** Rows of one transaction. */
const rowsPerTransaction = 1_000;
/** Provisioning is the database's work: more connections than cores do not make it faster. */
const connections = 2;

/**
 * Imports a CFPB complaint file. Every row is imported, there already, or refused with a reason. A row and all that belongs to it
 * is written whole or not at all; running it again, also after a kill, adds what is missing and nothing twice.
 * Throws ImportFileError when the file, the tenant or the password is not right.
 */
export async function importCfpb(options: CfpbImport): Promise<ImportReport> {
  const begun = performance.now();
  const file = await openCfpbFile(options.file, options.now);
  const target = await chooseTarget(options);
  const report: ImportReport = {
    file: options.file,
    encoding: file.encoding,
    rowsRead: 0,
    imported: 0,
    alreadyThere: 0,
    refused: [],
    tenantsMade: 0,
    tenantsFound: 0,
    unknownColumns: file.layout.unknown,
    unknownChannels: {},
    seconds: 0,
    rowsPerSecond: 0,
    peakMemoryMegabytes: 0,
    hasAdministrators: options.adminPassword !== null,
  };
  let held: CfpbComplaint[] = [];
  const write = async () => {
    await target.write(held, report, () =>
      options.onProgress?.(report.imported + report.alreadyThere, file.lineCount),
    );
    held = [];
  };
  for await (const row of file.rows) {
    report.rowsRead += 1;
    if (isRefused(row)) {
      report.refused.push(row);
      continue;
    }
    if (row.unknownChannel !== null)
      report.unknownChannels[row.unknownChannel] = (report.unknownChannels[row.unknownChannel] ?? 0) + 1;
    held.push(row);
    if (held.length >= rowsAtOnce) await write();
  }
  await write();
  report.seconds = (performance.now() - begun) / 1000;
  report.rowsPerSecond = report.rowsRead / report.seconds;
  report.peakMemoryMegabytes = process.resourceUsage().maxRSS / 1024;
  return report;
}

/** Where rows go. */
interface Target {
  write(rows: CfpbComplaint[], report: ImportReport, onWritten: () => void): Promise<void>;
}

async function chooseTarget(options: CfpbImport): Promise<Target> {
  const { pools, tenantSlug, now } = options;
  if (tenantSlug === null) return companyTarget(options);
  const tenant = await findTenantBySlug(pools, tenantSlug);
  if (!tenant)
    throw new ImportFileError(
      `There is no organisation with the slug "${tenantSlug}": "redress tenant list" shows them.`,
    );
  return {
    async write(rows, report, onWritten) {
      report.tenantsFound = 1;
      await writeInto(pools, tenant.key, rows, now, report, onWritten);
    },
  };
}

/** A tenant for each company, found again by the company's name on its registry row. */
async function companyTarget({
  pools,
  adminUrl,
  runtimeRoleName,
  adminPassword,
  now,
}: CfpbImport): Promise<Target> {
  const problem = adminPassword === null ? null : passwordProblem(adminPassword, ['admin']);
  if (problem) throw new ImportFileError(`The administrators' password: ${problem}`);
  // One hash for all of them: they have the same password anyway, until they change it.
  const passwordHash = adminPassword === null ? null : await hashPassword(adminPassword);
  const tenants = await withAdmin(adminUrl, listTenants);
  const keys = new Map(
    tenants.flatMap((tenant) => (tenant.importedAs ? [[tenant.importedAs, tenant.key]] : [])),
  );
  const slugs = new Set(tenants.map((tenant) => tenant.slug));
  const found = new Set<string>();

  const writeCompany = async (
    admin: Client,
    company: string,
    rows: CfpbComplaint[],
    report: ImportReport,
    onWritten: () => void,
  ) => {
    const importedAs = `cfpb:${company}`;
    let rest = rows;
    let key = keys.get(importedAs);
    if (key === undefined) {
      const slug = companySlug(company, slugs);
      slugs.add(slug);
      const first = rows.slice(0, rowsPerTransaction);
      rest = rows.slice(rowsPerTransaction);
      const initialise = async (unit: Parameters<typeof importRows>[0]) => {
        if (passwordHash)
          await createFirstAdmin(unit, {
            username: 'admin',
            displayName: 'Administrator',
            passwordHash,
            now,
          });
        await importRows(unit, first, now);
      };
      const tenant = await provisionTenant(admin, {
        slug,
        name: company,
        runtimeRoleName,
        importedAs,
        initialise,
      });
      key = tenant.key;
      keys.set(importedAs, key);
      report.tenantsMade += 1;
      report.imported += first.length;
      onWritten();
    } else if (!found.has(importedAs)) {
      found.add(importedAs);
      report.tenantsFound += 1;
    }
    found.add(importedAs);
    await writeInto(pools, key, rest, now, report, onWritten);
  };

  return {
    async write(rows, report, onWritten) {
      const companies = [...Map.groupBy(rows, (row) => row.company)];
      await Promise.all(
        Array.from({ length: connections }, () =>
          withAdmin(adminUrl, async (admin) => {
            for (let next = companies.shift(); next; next = companies.shift())
              await writeCompany(admin, ...next, report, onWritten);
          }),
        ),
      );
    },
  };
}

async function writeInto(
  pools: Pools,
  tenantKey: string,
  rows: readonly CfpbComplaint[],
  now: Date,
  report: ImportReport,
  onWritten: () => void,
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerTransaction) {
    const part = rows.slice(start, start + rowsPerTransaction);
    const { imported, known } = await withTenant(pools, tenantKey, (unit) => importRows(unit, part, now));
    report.imported += imported;
    report.alreadyThere += known;
    onWritten();
  }
}
