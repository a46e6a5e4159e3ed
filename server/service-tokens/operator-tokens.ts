import { systemActor, type Actor } from '../audit/audit.store.ts';
import { revoke } from '../auth/revocations.ts';
import type { Pools } from '../db/pools.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import type { Refusal } from '../shared/refusal.ts';
import { isTokenScope } from '../shared/token-scopes.ts';
import { withTenant, withTenantRead } from '../tenancy/with-tenant.ts';
import { checkServiceToken, makeServiceToken } from './make-service-token.ts';
import { revokeToken } from './revoke-service-token.ts';
import { readTokens, type TokenSummary } from './service-token.queries.ts';

const operator: Actor = { ...systemActor, kind: 'operator', name: 'The operator of the installation' };
const client = 'redress on the command line';

/** A token as it is asked for on the command line. */
export interface OperatorWish {
  name: string;
  /** Separated by commas: `complaints:read,comments:write`. */
  scopes: string;
  /** `90d`, or `never`; 90 days when nothing is said. */
  expires: string | undefined;
}

/** Makes a token for the operator; gives its text, or a sentence that says why not. */
export async function createTokenAsOperator(
  pools: Pools,
  tenantKey: string,
  { name, scopes, expires }: OperatorWish,
): Promise<{ text: string } | { problem: string }> {
  const wanted = scopes.split(',').map((scope) => scope.trim());
  const unknown = wanted.find((scope) => !isTokenScope(scope));
  if (unknown !== undefined) return { problem: `There is no scope "${unknown}".` };
  const days = expires === undefined || expires === 'never' ? null : /^(\d{1,4})d$/.exec(expires)?.[1];
  if (days === undefined) return { problem: '--expires is a number of days such as 90d, or never.' };
  const now = new Date();
  const wish = {
    name,
    scopes: wanted.filter(isTokenScope),
    expiresInDays: days === null ? null : Number(days),
    neverExpires: expires === 'never',
  };
  const checked = checkServiceToken(wish, now);
  if (!checked.ok) return { problem: sentenceOf(checked.refusals) };
  const by = { actor: operator, userId: null, origin: { client }, now };
  return withTenant(pools, tenantKey, (unit) => makeServiceToken(unit, checked.value, by));
}

/** All tokens of a tenant, newest first. */
export function listTokensAsOperator(pools: Pools, tenantKey: string): Promise<TokenSummary[]> {
  return withTenantRead(pools, tenantKey, readTokens);
}

/** Ends a token by the id that the list shows; false when there is no such token. */
export async function revokeTokenAsOperator(pools: Pools, tenantKey: string, id: string): Promise<boolean> {
  const uuid = fromGlobalId('ServiceToken', id);
  if (!uuid) return false;
  const by = { actor: operator, origin: { client }, now: new Date() };
  const isThere = await withTenant(pools, tenantKey, (unit) => revokeToken(unit, uuid, by));
  if (isThere) await revoke(pools, [uuid]);
  return isThere;
}

function sentenceOf(refusals: readonly Refusal[]): string {
  return refusals.map(({ path, message }) => `${path?.join('.') ?? 'token'}: ${message}`).join(' ');
}
