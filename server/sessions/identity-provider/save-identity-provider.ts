import { v7 as uuidv7 } from 'uuid';
import { actorOf, changesBetween, recordEvent } from '../../audit/audit.store.ts';
import { viewerOf, type Context } from '../../context.ts';
import { change, type ChangeScope } from '../../graphql/change.ts';
import {
  done,
  invalidInput,
  notFound,
  refused,
  staleVersion,
  type Answer,
  type Refusal,
} from '../../shared/refusal.ts';
import { roleNames } from '../../shared/roles.ts';
import { withTenantRead } from '../../tenancy/with-tenant.ts';
import { checkProvider, type ProviderInput, type ProviderSettings } from './identity-provider-input.ts';
import { findProvider, type ProviderRow } from './identity-provider.queries.ts';
import { lockProvider, writeProvider } from './identity-provider.store.ts';
import { connectToProvider } from './provider-connection.ts';
import { openClientSecret, sealClientSecret } from './provider-secret.ts';

const secretOfOtherIssuer =
  'Give the client secret again: the one that is kept belongs to the issuer that was set before.';

/**
 * Sets the organisation's identity provider. One that is switched on is asked for its metadata first, and kept under the name that it gives
 * itself. The client secret is kept encrypted and never told; it goes to no other issuer than the one for which it was typed.
 */
export async function saveIdentityProvider(context: Context, input: ProviderInput): Promise<Answer<null>> {
  const { pools } = context.services;
  const { tenant } = viewerOf(context);
  const checked = checkProvider(input, context.services.config.mode);
  if (!checked.ok) return checked;
  const before = await withTenantRead(pools, tenant.key, findProvider);
  if (isStale(before, input.version)) return refused(changedMeanwhile(before));
  const secret = clientSecret(context, tenant.key, checked.value, before);
  if (!secret.ok) return secret;
  const issuer = await issuerOf(context, checked.value, secret.value);
  if (!issuer.ok) return issuer;
  const settings = { ...checked.value, issuer: issuer.value };
  return change(context, (scope) => write(scope, settings, secret.value, input.version));
}

/** The secret in the clear: the typed one, none, or the one that is kept. */
function clientSecret(
  context: Context,
  tenantKey: string,
  settings: ProviderSettings,
  before: ProviderRow | null,
): Answer<string | null> {
  if (settings.newSecret !== null) return done(settings.newSecret === '' ? null : settings.newSecret);
  if (!before?.clientSecret) return done(null);
  if (new URL(before.issuer).href !== new URL(settings.issuer).href) {
    return refused(invalidInput(['clientSecret'], secretOfOtherIssuer));
  }
  const owner = { tenantKey, issuer: before.issuer };
  return done(openClientSecret(context.services.config.secretKey, owner, before.clientSecret));
}

/** What the provider calls itself, when it is switched on. */
async function issuerOf(
  context: Context,
  { isEnabled, issuer, clientId }: ProviderSettings,
  secret: string | null,
): Promise<Answer<string>> {
  if (!isEnabled) return done(issuer);
  const connection = await connectToProvider(context.services, { issuer, clientId, clientSecret: secret });
  return connection.ok ? done(connection.value.serverMetadata().issuer) : connection;
}

async function write(
  { unit, viewer, context, now }: ChangeScope,
  settings: ProviderSettings,
  secret: string | null,
  version: number,
): Promise<Answer<null>> {
  const before = await lockProvider(unit);
  if (isStale(before, version)) return refused(changedMeanwhile(before));
  const changes = changesBetween(before ? asText(before) : {}, asText(settings));
  const hadSecret = before?.clientSecret ? 'kept' : null;
  const hasSecret = secret === null ? null : settings.newSecret === null ? 'kept' : 'set anew';
  if (hadSecret !== hasSecret) changes.push({ field: 'client secret', from: hadSecret, to: hasSecret });
  if (changes.length === 0) return done(null);
  const { newSecret: _, ...row } = settings;
  const owner = { tenantKey: unit.tenantKey, issuer: settings.issuer };
  const sealed = secret === null ? null : sealClientSecret(context.services.config.secretKey, owner, secret);
  const id = before?.id ?? uuidv7();
  await writeProvider(unit, { ...row, id, version: version + 1, clientSecret: sealed });
  const event = {
    action: 'settings.identity_provider_changed',
    subjectType: 'organisation' as const,
    subjectId: id,
    subjectLabel: settings.label,
    changes,
  };
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  return done(null);
}

function isStale(provider: ProviderRow | null, version: number): boolean {
  return (provider?.version ?? 0) !== version;
}

function changedMeanwhile(provider: ProviderRow | null): Refusal {
  return provider
    ? staleVersion('IdentityProvider', provider.id)
    : notFound('identity provider', ['version']);
}

/** The settings as an audit event names them. */
function asText(settings: Omit<ProviderSettings, 'newSecret'> | ProviderRow): Record<string, string | null> {
  const { newUserRole } = settings;
  return {
    label: settings.label,
    issuer: settings.issuer,
    'client id': settings.clientId,
    scopes: settings.scopes.join(' '),
    'switched on': settings.isEnabled ? 'yes' : 'no',
    'new users': newUserRole === null ? 'none are made' : `made as ${roleNames[newUserRole]}`,
    'staff must use it': settings.staffMustUse ? 'yes' : 'no',
  };
}
