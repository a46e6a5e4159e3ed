import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import { sql, statement } from '../../db/sql.ts';
import { readOne } from '../../graphql/read.ts';
import { column, columns, expression, type Shape } from '../../graphql/shape.ts';
import type { Role } from '../../shared/roles.ts';
import type { UnitOfWork } from '../../tenancy/with-tenant.ts';
import type { IdentityProvider } from './identity-provider.types.ts';

/** The organisation's identity provider, as sign-ins use it. */
export interface ProviderRow {
  id: string;
  /** Grows with each change. */
  version: number;
  label: string;
  issuer: string;
  clientId: string;
  /** Encrypted; null for a client that has none. */
  clientSecret: Buffer | null;
  scopes: string[];
  isEnabled: boolean;
  /** Of users that are made at their first sign-in; null: only linked users sign in. */
  newUserRole: Exclude<Role, 'admin'> | null;
  /** Staff do not sign in with a password, administrators excepted. */
  staffMustUse: boolean;
}

/** How the identity provider is read. */
export const identityProviderShape: Shape = {
  typeName: 'IdentityProvider',
  table: 'identity_provider',
  fields: {
    id: columns({ id: 'id' }),
    version: column('version'),
    label: column('label'),
    issuer: column('issuer'),
    clientId: columns({ clientId: 'client_id' }),
    hasClientSecret: expression(({ row }) => sql.raw('??.client_secret is not null', [row])),
    scopes: column('scopes'),
    isEnabled: columns({ isEnabled: 'is_enabled' }),
    newUserRole: columns({ newUserRole: 'new_user_role' }),
    staffMustUse: columns({ staffMustUse: 'staff_must_use' }),
  },
};

/** The identity provider with what was asked of it; null when none is set. */
export function findIdentityProvider(
  context: Context,
  info: GraphQLResolveInfo,
): Promise<IdentityProvider | null> {
  return readOne(context, info, identityProviderShape, () => sql.raw('true'));
}

/** The identity provider of the unit's tenant; null when none is set. */
export async function findProvider(unit: UnitOfWork): Promise<ProviderRow | null> {
  const [provider] = await unit.query<ProviderRow>(statement`
    select id, version, label, issuer, client_id as "clientId", client_secret as "clientSecret", scopes,
      is_enabled as "isEnabled", new_user_role as "newUserRole", staff_must_use as "staffMustUse"
    from identity_provider`);
  return provider ?? null;
}
