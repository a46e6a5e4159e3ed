import { hashPassword } from '../auth/passwords.ts';
import { invitationUrl } from '../auth/invitation-tokens.ts';
import type { Config } from '../config.ts';
import { withAdmin } from '../db/admin.ts';
import { provisionTenant } from '../tenancy/provision-tenant.ts';
import { findTenantBySlug } from '../tenancy/registry.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { withTenant, type WriteUnit } from '../tenancy/with-tenant.ts';
import { brokenConstraint } from '../graphql/change.ts';
import { createFirstAdmin, UsernameError } from '../users/create-first-admin.ts';
import { textLimits } from '../shared/limits.ts';
import { normaliseUsername } from '../users/user-input.ts';
import { StartRefused } from './explain-failure.ts';
import type { Installation } from './open-installation.ts';

export interface NewAdmin {
  username: string;
  displayName?: string;
  /** Null: the administrator gets a link to set one. */
  password: string | null;
}

export interface NewOrganisation extends NewAdmin {
  slug: string;
  name: string;
}

/** An organisation's address, and the link by which its administrator sets a password, when they have none yet. */
export interface MadeOrganisation {
  slug: string;
  name: string;
  invitationUrl: string | null;
}

/** Makes a tenant and its first administrator in one transaction. Throws SlugError, UsernameError, StartRefused for other names. */
export async function createTenant(
  { adminUrl, runtimeRoleName }: Installation,
  config: Config,
  { slug, name, ...admin }: NewOrganisation,
): Promise<MadeOrganisation> {
  checkName('an organisation', name);
  checkName('an administrator', admin.displayName);
  let token: string | null = null;
  const tenant = await withAdmin(adminUrl, (client) =>
    provisionTenant(client, {
      slug,
      name,
      runtimeRoleName,
      initialise: async (unit) => {
        token = await addAdmin(unit, admin);
      },
    }),
  );
  return madeOrganisation(config, tenant, token);
}

/** Gives an organisation that is there another administrator; null when there is none of that slug. Throws UsernameError, StartRefused. */
export async function addTenantAdmin(
  { pools }: Installation,
  config: Config,
  slug: string,
  admin: NewAdmin,
): Promise<MadeOrganisation | null> {
  checkName('an administrator', admin.displayName);
  const tenant = await findTenantBySlug(pools, slug);
  if (!tenant) return null;
  const token = await withTenant(pools, tenant.key, (unit) => addAdmin(unit, admin)).catch(
    (error: unknown) => {
      if (brokenConstraint(error) !== 'users_username_unique') throw error;
      const username = normaliseUsername(admin.username);
      throw new UsernameError(`There is a user "${username}" in ${slug} already.`, { cause: error });
    },
  );
  return madeOrganisation(config, tenant, token);
}

async function addAdmin(
  unit: WriteUnit,
  { username, displayName, password }: NewAdmin,
): Promise<string | null> {
  const passwordHash = password === null ? null : await hashPassword(password);
  const made = await createFirstAdmin(unit, { username, displayName, passwordHash, now: new Date() });
  return made.invitationToken;
}

/** A name that is not given is made from another one. */
function checkName(whose: string, name: string | undefined): void {
  if (name === undefined) return;
  const { length } = [...name.trim()];
  if (length < 1 || length > textLimits.name) {
    throw new StartRefused(`The name of ${whose} has 1 to ${textLimits.name} characters.`);
  }
}

function madeOrganisation(
  { publicUrl }: Config,
  { slug, name }: Tenant,
  token: string | null,
): MadeOrganisation {
  return { slug, name, invitationUrl: token === null ? null : invitationUrl(publicUrl, slug, token) };
}
