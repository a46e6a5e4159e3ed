import { commonWords } from './common-words.ts';

// Rows, columns and orders that fingers and heads walk along, from three signs on; the other way round too.
const walks = [
  ...[
    '01234567890',
    'abcdefghijklmnopqrstuvwxyz',
    'qwertyuiop',
    'asdfghjkl',
    'zxcvbnm',
    'qwertzuiop',
    'yxcvbnm',
  ],
  ...[
    'azertyuiop',
    'qsdfghjklm',
    'wxcvbn',
    '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
    'qazwsxedcrfvtgbyhnujm',
    '147258369',
  ],
  ...[
    '1q2w3e4r5t6y7u8i9o0p',
    'q1w2e3r4t5y6u7i8o9p0',
    '741852963',
    '159753',
    '3141592653589793',
    '1123581321',
  ],
];
const ways = walks.flatMap((walk) => [walk, [...walk].reverse().join('')]);

const signsForLetters: Record<string, string> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b' },
  ...{ '@': 'a', $: 's', '!': 'i', '|': 'l', '€': 'e', '+': 't' },
};

/** Fewer things to guess than this, and a password is among the first. */
export const leastGuesses = 4;

/**
 * How many things somebody has to guess who knows which passwords leaked: each common word, walk over the keyboard, run of one sign or
 * number counts once, however often it stands there, each other letter once, and each other sign once, two of them excepted. Words in `known` are given away.
 */
export function countGuesses(password: string, known: readonly string[] = []): number {
  const given = new Set(known.flatMap((word) => [fold(word), ...word.split(/[\s.@_+-]+/).map(fold)]));
  given.delete('');
  const text = password.normalize('NFKC').toLowerCase();
  const unsigned = [...text].map((sign) => signsForLetters[sign] ?? sign).join('');
  return Math.min(count(text, given), count(unsigned, given));
}

/** Letters and digits alone, in lower case. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** What a text repeats from its beginning to its end; the text itself when it repeats nothing. */
function repeatedPiece(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const piece = text.slice(0, length);
    if (piece.repeat(Math.ceil(text.length / length)).startsWith(text)) return piece;
  }
  return text;
}

// Whatever it is, it is short enough to be tried.
const shortPiece = 5;

// Two different signs between the words are nothing to guess; each other one is.
const freeSigns = 2;

function count(typed: string, given: ReadonlySet<string>): number {
  const signs = Math.max(0, new Set(typed.match(/[^\p{L}\p{N}\s]/gu)).size - freeSigns);
  const text = repeatedPiece(fold(typed));
  if (text.length <= shortPiece) return signs + (given.has(text) ? 0 : 1);
  const pieces = new Set<string>();
  let others = 0;
  for (let at = 0; at < text.length;) {
    const piece = pieceAt(text, at, given);
    if (!piece) others += 1;
    else if (!given.has(piece)) pieces.add(piece);
    at += piece?.length || 1;
  }
  return signs + pieces.size + others;
}

const longestWord = 20;

/** The longest piece that begins there and is guessed as one; null when it is a sign of its own. */
function pieceAt(text: string, at: number, given: ReadonlySet<string>): string | null {
  const longest = Math.min(text.length - at, Math.max(longestWord, ...[...given].map((word) => word.length)));
  for (let length = longest; length >= 3; length -= 1) {
    const piece = text.slice(at, at + length);
    if (given.has(piece) || commonWords.has(piece) || isWalk(piece)) return piece;
  }
  return /^\d+/.exec(text.slice(at))?.[0] ?? null;
}

function isWalk(piece: string): boolean {
  return new Set(piece).size === 1 || ways.some((walk) => walk.includes(piece));
}
