import { idempotencyKeyLimits } from '../shared/limits.ts';

/** A request's `Idempotency-Key`, null without one; or what is wrong with it. */
export type IdempotencyKey = { ok: true; key: string | null } | { ok: false; message: string };

const wrong: IdempotencyKey = {
  ok: false,
  message: `An Idempotency-Key is one text of 1 to ${idempotencyKeyLimits.characters} printable ASCII characters, such as a UUID.`,
};

/**
 * Reads the header, all of whose lines are given. The text stands there in quotes, as draft-ietf-httpapi-idempotency-key-header has it
 * (a String of RFC 9651), or as it is; both are the same key.
 */
export function readIdempotencyKey(lines: readonly string[] = []): IdempotencyKey {
  const [line, ...others] = lines;
  if (line === undefined) return { ok: true, key: null };
  if (others.length > 0) return wrong;
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(line)?.[1];
  const key = quoted?.replace(/\\(["\\])/g, '$1') ?? line;
  if (quoted === undefined && line.startsWith('"')) return wrong;
  const isKey = /^[\x20-\x7e]+$/.test(key) && key.length <= idempotencyKeyLimits.characters;
  return isKey ? { ok: true, key } : wrong;
}
