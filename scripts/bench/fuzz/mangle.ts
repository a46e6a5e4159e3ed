import type { Random } from '../support/random.ts';
import { oddTexts } from './odd-values.ts';

const tokens = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '$',
  '@',
  '!',
  ':',
  '=',
  '|',
  '&',
  '...',
  '"',
  '"""',
  '#',
  ',',
  '\\u{110000}',
  '"\\ud800"',
  '1.e5',
  '00',
  '-',
  'on',
  'fragment',
  'query',
  'mutation',
  'subscription',
  'null',
  'true',
  '__schema { types { name } }',
  '__type(name: "Query") { name }',
  '__typename',
];

/** Breaks a text in one to four places: something is left out, doubled, moved, put in, or everything ends there. */
export function mangle(random: Random, text: string): string {
  let broken = text;
  for (let times = 1 + random.below(4); times > 0; times -= 1) broken = mangleOnce(random, broken);
  return broken;
}

function mangleOnce(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const end = Math.min(text.length, at + 1 + random.below(20));
  const [before, piece, after] = [text.slice(0, at), text.slice(at, end), text.slice(end)];
  switch (random.weighted({ cut: 3, end: 1, double: 2, token: 5, odd: 2, swap: 2, repeat: 1, nest: 1 })) {
    case 'cut':
      return before + after;
    case 'end':
      return before;
    case 'double':
      return before + piece + piece + after;
    case 'token':
      return `${before} ${random.pick(tokens)} ${piece}${after}`;
    case 'odd':
      return before + random.pick(oddTexts) + after;
    case 'swap':
      return before + [...piece].reverse().join('') + after;
    case 'repeat':
      return before + piece.repeat(1 + random.below(2_000)) + after;
    case 'nest': {
      const [open, close] = random.pick([
        ['{ a ', '}'],
        ['[', ']'],
        ['(a: ', ')'],
      ] as const);
      const depth = random.below(3_000);
      return before + open.repeat(depth) + piece + close.repeat(depth) + after;
    }
  }
}
