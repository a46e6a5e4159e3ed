import { textLimits } from './limits.ts';

/**
 * What is searched for of what was typed: without outer spaces, cut at 200 characters, null when nothing is left. PostgreSQL has no
 * text with NUL in it, and so nothing that could be found by it.
 */
export function typedSearch(text: string | null | undefined): string | null {
  return text?.replaceAll('\0', ' ').trim().slice(0, textLimits.search) || null;
}
