import { randomBytes, randomInt } from 'node:crypto';
import type { Client } from 'pg';
import { hashPassword } from '../../auth/passwords.ts';
import type { Pools } from '../../db/pools.ts';
import { ownerRole } from '../../tenancy/database-grants.ts';
import { provisionTenant } from '../../tenancy/provision-tenant.ts';
import { checkTenantKey } from '../../tenancy/tenant.ts';
import { addCast, type CastOrganisation } from './cast.ts';
import type { OneOfEach } from './populate.ts';

/** A tenant that the self-test made for itself, with one thing of every type. */
export interface ScratchOrganisation {
  /** A word that stands in every text of it, and nowhere else: also its slug. */
  mark: string;
  organisation: CastOrganisation;
  ids: OneOfEach;
  /** Of one of its complaints. */
  reference: string;
  /** Of an invitation that nobody has accepted. */
  invitationToken: string;
}

/** Makes a tenant with a cast and nothing else. Its word, slug and password are random: nobody else can enter. */
export async function makeScratchTenant(
  admin: Client,
  pools: Pools,
  { runtimeRoleName, now }: { runtimeRoleName: string; now: Date },
): Promise<{ mark: string; organisation: CastOrganisation }> {
  // Twelve letters: so much of it stands in references too.
  const mark = Array.from({ length: 12 }, () => String.fromCharCode(97 + randomInt(26))).join('');
  const password = randomBytes(24).toString('base64url');
  const tenant = await provisionTenant(admin, {
    slug: mark,
    name: `Scratch ${mark}`,
    runtimeRoleName,
    isScratch: true,
  });
  // No mail can be delivered to .invalid (RFC 2606).
  const mailDomain = `${mark}.invalid`;
  const viewers = await addCast(pools, tenant, {
    passwordHash: await hashPassword(password),
    mailDomain,
    now,
  });
  return { mark, organisation: { tenant, viewers, password } };
}

/** Drops every scratch tenant with all that it left anywhere; gives how many there were. Nobody else may be using them. */
export async function removeScratchTenants(admin: Client): Promise<number> {
  const { rows } = await admin.query<{ key: string }>('select key from platform.tenants where is_scratch');
  for (const { key } of rows) await removeOne(admin, checkTenantKey(key));
  return rows.length;
}

async function removeOne(admin: Client, key: string): Promise<void> {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_key'
      where c.relnamespace = to_regnamespace('platform') and c.relkind = 'r'`,
  );
  const hasSchema = (await admin.query('select from pg_namespace where nspname = $1', [key])).rowCount === 1;
  const hasRole = (await admin.query('select from pg_roles where rolname = $1', [key])).rowCount === 1;
  await admin.query('begin');
  try {
    await admin.query(`set local role ${ownerRole}`);
    if (hasSchema) {
      await admin.query(`delete from platform.revocations where subject in
        (select id from "${key}".users union all select id from "${key}".sessions union all select id from "${key}".service_tokens)`);
      await admin.query(`drop schema "${key}" cascade`);
    }
    for (const { name } of tables)
      await admin.query(`delete from platform."${name}" where tenant_key = $1`, [key]);
    await admin.query('delete from platform.tenants where key = $1', [key]);
    if (hasRole) {
      await admin.query(`revoke all on schema platform from "${key}";
        revoke all on all functions in schema platform from "${key}"; reset role; drop role "${key}"`);
    }
    await admin.query('commit');
  } catch (error) {
    await admin.query('rollback');
    throw error;
  }
}
