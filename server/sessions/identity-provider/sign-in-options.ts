import type { Context } from '../../context.ts';
import { setAside } from '../../db/pools.ts';
import { findTenantBySlug } from '../../tenancy/registry.ts';
import { withTenantRead } from '../../tenancy/with-tenant.ts';
import { findProvider } from './identity-provider.queries.ts';
import type { SignInOptions } from './identity-provider.types.ts';

/** What the sign-in page of an organisation offers; nothing in particular for one that is unknown. */
export async function findSignInOptions(context: Context, organisation: string): Promise<SignInOptions> {
  const { pools } = context.services;
  const tenant = await findTenantBySlug(pools, organisation.trim().toLowerCase());
  const provider = tenant && (await withTenantRead(setAside(pools), tenant.key, findProvider));
  return {
    providerLabel: provider?.isEnabled ? provider.label : null,
    staffMustUseProvider: provider?.staffMustUse ?? false,
  };
}
