import type { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { compile } from '../db/sql.ts';
import { runtimeRole } from './database-grants.ts';
import { applyTenantMigrations } from './migrate.ts';
import { readMigrations } from './migrations.ts';
import { newTenantKey, slugProblem, type Tenant } from './tenant.ts';
import type { WriteUnit } from './with-tenant.ts';

export interface NewTenant {
  slug: string;
  name: string;
  /** Where references begin, `ACME` in `ACME-2026-000123`; from the slug when not given. */
  referencePrefix?: string;
  runtimeRoleName?: string;
  /** By what an import finds the tenant again; unique. */
  importedAs?: string;
  /** Made by the self-test for itself: no organisation. */
  isScratch?: boolean;
  /** Written in the same transaction, as the tenant: its first administrator, its categories. */
  initialise?: (unit: WriteUnit) => Promise<void>;
}

/** A slug that cannot be used: taken, reserved or malformed. The message says what would be right. */
export class SlugError extends Error {}

/**
 * Makes a tenant: role, schema, tables, grants, registry row and what `initialise` adds, in one transaction. `admin` is a
 * connection that is not inside a transaction. Throws SlugError.
 */
export async function provisionTenant(admin: Client, input: NewTenant): Promise<Tenant> {
  const problem = slugProblem(input.slug);
  if (problem) throw new SlugError(problem);
  const tenant: Tenant = { key: newTenantKey(), slug: input.slug, name: input.name.trim() };
  const migrations = readMigrations('tenant');
  await admin.query('begin');
  try {
    await admin.query(
      `insert into platform.tenants (key, slug, name, schema_version, imported_as, is_scratch)
        values ($1, $2, $3, $4, $5, $6)`,
      [
        tenant.key,
        tenant.slug,
        tenant.name,
        migrations.length,
        input.importedAs ?? null,
        input.isScratch ?? false,
      ],
    );
    const login = admin.escapeIdentifier(input.runtimeRoleName ?? runtimeRole);
    await admin.query(`create role "${tenant.key}" nologin noinherit; grant "${tenant.key}" to ${login};
      create schema "${tenant.key}" authorization redress_owner`);
    await applyTenantMigrations(admin, tenant.key, migrations);
    await admin.query(
      `insert into "${tenant.key}".settings (id, name, reference_prefix) values ($1, $2, $3)`,
      [uuidv7(), tenant.name, input.referencePrefix ?? referencePrefixOf(tenant.slug)],
    );
    if (input.initialise) {
      await admin.query(`set local search_path = "$user", pg_temp; set local role "${tenant.key}"`);
      const { unit, finish } = unitOn(admin, tenant.key);
      await input.initialise(unit);
      await finish();
      await admin.query('reset role');
    }
    await admin.query('commit');
    return tenant;
  } catch (error) {
    await admin.query('rollback');
    if ((error as { constraint?: string }).constraint === 'tenants_slug_unique') {
      throw new SlugError(`The slug "${input.slug}" is taken.`, { cause: error });
    }
    throw error;
  }
}

/** Letters and digits of the slug in capitals, twelve at most. */
export function referencePrefixOf(slug: string): string {
  return slug.replaceAll('-', '').toUpperCase().slice(0, 12);
}

function unitOn(admin: Client, tenantKey: string): { unit: WriteUnit; finish: () => Promise<void> } {
  let statementCount = 0;
  const last: (() => Promise<void>)[] = [];
  const unit: WriteUnit = {
    tenantKey,
    mode: 'write',
    get statementCount() {
      return statementCount;
    },
    async query<Row>(work: Parameters<WriteUnit['query']>[0]): Promise<Row[]> {
      statementCount += 1;
      const { text, values } = 'text' in work ? work : compile(work);
      const { rows } = await admin.query({ text, values: [...values] });
      return rows as Row[];
    },
    beforeCommit: (step) => void last.push(step),
    afterCommit: () => undefined,
  };
  const finish = async () => {
    for (const step of last) await step();
  };
  return { unit, finish };
}
