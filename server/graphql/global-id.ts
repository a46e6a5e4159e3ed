import { validate as isUuid } from 'uuid';

/** The opaque id that clients see: type and uuid, base64url. */
export function toGlobalId(typeName: string, uuid: string): string {
  return Buffer.from(`${typeName}:${uuid}`).toString('base64url');
}

/** The uuid inside an id of that type; null when the id is malformed or of another type: both are "no such thing". */
export function fromGlobalId(typeName: string, globalId: string): string | null {
  const parsed = parseGlobalId(globalId);
  return parsed?.typeName === typeName ? parsed.uuid : null;
}

/** Type and uuid of a global id; null when malformed. Only the one canonical spelling is an id. */
export function parseGlobalId(globalId: string): { typeName: string; uuid: string } | null {
  if (globalId.length > 200) return null;
  const text = Buffer.from(globalId, 'base64url').toString('utf8');
  const separator = text.indexOf(':');
  const typeName = text.slice(0, separator);
  const uuid = text.slice(separator + 1);
  if (separator < 1 || !isUuid(uuid) || toGlobalId(typeName, uuid) !== globalId) return null;
  return { typeName, uuid };
}
