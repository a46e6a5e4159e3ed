import { statement } from '../db/sql.ts';
import { isTokenScope, type TokenScope } from '../shared/token-scopes.ts';
import type { UnitOfWork, WriteUnit } from '../tenancy/with-tenant.ts';

/** A service token as requests with it need it. */
export interface ServiceTokenRow {
  id: string;
  name: string;
  scopes: TokenScope[];
  expiresAt: Date | null;
  revokedAt: Date | null;
}

const oftenMilliseconds = 60_000;

/** The token of that hash, in whatever state; null when there is none. Scopes that this version does not know allow nothing. */
export async function findServiceToken(unit: UnitOfWork, hash: Buffer): Promise<ServiceTokenRow | null> {
  // Compared by the index: its timing tells of a hash, of which nobody can choose the text.
  const [row] = await unit.query<Omit<ServiceTokenRow, 'scopes'> & { scopes: string[] }>(statement`
    select id, name, scopes, expires_at as "expiresAt", revoked_at as "revokedAt" from service_tokens where token_hash = ${hash}`);
  return row ? { ...row, scopes: row.scopes.filter(isTokenScope) } : null;
}

/** Notes that the token was used, once a minute at most. */
export async function noteTokenUse(unit: WriteUnit, id: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - oftenMilliseconds);
  await unit.query(statement`update service_tokens set last_used_at = ${now}
    where id = ${id} and (last_used_at is null or last_used_at <= ${before})`);
}
