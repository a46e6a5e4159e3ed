import { buildAuthorizationUrl, calculatePKCECodeChallenge, type Configuration } from 'openid-client';
import type { Services } from '../../context.ts';
import { done, notAllowed, refused, type Answer } from '../../shared/refusal.ts';
import type { Tenant } from '../../tenancy/tenant.ts';
import type { ProviderRow } from './identity-provider.queries.ts';
import { keptConnection } from './provider-connection.ts';
import { openClientSecret } from './provider-secret.ts';
import { callbackUrlOf, newAttempt, sealAttempt, secretsOf, type AttemptPurpose } from './sign-in-attempt.ts';

/** Where the browser goes, and what it keeps until it is back. */
export interface WayToProvider {
  authorizationUrl: string;
  attempt: string;
}

/** The refusal where no identity provider is, or it is switched off. */
export const noProvider = notAllowed('This organisation has no identity provider for signing in.', [
  'organisation',
]);

/** The way to the provider: authorization code with PKCE, state and nonce. */
export async function goToProvider(
  services: Services,
  tenant: Tenant,
  provider: ProviderRow,
  about: { purpose: AttemptPurpose; subject?: Buffer },
): Promise<Answer<WayToProvider>> {
  const connection = await connectionOf(services, tenant, provider);
  if (!connection.ok) return connection;
  const attempt = newAttempt(services, {
    ...about,
    tenantKey: tenant.key,
    providerVersion: provider.version,
  });
  const { state, nonce, verifier } = secretsOf(services, attempt);
  const url = buildAuthorizationUrl(connection.value, {
    redirect_uri: callbackUrlOf(services, tenant),
    scope: provider.scopes.join(' '),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return done({ authorizationUrl: url.href, attempt: sealAttempt(services, attempt) });
}

/** The connection to the tenant's provider; refused with a sentence for whoever wants to sign in. */
export async function connectionOf(
  services: Services,
  tenant: Tenant,
  provider: ProviderRow,
): Promise<Answer<Configuration>> {
  const { issuer, clientId, version, label } = provider;
  const answer = await keptConnection(services, { tenantKey: tenant.key, version }, () => ({
    issuer,
    clientId,
    clientSecret:
      provider.clientSecret &&
      openClientSecret(services.config.secretKey, { tenantKey: tenant.key, issuer }, provider.clientSecret),
  }));
  if (answer.ok) return answer;
  return refused(notAllowed(`${label} cannot be reached at the moment. Try again in a few minutes.`));
}
