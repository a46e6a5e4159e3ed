import { vi } from 'vitest';
import type { Pools } from '../db/pools.ts';

/** Whoever asks for a connection, for itself or to share, is told this error, until it is called. */
export function failToConnect({ runtime, shared }: Pools, errorOf: () => Error): () => void {
  const spies = [runtime, ...shared].map((pool) =>
    vi.spyOn(pool, 'connect').mockImplementation(() => {
      throw errorOf();
    }),
  );
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
}
