/** What must not be read in a log, and what stands in its place. The order matters: an address may stand inside a URL. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 [secret]'],
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)*/g, '[token]'],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"'\\]*:[^\s/@"'\\]*@/gi, '$1[secret]@'],
  [/\b((?:__Host-)?redress_\w+)=[^;\s"'\\]+/g, '$1=[secret]'],
  [
    /(["']?\b(?:\w*password|passwd|secret|\w*token|api[_-]?key)\b\\?["']?\s*[=:]\s*\\?["']?)[^\s"'\\,;&}]+/gi,
    '$1[secret]',
  ],
  // Refresh tokens, and the tokens of links.
  [/[\w-]{60,}/g, '[token]'],
  [/[^\s@"'<>\\/:;,()=[\]{}]+@[^\s@"'<>\\/:;,()=[\]{}]+\.[a-z]{2,}/gi, '[address]'],
];

/** The text without bearer tokens, JWTs, cookies, passwords, e-mail addresses, tokens of links, and without any of `secrets`. */
export function scrub(text: string, secrets: readonly string[] = []): string {
  let scrubbed = text;
  for (const secret of secrets) scrubbed = scrubbed.replaceAll(secret, '[secret]');
  for (const [pattern, substitute] of patterns) scrubbed = scrubbed.replace(pattern, substitute);
  return scrubbed;
}
