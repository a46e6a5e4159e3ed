import { authorizationCodeGrant, fetchUserInfo, type Configuration, type IDToken } from 'openid-client';
import type { Context } from '../../context.ts';
import { logLine } from '../../log.ts';
import { done, refused, type Answer, type Refusal } from '../../shared/refusal.ts';
import type { Tenant } from '../../tenancy/tenant.ts';
import { withTenantRead } from '../../tenancy/with-tenant.ts';
import { connectionOf } from './go-to-provider.ts';
import { findProvider, type ProviderRow } from './identity-provider.queries.ts';
import { outboundFault } from './provider-connection.ts';
import { callbackUrlOf, secretsOf, type Attempt } from './sign-in-attempt.ts';

/** Who somebody is, as the provider says. Only issuer and subject tell an account; the rest is for people. */
export interface ProvenIdentity {
  issuer: string;
  subject: string;
  name: string | null;
  username: string | null;
  /** Null unless the provider has verified it. */
  email: string | null;
}

/** The refusal for an attempt that is not ours, too old, used, or of another browser. */
export const endedAttempt: Refusal = {
  code: 'INVALID_CREDENTIALS',
  message: 'This sign-in is over or was begun in another browser. Begin again.',
  path: ['attempt'],
};

const mostSubject = 255;

/**
 * What the provider says about whoever came back: takes the code from the address, buys the ID token with it and checks state, issuer, audience,
 * authorized party, nonce, times and signature. Says one sentence for a sign-in that was cancelled and one for everything that was not right;
 * the log knows which check it was. Whether the attempt was used before is checked by the caller, where the session begins.
 */
export async function proveIdentity(
  context: Context,
  tenant: Tenant,
  attempt: Attempt,
  callbackUrl: string,
): Promise<Answer<ProvenIdentity>> {
  const { services } = context;
  const provider = await withTenantRead(services.pools, tenant.key, findProvider);
  const url = ownCallback(context, tenant, callbackUrl);
  if (!provider?.isEnabled || provider.version !== attempt.providerVersion || !url)
    return refused(endedAttempt);
  const connection = await connectionOf(services, tenant, provider);
  if (!connection.ok) return connection;
  try {
    return done(await buyIdentity(connection.value, url, secretsOf(services, attempt)));
  } catch (error) {
    return refused(explain(context, provider, error));
  }
}

/** The address as ours of this tenant; null for any other. */
function ownCallback({ services }: Context, tenant: Tenant, text: string): URL | null {
  const url = text.length <= 8_000 && URL.canParse(text) ? new URL(text) : null;
  return url && `${url.origin}${url.pathname}` === callbackUrlOf(services, tenant) ? url : null;
}

async function buyIdentity(
  connection: Configuration,
  callback: URL,
  { state, nonce, verifier }: ReturnType<typeof secretsOf>,
): Promise<ProvenIdentity> {
  const tokens = await authorizationCodeGrant(connection, callback, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new RefusedToken('no claims');
  // The library looks at `azp` only where there are several audiences.
  if (claims.azp !== undefined && claims.azp !== connection.clientMetadata().client_id)
    throw new RefusedToken('azp');
  if (claims.sub === '' || claims.sub.length > mostSubject) throw new RefusedToken('sub');
  const { userinfo_endpoint: userInfo } = connection.serverMetadata();
  const isNamed = [claims.name, claims.preferred_username, claims.email].some((claim) => claim !== undefined);
  const profile =
    isNamed || !userInfo ? claims : await fetchUserInfo(connection, tokens.access_token, claims.sub);
  return { issuer: claims.iss, subject: claims.sub, ...readProfile(profile) };
}

function readProfile(profile: Partial<IDToken>): Pick<ProvenIdentity, 'name' | 'username' | 'email'> {
  const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
  const email = text(profile['email']);
  return {
    name: text(profile['name']),
    username: text(profile['preferred_username']) ?? email,
    email: profile['email_verified'] === true ? email : null,
  };
}

/** A token that the library takes and we do not. */
class RefusedToken extends Error {
  readonly code = 'REFUSED_TOKEN';
}

function explain(context: Context, { label }: ProviderRow, error: unknown): Refusal {
  const { code, error: said } = error as { code?: unknown; error?: unknown };
  const isCancelled = code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR' && said === 'access_denied';
  if (!isCancelled) {
    const fields = { requestId: context.origin.requestId, code, fault: outboundFault(error) };
    logLine('warn', 'provider-sign-in-failed', fields);
  }
  return {
    code: 'INVALID_CREDENTIALS',
    message: isCancelled
      ? `The sign-in at ${label} was cancelled.`
      : `The sign-in at ${label} did not work. Try again; if it fails again, tell the organisation's administrator.`,
    path: null,
  };
}
