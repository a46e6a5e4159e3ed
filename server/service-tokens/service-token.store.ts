import { statement } from '../db/sql.ts';
import type { TokenScope } from '../shared/token-scopes.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

export interface NewServiceTokenRow {
  id: string;
  name: string;
  scopes: readonly TokenScope[];
  hash: Buffer;
  ending: string;
  /** Null: the operator. */
  createdBy: string | null;
  expiresAt: Date | null;
}

/** Writes a token; of its text only the hash. */
export function insertServiceToken(unit: WriteUnit, token: NewServiceTokenRow, now: Date): void {
  unit.write(statement`insert into service_tokens
    (id, name, scopes, token_hash, ending, created_by, created_at, expires_at)
    values (${token.id}, ${token.name}, ${[...token.scopes]}, ${token.hash}, ${token.ending}, ${token.createdBy}, ${now}, ${token.expiresAt})`);
}

/** Holds the token's row; null when there is none. */
export async function lockServiceToken(
  unit: WriteUnit,
  id: string,
): Promise<{ id: string; name: string; revokedAt: Date | null } | null> {
  const [token] = await unit.query<{ id: string; name: string; revokedAt: Date | null }>(statement`
    select id, name, revoked_at as "revokedAt" from service_tokens where id = ${id} for no key update`);
  return token ?? null;
}

/** Ends a token. */
export function endServiceToken(unit: WriteUnit, id: string, now: Date): void {
  unit.write(statement`update service_tokens set revoked_at = ${now} where id = ${id}`);
}
