import { isStaff, type Role } from '../../shared/roles.ts';
import type { UnitOfWork } from '../../tenancy/with-tenant.ts';
import { findProvider } from './identity-provider.queries.ts';

/**
 * Whether a password of that role is not taken, because the organisation's staff sign in by the identity provider alone. Administrators keep
 * theirs: with the provider away, or set wrongly, nobody could put it right otherwise.
 */
export async function mustUseProvider(unit: UnitOfWork, role: Role): Promise<boolean> {
  if (!isStaff(role) || role === 'admin') return false;
  return (await findProvider(unit))?.staffMustUse ?? false;
}
