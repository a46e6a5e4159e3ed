import type { Random } from '../support/random.ts';

/** It would run where somebody forgot to escape it. */
export const hostileMarkup = '<script>alert(1)</script>';

/** Texts that break programs. None has a word in it that the judge looks for in answers. */
export const oddTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '\u202eover',
  '\ufeff',
  'é\u0301'.repeat(50),
  '😀'.repeat(300),
  '%s%n%x',
  '%00',
  '../../../../etc/passwd',
  '..\\..\\windows',
  "' or 1=1 --",
  `'; drop table people; --`,
  '"',
  '\\',
  '$1',
  '${7*7}',
  '{{7*7}}',
  hostileMarkup,
  '=cmd|calc',
  '%',
  '_',
  ':*',
  '& | ! ( )',
  "''''",
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e400',
  '9'.repeat(400),
  '2026-02-30T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '9999-12-31T23:59:60Z',
  '\r\nX-Odd: 1',
  '\u2028\u2029',
  '\u0001\u001b[2J',
  'x'.repeat(201),
  'x'.repeat(21_000),
  'ﷺ'.repeat(2_000),
  'İ'.repeat(500),
];

const oddNumbers: readonly number[] = [
  0,
  -0,
  -1,
  1,
  0.5,
  100,
  101,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  1e21,
  1e308,
  -1e308,
  5e-324,
];

/** Any JSON value that nobody expects. */
export function oddValue(random: Random, depth = 0): unknown {
  const kind = random.weighted({
    text: 8,
    number: 5,
    flag: 2,
    nothing: 2,
    list: 2,
    object: 3,
    deep: depth === 0 ? 1 : 0,
  });
  if (kind === 'text') return random.pick(oddTexts);
  if (kind === 'number') return random.pick(oddNumbers);
  if (kind === 'flag') return random.oneIn(2);
  if (kind === 'nothing') return null;
  if (kind === 'deep') return deepValue(random);
  if (depth > 3) return [];
  const inner = Array.from({ length: random.below(4) }, () => oddValue(random, depth + 1));
  if (kind === 'list') return inner;
  return Object.fromEntries(inner.map((value) => [random.pick(oddKeys), value]));
}

const oddKeys = [
  'id',
  'input',
  'x',
  '',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'then',
  '0',
  'a b',
  'ключ',
];

/** Brackets inside brackets, some thousand deep at most. */
function deepValue(random: Random): unknown {
  let value: unknown = random.pick(oddTexts);
  for (let level = random.below(3_000); level > 0; level -= 1)
    value = random.oneIn(2) ? [value] : { x: value };
  return value;
}
