/** What a text that was looked for is likely to be of somebody who is not known yet. */
export interface PersonGuess {
  name?: string;
  email?: string;
  phone?: string;
}

/** Takes a text with an @ for an address, one of digits for a phone number, anything else for a name. */
export function guessPerson(text: string): PersonGuess {
  const trimmed = text.trim();
  if (!trimmed) return {};
  if (trimmed.includes('@')) return { email: trimmed };
  return /^[+\d\s()/-]+$/.test(trimmed) ? { phone: trimmed } : { name: trimmed };
}
