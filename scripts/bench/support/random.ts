/** A source of random choices that gives the same ones for the same seed. */
export interface Random {
  /** A number from 0 inclusive to 1 exclusive. */
  next(): number;
  /** A whole number from 0 inclusive to `below` exclusive. */
  below(below: number): number;
  /** True once in `times`. */
  oneIn(times: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** A key, as often as its weight says against the other weights. */
  weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key;
}

/** Makes a source from a seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  return {
    next,
    below,
    oneIn: (times) => below(times) === 0,
    pick: (items) => {
      if (items.length === 0) throw new Error('Nothing to pick from');
      return items[below(items.length)] as (typeof items)[number];
    },
    weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key {
      const entries = Object.entries(weights) as [Key, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) if ((left -= weight) < 0) return key;
      return (entries.at(-1) as [Key, number])[0];
    },
  };
}
