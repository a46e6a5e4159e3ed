import type { Context } from '../../context.ts';
import { setAside } from '../../db/pools.ts';
import { findTenantBySlug } from '../../tenancy/registry.ts';
import { withTenantRead } from '../../tenancy/with-tenant.ts';
import { findSettings } from '../../settings/settings.queries.ts';
import { findProvider } from './identity-provider.queries.ts';
import type { SignInOptions } from './identity-provider.types.ts';

/** What the sign-in page of an organisation offers; nothing in particular for one that is unknown. */
export async function findSignInOptions(context: Context, organisation: string): Promise<SignInOptions> {
  const { pools } = context.services;
  const tenant = await findTenantBySlug(pools, organisation.trim().toLowerCase());
  // One that is unknown looks like one where everything is open and nothing special: who guesses names learns nothing from it.
  if (!tenant)
    return {
      providerLabel: null,
      staffMustUseProvider: false,
      registrationOpen: true,
      publicFormOpen: true,
    };
  return withTenantRead(setAside(pools), tenant.key, async (unit) => {
    const [provider, settings] = [await findProvider(unit), await findSettings(unit)];
    return {
      providerLabel: provider?.isEnabled ? provider.label : null,
      staffMustUseProvider: provider?.staffMustUse ?? false,
      registrationOpen: settings.registrationOpen,
      publicFormOpen: settings.publicFormOpen,
    };
  });
}
