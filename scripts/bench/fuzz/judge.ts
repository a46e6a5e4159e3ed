import { hostileMarkup } from './odd-values.ts';
import type { FuzzRequest } from './requests.ts';
import type { FuzzAnswer } from './send.ts';

/** What no answer may hold. */
export interface Secrets {
  /** Words of the other organisation that no input says. */
  foreign: readonly string[];
}

// None of these stands in an input.
const internals: readonly RegExp[] = [
  /\bat [\w.<>$]+ \(.*:\d+:\d+\)/,
  /node_modules|file:\/\/\/|\/build\/server\/|\.ts:\d+/,
  /\bselect .{1,200} from \w+|insert into \w+|syntax error at or near|violates \w+ constraint|relation "\w+"|column "\w+"|SQLSTATE/i,
  /\bt_[a-z2-7]{26}\b/,
  /\$argon2id\$|password_hash|redress_(runtime|owner)|pg_catalog/,
  /Cannot read propert|is not a function|is not iterable|undefined \(reading|Converting circular|Maximum call stack|heap out of memory/,
];

// Headers that are too large, and expectations that nobody has, are refused by Node itself, without a body.
const byNode: ReadonlySet<number> = new Set([417, 431]);

// A receipt names its own organisation's key, in the text that is signed; another's is among the foreign words.
const signedKey = /\\"organisation\\":\{\\"key\\":\\"t_[a-z2-7]{26}\\"/g;

const slowMilliseconds = 25_000;

/** Why an answer is wrong, as sentences; nothing when it is as it should be. */
export function judge(request: FuzzRequest, answer: FuzzAnswer, { foreign }: Secrets): string[] {
  if (answer.isUnsendable) return [];
  if (answer.status === null) {
    // One that was cut off, or is refused while it is still sent, may end without an answer.
    const headersLength = request.headers.reduce(
      (sum, [name, value]) => sum + name.length + value.length,
      request.path.length,
    );
    const mayEnd =
      request.cutAfter !== null || (request.body?.length ?? 0) > 900_000 || headersLength > 15_000;
    return mayEnd ? [] : ['the connection ended without an answer'];
  }
  const text = answer.text.replace(signedKey, '').replaceAll(/<\/?select\b/g, '');
  const said = `${JSON.stringify(answer.headers)} ${text}`;
  const problems: string[] = [];
  if (answer.status >= 500 && !isOverload(answer)) problems.push(`HTTP ${answer.status}`);
  if (said.includes('INTERNAL_SERVER_ERROR')) problems.push('a fault of ours');
  if (answer.milliseconds > slowMilliseconds) problems.push(`it took ${Math.round(answer.milliseconds)} ms`);
  for (const word of foreign)
    if (`${said} ${answer.text}`.includes(word)) problems.push(`"${word}" of another organisation`);
  const target = answer.headers['location'];
  if (target !== undefined && !isOfSite(target, request)) problems.push(`it leads elsewhere: ${target}`);
  if (answer.headers['content-type']?.startsWith('text/html') && answer.text.includes(hostileMarkup))
    problems.push('markup that was sent would run in the page');
  // The schema's own text may speak of what it likes.
  if (
    !request.path.startsWith('/schema') &&
    !request.path.startsWith('/playground') &&
    !/__schema|__type\(/.test(String(request.body))
  )
    for (const pattern of internals) {
      const found = pattern.exec(said)?.[0];
      if (found) problems.push(`it tells of internals: ${found.slice(0, 100)}`);
    }
  const isAnsweredByApi =
    request.path === '/graphql' && request.method !== 'HEAD' && !byNode.has(answer.status);
  if (isAnsweredByApi && !isJson(answer.text)) problems.push('the answer is not JSON');
  return problems;
}

/** A refusal because of too much to do, with the word when to come back: right, as long as it is rare. */
export function isOverload({ status, headers, text }: FuzzAnswer): boolean {
  return status === 503 && 'retry-after' in headers && text.includes('"UNAVAILABLE"');
}

/** True when a browser that is told to go to `target` stays on the site. */
function isOfSite(target: string, { path }: FuzzRequest): boolean {
  const asked = `http://site.example${path}`;
  return URL.canParse(target, asked) && new URL(target, asked).host === 'site.example';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
