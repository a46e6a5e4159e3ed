import { GraphQLError } from 'graphql';
import { textLimits } from './limits.ts';

/**
 * What is searched for of what was typed: without outer spaces, null when nothing is left. PostgreSQL has no text with NUL in it, and so
 * nothing that could be found by it. Throws BAD_USER_INPUT when it is longer than 200 characters: the rest of it would have to be found too.
 */
export function typedSearch(text: string | null | undefined): string | null {
  const typed = text?.replaceAll('\0', ' ').trim();
  if (!typed) return null;
  if (typed.length > textLimits.search) {
    const message = `Search for ${textLimits.search} characters at most; these are ${typed.length}.`;
    throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
  }
  return typed;
}
