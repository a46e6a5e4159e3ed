/** What must not be read in a log, and what stands in its place. The order matters: an address may stand inside a URL. */
const patterns: readonly Pattern[] = [
  { hints: ['bearer', 'basic'], find: /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, put: '$1 [secret]' },
  { hints: ['eyj'], find: /\beyJ[\w-]+\.[\w-]+(\.[\w-]*)*/g, put: '[token]' },
  { hints: ['@'], find: /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"'\\]*:[^\s/@"'\\]*@/gi, put: '$1[secret]@' },
  { hints: ['redress_'], find: /\b((?:__Host-)?redress_\w+)=[^;\s"'\\]+/g, put: '$1=[secret]' },
  {
    hints: ['passw', 'secret', 'token', 'api'],
    find: /(["']?\b(?:\w*password|passwd|secret|\w*token|api[_-]?key)\b\\?["']?\s*[=:]\s*\\?["']?)[^\s"'\\,;&}]+/gi,
    put: '$1[secret]',
  },
  // Refresh tokens, and the tokens of links.
  { hints: null, find: /[\w-]{60,}/g, put: '[token]' },
  {
    hints: ['@'],
    find: /[^\s@"'<>\\/:;,()=[\]{}]+@[^\s@"'<>\\/:;,()=[\]{}]+\.[a-z]{2,}/gi,
    put: '[address]',
  },
];

interface Pattern {
  /** One of these, in lower case, stands in every text that the pattern finds something in: most lines have none. Null: it is always looked for. */
  hints: readonly string[] | null;
  find: RegExp;
  put: string;
}

/** The text without bearer tokens, JWTs, cookies, passwords, e-mail addresses, tokens of links, and without any of `secrets`. */
export function scrub(text: string, secrets: readonly string[] = []): string {
  let scrubbed = text;
  for (const secret of secrets) scrubbed = scrubbed.replaceAll(secret, '[secret]');
  const lower = scrubbed.toLowerCase();
  for (const { hints, find, put } of patterns)
    if (!hints || hints.some((hint) => lower.includes(hint))) scrubbed = scrubbed.replace(find, put);
  return scrubbed;
}
