import type { KeyValueCache } from '@apollo/utils.keyvaluecache';
import { documentHash } from './document-hash.ts';

const longestKept = 20_000;
const mostCharacters = 2_000_000;

const hashes = new Map<string, string>();
const texts = new Map<string, string>();
let characters = 0;

/**
 * The JSON of a request with its document's hash in the place of the text, which Apollo finds in `recentDocuments`: it need not be hashed each
 * time that it comes. To be executed at once. Requests that ask for something else in `extensions` stay as they are, and so do very long ones.
 */
export function byHash(body: unknown): unknown {
  const { query, extensions = null } = Object(body) as { query?: unknown; extensions?: unknown };
  if (typeof query !== 'string' || query === '' || query.length > longestKept || extensions !== null)
    return body;
  return {
    ...(body as object),
    query: undefined,
    extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(query) } },
  };
}

function hashOf(text: string): string {
  const known = hashes.get(text);
  if (known !== undefined) return known;
  const hash = documentHash(text);
  keepText(hash, text);
  return hash;
}

/** Keeps a text for a while; `hash` is its own. */
export function keepText(hash: string, text: string): void {
  if (hashes.has(text) || text.length > longestKept) return;
  hashes.set(text, hash);
  texts.set(hash, text);
  characters += text.length;
  while (characters > mostCharacters) forgetOldest();
}

/** The text of a hash; undefined when it is not kept. */
export function recentText(hash: string): string | undefined {
  return texts.get(hash);
}

function forgetOldest(): void {
  const [oldest] = hashes;
  if (!oldest) return;
  const [text, hash] = oldest;
  hashes.delete(text);
  texts.delete(hash);
  characters -= text.length;
}

/** Where Apollo finds the text to a hash. */
export const recentDocuments: KeyValueCache = {
  get: async (hash) => texts.get(hash.slice(hash.lastIndexOf(':') + 1)),
  // Only what we hashed ourselves is kept.
  set: async () => undefined,
  delete: async () => undefined,
};
