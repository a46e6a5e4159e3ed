import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { isTenantKey } from '../tenancy/tenant.ts';

/** By this, and by their length and alphabet, scanners for secrets know our tokens: `\brdr_[a-z2-7]{65}\b`. */
export const serviceTokenPrefix = 'rdr_';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const shape = /^rdr_[a-z2-7]{65}$/;
const tenantLength = 26;
const checksumLength = 7;
const secretBytes = 20;

export interface ServiceTokenText {
  /** Shown once, kept nowhere. */
  text: string;
  hash: Buffer;
  /** The last four characters. */
  ending: string;
}

/**
 * A new token: `rdr_`, the organisation's opaque key, 160 random bits, and a CRC-32 of what is before it, by which a scanner tells a token
 * from a text that looks like one. The organisation stands in the token, so that the token alone suffices; whoever edits it has another text,
 * of which no organisation keeps the hash.
 */
export function newServiceToken(tenantKey: string): ServiceTokenText {
  const body = serviceTokenPrefix + tenantKey.slice(2) + base32(randomBytes(secretBytes));
  const text = body + checksumOf(body);
  return { text, hash: hashOf(text), ending: text.slice(-4) };
}

/** The organisation that a token names and the hash by which it is known there; null for a text that is no token of ours. */
export function readServiceToken(text: string): { tenantKey: string; hash: Buffer } | null {
  if (!shape.test(text)) return null;
  const body = text.slice(0, -checksumLength);
  const tenantKey = `t_${body.slice(serviceTokenPrefix.length, serviceTokenPrefix.length + tenantLength)}`;
  return checksumOf(body) === text.slice(-checksumLength) && isTenantKey(tenantKey)
    ? { tenantKey, hash: hashOf(text) }
    : null;
}

/** A fast hash is right for what is random: there is nothing to guess that a slow one would make dearer, and it is asked at each request. */
function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function checksumOf(body: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return base32(bytes);
}

/** RFC 4648 in lower case, without padding. */
function base32(bytes: Buffer): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => alphabet[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}
