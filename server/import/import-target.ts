import type { Client } from 'pg';
import { hashPassword, passwordProblem } from '../auth/passwords.ts';
import { withAdmin } from '../db/admin.ts';
import type { Pools } from '../db/pools.ts';
import { provisionTenant } from '../tenancy/provision-tenant.ts';
import { findTenantBySlug, listTenants } from '../tenancy/registry.ts';
import { withTenant, type WriteUnit } from '../tenancy/with-tenant.ts';
import { createFirstAdmin } from '../users/create-first-admin.ts';
import { ImportFileError } from './cfpb-columns.ts';
import type { CfpbComplaint } from './cfpb-row.ts';
import { companySlug } from './company-slug.ts';
import type { ImportReport } from './import-report.ts';
import { importRows } from './import-rows.ts';

/** A transaction has as many rows as this, or as much text: what takes longest is making the text searchable. */
const perTransaction = { rows: 1_000, characters: 1_000_000 };
/** Provisioning is the database's work: more connections than cores do not make it faster. */
const connections = 2;

export interface ImportDestination {
  /** Everything into the tenant of this slug, or (null) a tenant for each company. */
  tenantSlug: string | null;
  /** For the user `admin` of each new tenant; null: no administrator is made. */
  adminPassword: string | null;
  pools: Pools;
  /** Administrator's URL of the installation's database. */
  adminUrl: string;
  runtimeRoleName: string;
  now: Date;
}

/** Where rows go. `write` counts them in the report, and calls `onWritten` after each transaction. */
export interface ImportTarget {
  write(rows: readonly CfpbComplaint[], report: ImportReport, onWritten: () => void): Promise<void>;
}

/** One tenant for all rows, or one for each company. Throws ImportFileError when there is no such tenant, or for a weak password. */
export async function chooseTarget(options: ImportDestination): Promise<ImportTarget> {
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
      await writeInto(pools, tenant.key, splitForTransactions(rows), now, report, onWritten);
    },
  };
}

/** A tenant for each company, found again by the company's name on its registry row. */
async function companyTarget(options: ImportDestination): Promise<ImportTarget> {
  const { pools, adminUrl, runtimeRoleName, adminPassword, now } = options;
  const problem = adminPassword === null ? null : passwordProblem(adminPassword, ['admin']);
  if (problem) throw new ImportFileError(`The password of the administrators cannot be used. ${problem}`);
  // One hash for all of them: they have the same password anyway, until they change it.
  const passwordHash = adminPassword === null ? null : await hashPassword(adminPassword);
  const tenants = await withAdmin(adminUrl, listTenants);
  const keys = new Map(
    tenants.flatMap((tenant) => (tenant.importedAs ? [[tenant.importedAs, tenant.key]] : [])),
  );
  const slugs = new Set(tenants.map((tenant) => tenant.slug));
  const seen = new Set<string>();

  const makeTenant = async (admin: Client, company: string, rows: readonly CfpbComplaint[]) => {
    const slug = companySlug(company, slugs);
    slugs.add(slug);
    const initialise = async (unit: WriteUnit) => {
      if (passwordHash !== null)
        await createFirstAdmin(unit, {
          username: 'admin',
          displayName: 'Administrator',
          passwordHash,
          now,
        });
      await importRows(unit, rows, now);
    };
    const importedAs = importedAsOf(company);
    const { key } = await provisionTenant(admin, {
      slug,
      name: company,
      runtimeRoleName,
      importedAs,
      initialise,
    });
    keys.set(importedAs, key);
    return key;
  };

  return {
    async write(rows, report, onWritten) {
      const writeCompany = async (admin: Client, company: string, ofCompany: readonly CfpbComplaint[]) => {
        const found = keys.get(importedAsOf(company));
        // A new tenant and its first rows are one transaction: there is no tenant without rows, not even after a kill.
        const parts = splitForTransactions(ofCompany);
        const first = found === undefined ? (parts.shift() ?? []) : [];
        const key = found ?? (await makeTenant(admin, company, first));
        if (found === undefined) {
          report.tenantsMade += 1;
          report.imported += first.length;
          onWritten();
        } else if (!seen.has(company)) report.tenantsFound += 1;
        seen.add(company);
        await writeInto(pools, key, parts, now, report, onWritten);
      };
      const companies = [...Map.groupBy(rows, (row) => row.company)];
      const work = Array.from({ length: connections }, () =>
        withAdmin(adminUrl, async (admin) => {
          for (let next = companies.shift(); next; next = companies.shift())
            await writeCompany(admin, ...next);
        }).catch((error: unknown) => {
          // The others end after the company they are at.
          companies.length = 0;
          throw error;
        }),
      );
      await Promise.allSettled(work);
      await Promise.all(work);
    },
  };
}

function importedAsOf(company: string): string {
  return `cfpb:${company}`;
}

async function writeInto(
  pools: Pools,
  tenantKey: string,
  parts: readonly (readonly CfpbComplaint[])[],
  now: Date,
  report: ImportReport,
  onWritten: () => void,
): Promise<void> {
  for (const part of parts) {
    const { imported, known } = await withTenant(pools, tenantKey, (unit) => importRows(unit, part, now));
    report.imported += imported;
    report.alreadyThere += known;
    onWritten();
  }
}

function splitForTransactions(rows: readonly CfpbComplaint[]): CfpbComplaint[][] {
  const parts: CfpbComplaint[][] = [];
  let [part, characters]: [CfpbComplaint[], number] = [[], 0];
  for (const row of rows) {
    const { length } = row.description;
    if (
      parts.length === 0 ||
      part.length >= perTransaction.rows ||
      characters + length > perTransaction.characters
    ) {
      [part, characters] = [[], 0];
      parts.push(part);
    }
    part.push(row);
    characters += length;
  }
  return parts;
}
