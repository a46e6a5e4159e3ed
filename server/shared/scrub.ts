const longWord = 60;

/** What must not be read in a log, and what stands in its place. The order matters: an address may stand inside a URL. */
const patterns: readonly (readonly [find: RegExp, put: string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 [secret]'],
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)*/g, '[token]'],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"'\\]*:[^\s/@"'\\]*@/gi, '$1[secret]@'],
  [/\b((?:__Host-)?redress_\w+)=[^;\s"'\\]+/g, '$1=[secret]'],
  [
    /(["']?\b(?:\w*password|passwd|secret|\w*token|api[_-]?key)\b\\?["']?\s*[=:]\s*\\?["']?)[^\s"'\\,;&}]+/gi,
    '$1[secret]',
  ],
  // Refresh tokens, and the tokens of links.
  [new RegExp(`(?<![\\w-])[\\w-]{${longWord},}`, 'g'), '[token]'],
  [/[^\s@"'<>\\/:;,()=[\]{}]+@[^\s@"'<>\\/:;,()=[\]{}]+\.[a-z]{2,}/gi, '[address]'],
];

/** One of these, or a long word, stands in every text in which a pattern finds something: most lines have nothing of the kind. */
const hints = /bearer|basic|eyj|@|redress_|passw|secret|token|api/i;

/** The text without bearer tokens, JWTs, cookies, passwords, e-mail addresses, tokens of links, and without any of `secrets`. */
export function scrub(text: string, secrets: readonly string[] = []): string {
  let scrubbed = text;
  for (const secret of secrets) scrubbed = scrubbed.replaceAll(secret, '[secret]');
  if (!hints.test(scrubbed) && !hasLongWord(scrubbed)) return scrubbed;
  for (const [find, put] of patterns) scrubbed = scrubbed.replace(find, put);
  return scrubbed;
}

/** Every line of the log is looked through: a loop takes a tenth of the time of the pattern. */
function hasLongWord(text: string): boolean {
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    length = isOfWord[text.charCodeAt(at)] ? length + 1 : 0;
    if (length === longWord) return true;
  }
  return false;
}

const isOfWord = Array.from({ length: 128 }, (_, code) => /[\w-]/.test(String.fromCharCode(code)));
