import type { InputChecks } from '../shared/checks.ts';
import { textLimits } from '../shared/limits.ts';

const shape = /^[a-z0-9][a-z0-9._@+-]*$/;

/** A username as it is kept: trimmed and in lower case, so that case never matters. Null for what cannot be one. */
export function normaliseUsername(text: string): string | null {
  const username = text.trim().toLowerCase();
  return username.length >= 2 && username.length <= textLimits.username && shape.test(username)
    ? username
    : null;
}

/** The username in lower case; refused when it cannot be one. */
export function checkUsername(checks: InputChecks, path: string[], text: string): string {
  const username = normaliseUsername(text);
  if (username) return username;
  checks.refuse(
    path,
    text.trim() === ''
      ? 'This is required.'
      : `A username has 2 to ${textLimits.username} letters a to z, digits and . _ @ + - and begins with a letter or digit.`,
  );
  return '';
}
