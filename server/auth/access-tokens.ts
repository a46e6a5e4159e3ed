import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Services } from '../context.ts';
import { roles, type Role } from '../shared/roles.ts';
import { deriveKey } from './keys.ts';
import { isRevoked } from './revocations.ts';
import { findKnownTenant } from './tenant-cache.ts';
import type { Viewer } from './viewer.ts';

/** An access token lives five minutes; what ends a session sooner is in the revocations. */
export const accessTokenSeconds = 300;

// Between the clocks of two of our processes.
const clockToleranceSeconds = 30;

const issuer = 'redress';
const audience = 'redress-api';
// RFC 9068: tells an access token from every other token that is a JWT.
const tokenType = 'at+jwt';

/** Ids are opaque; `ims` is when it was issued by the database's clock, in milliseconds with fractions: revocations are compared with it. */
interface Claims {
  ten: string;
  sid: string;
  uid: string | null;
  pid: string | null;
  rol: Role;
  nam: string;
  cid: string | null;
  fac: boolean;
  ims: number;
  /** Seconds since 1970. */
  exp: number;
}

export interface IssuedAccessToken {
  accessToken: string;
  expiresAt: Date;
}

/** Signs the viewer's access token. `issuedAtMilliseconds` is the database's clock, read in the transaction that read the viewer. */
export function issueAccessToken(
  services: Services,
  viewer: Viewer,
  issuedAtMilliseconds: number,
): IssuedAccessToken {
  if (viewer.role === 'service') throw new Error('Software has no session');
  const claims: Omit<Claims, 'exp'> = {
    ten: viewer.tenant.key,
    sid: viewer.sessionId,
    uid: viewer.userId,
    pid: viewer.personId,
    rol: viewer.role,
    nam: viewer.displayName,
    cid: viewer.trackedComplaintId,
    fac: viewer.mustSetUpFactor,
    ims: issuedAtMilliseconds,
  };
  const { key, id } = deriveKey(services.config.secretKey, 'access-token');
  const iat = secondsOf(services.now());
  const exp = iat + accessTokenSeconds;
  const header = { alg: 'HS256', typ: tokenType, kid: id };
  const accessToken = jwt.sign({ ...claims, iat, exp, iss: issuer, aud: audience }, key, {
    algorithm: 'HS256',
    header,
  });
  return { accessToken, expiresAt: new Date(exp * 1000) };
}

/** Who a token speaks for; null when it is invalid, expired or revoked: one and the same answer. Throws when the database cannot be asked. */
export async function verifyAccessToken(services: Services, token: string): Promise<Viewer | null> {
  const claims = readClaims(services, token);
  if (!claims) return null;
  const subjects = claims.uid ? [claims.sid, claims.uid] : [claims.sid];
  if (await isRevoked(services.pools, subjects, claims.ims)) return null;
  const tenant = await findKnownTenant(services.pools, claims.ten);
  if (!tenant) return null;
  return {
    kind: claims.uid ? 'user' : 'tracking',
    tenant,
    sessionId: claims.sid,
    role: claims.rol,
    scopes: [],
    userId: claims.uid,
    personId: claims.pid,
    trackedComplaintId: claims.cid,
    displayName: claims.nam,
    mustSetUpFactor: claims.fac,
  };
}

/** What a token says, when it is one of ours and not expired. Its signature is checked when it comes for the first time. */
function readClaims(services: Services, token: string): Claims | null {
  const { key, id } = deriveKey(services.config.secretKey, 'access-token');
  const now = secondsOf(services.now());
  const signed = checked.get(key) ?? new Map<string, Claims>();
  checked.set(key, signed);
  const claims = signed.get(token) ?? checkSignature(key, id, token);
  // jsonwebtoken takes a token without `exp` for one that never expires; an `exp` in milliseconds would be one in the year 50,000.
  if (!claims || claims.exp <= now || claims.exp > now + accessTokenSeconds + clockToleranceSeconds)
    return null;
  if (!signed.has(token)) {
    if (signed.size >= mostChecked) signed.delete(signed.keys().next().value as string);
    signed.set(token, claims);
  }
  return claims;
}

/** Tokens with a good signature, by the key and their text. */
const checked = new WeakMap<KeyObject, Map<string, Claims>>();
const mostChecked = 2_000;

function checkSignature(key: KeyObject, keyId: string, token: string): Claims | null {
  try {
    const { header, payload } = jwt.verify(token, key, {
      algorithms: ['HS256'],
      issuer,
      audience,
      ignoreExpiration: true,
      complete: true,
    });
    if (header.typ !== tokenType || header.kid !== keyId || typeof payload === 'string') return null;
    return isClaims(payload) ? payload : null;
  } catch (error) {
    if (error instanceof jwt.JsonWebTokenError) return null;
    throw error;
  }
}

function isClaims(payload: object): payload is Claims {
  const { ten, sid, uid, pid, rol, nam, cid, fac, ims, exp } = payload as Partial<Claims>;
  const isTextOrNull = (value: unknown) => value === null || typeof value === 'string';
  return (
    typeof ten === 'string' &&
    typeof sid === 'string' &&
    [uid, pid, cid].every(isTextOrNull) &&
    roles.some((role) => role === rol) &&
    typeof nam === 'string' &&
    typeof fac === 'boolean' &&
    typeof ims === 'number' &&
    Number.isInteger(exp)
  );
}

function secondsOf(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}
