import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { parse as parseUuid, stringify as stringifyUuid } from 'uuid';

const macLength = 32;

/** Text that carries `body` and proves that this installation made it: base64url of the body and its HMAC-SHA-256. */
export function seal(key: KeyObject, body: Buffer): string {
  return Buffer.concat([body, macOf(key, body)]).toString('base64url');
}

/** The body of a sealed text with a body of `bodyLength` bytes; null when it was not sealed with this key. */
export function unseal(key: KeyObject, sealed: string, bodyLength: number): Buffer | null {
  const bytes = decodeBase64Url(sealed, bodyLength + macLength);
  if (!bytes) return null;
  const body = bytes.subarray(0, bodyLength);
  return timingSafeEqual(bytes.subarray(bodyLength), macOf(key, body)) ? body : null;
}

/** The bytes of a base64url text of exactly that many bytes; null for any other text, other spellings included. */
export function decodeBase64Url(text: string, byteLength: number): Buffer | null {
  if (text.length !== Math.ceil((byteLength * 4) / 3)) return null;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === byteLength && bytes.toString('base64url') === text ? bytes : null;
}

/** The 16 bytes of a UUID. */
export function uuidBytes(uuid: string): Buffer {
  return Buffer.from(parseUuid(uuid));
}

/** The UUID that stands in `bytes` at `offset`. */
export function uuidAt(bytes: Buffer, offset: number): string {
  return stringifyUuid(bytes.subarray(offset, offset + 16));
}

function macOf(key: KeyObject, body: Buffer): Buffer {
  return createHmac('sha256', key).update(body).digest();
}
