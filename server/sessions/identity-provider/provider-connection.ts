import * as openid from 'openid-client';
import type { Services } from '../../context.ts';
import { addressRulesOf } from '../../outbound/address-rules.ts';
import { guardedFetch } from '../../outbound/guarded-fetch.ts';
import { OutboundError, type OutboundFault } from '../../outbound/outbound-error.ts';
import { done, invalidInput, refused, type Answer } from '../../shared/refusal.ts';

/** What connects us to a provider as its client. */
export interface ProviderClient {
  issuer: string;
  clientId: string;
  /** In the clear; null for a client that has none. */
  clientSecret: string | null;
}

const requestSeconds = 10;
const keptMilliseconds = 10 * 60_000;
const mostKept = 1_000;

interface Kept {
  connection: Promise<Answer<openid.Configuration>>;
  madeAt: number;
}

// By tenant and version of its provider: tenants share nothing, and what is changed is asked anew.
const kept = new Map<string, Kept>();

/** The connection to a tenant's provider with its metadata and keys, at most ten minutes old. `client` is asked for when there is none yet. */
export function keptConnection(
  services: Services,
  { tenantKey, version }: { tenantKey: string; version: number },
  client: () => ProviderClient,
): Promise<Answer<openid.Configuration>> {
  const name = `${tenantKey}\n${version}`;
  const known = kept.get(name);
  if (known && performance.now() - known.madeAt < keptMilliseconds) return known.connection;
  if (kept.size >= mostKept) kept.clear();
  const made: Kept = { connection: connectToProvider(services, client()), madeAt: performance.now() };
  kept.set(name, made);
  // A connection that failed is not remembered.
  const forget = () => kept.get(name) === made && kept.delete(name);
  made.connection.then(({ ok }) => ok || forget(), forget);
  return made.connection;
}

/**
 * Asks the provider for its metadata (OpenID Connect Discovery 1.0) and checks that we can work with it. A refusal says what an administrator
 * would have to change. Every signature is checked with the provider's keys, although the token comes straight from it.
 */
export async function connectToProvider(
  services: Services,
  { issuer, clientId, clientSecret }: ProviderClient,
): Promise<Answer<openid.Configuration>> {
  const fetch = services.fetchOutside ?? guardedFetch(addressRulesOf(services.config));
  // On this machine, outside production, providers may do without TLS; which address is meant, the guard judges.
  const mayBePlain = services.config.mode !== 'production' && issuer.startsWith('http:');
  const plain = mayBePlain ? [openid.allowInsecureRequests] : [];
  let server: openid.ServerMetadata;
  try {
    const options = { timeout: requestSeconds, execute: plain, [openid.customFetch]: fetch };
    const found = await openid.discovery(new URL(issuer), clientId, undefined, openid.None(), options);
    server = found.serverMetadata();
  } catch (error) {
    return refused(invalidInput(['issuer'], discoverySentence(error)));
  }
  const problem = metadataProblem(server, issuer, mayBePlain);
  if (problem) return refused(invalidInput(['issuer'], problem));
  const secret = clientSecret === null ? undefined : { client_secret: clientSecret };
  const connection = new openid.Configuration(server, clientId, secret, clientAuth(server, clientSecret));
  connection.timeout = requestSeconds;
  connection[openid.customFetch] = fetch;
  for (const apply of [...plain, openid.enableNonRepudiationChecks]) apply(connection);
  return done(connection);
}

/** By HTTP Basic, which is the standard's default, unless the provider takes only the other way. */
function clientAuth(server: openid.ServerMetadata, clientSecret: string | null): openid.ClientAuth {
  if (clientSecret === null) return openid.None();
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return methods.includes('client_secret_basic')
    ? openid.ClientSecretBasic(clientSecret)
    : openid.ClientSecretPost(clientSecret);
}

function metadataProblem(server: openid.ServerMetadata, issuer: string, mayBePlain: boolean): string | null {
  if (new URL(server.issuer).href !== new URL(issuer).href) return otherIssuer;
  const isAddress = (text: string | undefined) =>
    text !== undefined &&
    URL.canParse(text) &&
    (new URL(text).protocol === 'https:' || (mayBePlain && new URL(text).protocol === 'http:'));
  if (![server.authorization_endpoint, server.token_endpoint, server.jwks_uri].every(isAddress)) {
    return 'The metadata of the provider lacks an https address for signing in, for tokens or for keys.';
  }
  // Providers that support it without saying so are common; sent it is in any case.
  const methods = server.code_challenge_methods_supported;
  if (methods && !methods.includes('S256')) {
    return 'The provider does not support PKCE with S256, without which a sign-in is not safe.';
  }
  return null;
}

const otherIssuer =
  'The metadata at this address names another issuer. Copy the issuer from the provider exactly.';
const faultSentences: Record<OutboundFault, string> = {
  address: 'This address cannot be used. An issuer has a public address that begins with https.',
  unreachable: 'The issuer could not be reached, or its certificate is not valid.',
  'too-slow': 'The issuer took too long to answer. Try again.',
  'too-large': 'What the issuer answered is too large to be its metadata.',
  broken: 'What the issuer answered is not its metadata.',
};

function discoverySentence(error: unknown): string {
  const fault = outboundFault(error);
  if (fault) return faultSentences[fault];
  if ((error as { code?: unknown }).code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') return otherIssuer;
  return 'There is no OpenID Connect provider at this address: its /.well-known/openid-configuration is missing or broken.';
}

/** What our own guard found, anywhere among the causes of an error; null when it was something else. */
export function outboundFault(error: unknown): OutboundFault | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof OutboundError) return cause.fault;
  }
  return null;
}
