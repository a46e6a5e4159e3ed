import { readInvitationToken } from '../../auth/invitation-tokens.ts';
import { takeTurn } from '../../auth/throttle.ts';
import type { Context } from '../../context.ts';
import { refused, type Answer } from '../../shared/refusal.ts';
import { findTenantBySlug } from '../../tenancy/registry.ts';
import { withTenantRead } from '../../tenancy/with-tenant.ts';
import { goToProvider, noProvider, type WayToProvider } from './go-to-provider.ts';
import { findProvider } from './identity-provider.queries.ts';

export interface ProviderSignInStart {
  organisation: string;
  /** Of a link to set a password: the account at the provider is linked to its user instead. */
  invitationToken?: string | null;
}

/** Begins a sign-in at the organisation's identity provider. Unknown organisations and those without a provider look the same. */
export async function startProviderSignIn(
  context: Context,
  { organisation, invitationToken }: ProviderSignInStart,
): Promise<Answer<WayToProvider>> {
  const { services } = context;
  const slug = organisation.trim().toLowerCase();
  const tooMany = await takeTurn(context, 'providerSignIn', slug);
  if (tooMany) return refused(tooMany);
  const tenant = await findTenantBySlug(services.pools, slug);
  const provider = tenant && (await withTenantRead(services.pools, tenant.key, findProvider));
  if (!tenant || !provider?.isEnabled) return refused(noProvider);
  const invitation = invitationToken ? readInvitationToken(invitationToken) : null;
  // Whether the link is still good is seen on the way back, as with a password.
  return invitation?.tenantKey === tenant.key
    ? goToProvider(services, tenant, provider, { purpose: 'invitation', subject: invitation.hash })
    : goToProvider(services, tenant, provider, { purpose: 'sign-in' });
}
