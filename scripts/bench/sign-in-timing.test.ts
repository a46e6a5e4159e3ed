import { describe, expect, it } from 'vitest';
import { mannWhitney } from './support/mann-whitney.ts';
import { randomOf } from './support/random.ts';

describe('the judge of the sign-in times', () => {
  const { next } = randomOf(21);
  const sample = (from: number) => Array.from({ length: 240 }, () => from + next());

  it('finds nothing between samples of one distribution', () => {
    const { share, z } = mannWhitney(sample(30), sample(30));
    expect(Math.abs(share - 0.5)).toBeLessThan(0.08);
    expect(Math.abs(z)).toBeLessThan(3.29);
  });

  it('finds a tenth of the spread', () => {
    expect(Math.abs(mannWhitney(sample(30), sample(30.15)).z)).toBeGreaterThan(3.29);
  });

  it('counts ties half', () => {
    expect(mannWhitney([1, 1, 2], [1, 1, 2])).toEqual({ share: 0.5, z: 0 });
    expect(mannWhitney([1, 2], [3, 4]).share).toBe(1);
    expect(mannWhitney([3, 4], [1, 2]).share).toBe(0);
  });
});
