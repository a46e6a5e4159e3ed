import { statement } from '../../db/sql.ts';
import type { WriteUnit } from '../../tenancy/with-tenant.ts';
import { findProvider, type ProviderRow } from './identity-provider.queries.ts';

/** Holds the identity provider's row against changes by others; null when none is set. Sign-ins hold it shared, by `holdProvider`. */
export async function lockProvider(unit: WriteUnit): Promise<ProviderRow | null> {
  await unit.query(statement`select version from identity_provider for update`);
  return findProvider(unit);
}

/** Keeps the identity provider from being changed until the end of the transaction; others may do the same at once. */
export async function holdProvider(unit: WriteUnit): Promise<ProviderRow | null> {
  await unit.query(statement`select version from identity_provider for share`);
  return findProvider(unit);
}

/** Writes the identity provider, the first one or over the one before. */
export async function writeProvider(unit: WriteUnit, provider: ProviderRow): Promise<void> {
  await unit.query(statement`insert into identity_provider
    (id, version, label, issuer, client_id, client_secret, scopes, is_enabled, new_user_role, staff_must_use)
    values (${provider.id}, ${provider.version}, ${provider.label}, ${provider.issuer}, ${provider.clientId},
      ${provider.clientSecret}, ${[...provider.scopes]}, ${provider.isEnabled}, ${provider.newUserRole},
      ${provider.staffMustUse})
    on conflict (is_only) do update set version = excluded.version, label = excluded.label, issuer = excluded.issuer,
      client_id = excluded.client_id, client_secret = excluded.client_secret, scopes = excluded.scopes,
      is_enabled = excluded.is_enabled, new_user_role = excluded.new_user_role, staff_must_use = excluded.staff_must_use`);
}
