import { createHash } from 'node:crypto';

/** The hash that a document is known by: SHA-256 of its text as it stands. */
export function documentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
