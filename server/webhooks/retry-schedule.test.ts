import { expect, it } from 'vitest';
import { nextDelaySeconds, retryAfterSeconds } from './retry-schedule.ts';

const now = new Date('2026-11-22T12:00:00Z');

it('each delay is longer than the one before, with up to a fifth by chance, and after the tenth attempt there is none', () => {
  const delays = Array.from({ length: 10 }, (_, failed) => nextDelaySeconds(failed + 1, null, 0));
  expect(delays).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, null]);
  expect(nextDelaySeconds(1, null, 1)).toBe(6);
});

it.each([
  ['120', 120],
  [' 0 ', 0],
  ['Sun, 22 Nov 2026 12:01:00 GMT', 60],
  ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
  ['soon', null],
  ['-5', null],
  ['1e9', null],
  ['99999999999999', null],
  ['', null],
])('Retry-After: %s', (header, seconds) => {
  expect(retryAfterSeconds(header, now)).toBe(seconds);
});

it('a receiver that asks for more time gets it, a day at most; one that asks for less does not', () => {
  expect(nextDelaySeconds(1, 600, 0)).toBe(600);
  expect(nextDelaySeconds(1, 10_000_000, 0)).toBe(86_400);
  expect(nextDelaySeconds(5, 1, 0)).toBe(18_000);
});
