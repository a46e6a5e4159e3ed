import { deriveKey } from './keys.ts';
import { seal, unseal, uuidAt, uuidBytes } from './sealed-token.ts';

/** What a refresh token says: the how-manieth token of which session. */
export interface RefreshClaim {
  tenantKey: string;
  sessionId: string;
  /** From 1; each use begins the next one. */
  generation: number;
}

const tenantKeyLength = 28;
const bodyLength = tenantKeyLength + 16 + 4;

/**
 * The refresh token of a session's generation. It is an HMAC over session and generation, so that the same generation always
 * has the same token: two tabs that refresh at the same moment get one successor, and nothing has to be stored.
 */
export function makeRefreshToken(secretKey: string, claim: RefreshClaim): string {
  const generation = Buffer.alloc(4);
  generation.writeUInt32BE(claim.generation);
  const body = Buffer.concat([
    Buffer.from(claim.tenantKey, 'latin1'),
    uuidBytes(claim.sessionId),
    generation,
  ]);
  return seal(deriveKey(secretKey, 'refresh-token').key, body);
}

/** What a refresh token says; null when we did not make it. Whether its session is alive, the database knows. */
export function readRefreshToken(secretKey: string, token: string): RefreshClaim | null {
  const body = unseal(deriveKey(secretKey, 'refresh-token').key, token, bodyLength);
  if (!body) return null;
  return {
    tenantKey: body.toString('latin1', 0, tenantKeyLength),
    sessionId: uuidAt(body, tenantKeyLength),
    generation: body.readUInt32BE(tenantKeyLength + 16),
  };
}
