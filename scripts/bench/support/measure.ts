import { join } from 'node:path';
import { root, type Product } from './product.ts';

/** Node's options of a server that `measure` can ask. */
export const measurable: readonly string[] = [
  '--expose-gc',
  '--import',
  join(root, 'build', 'scripts', 'bench', 'support', 'probe.js'),
];

/** What is in use once what is unused is gone, and for how long the event loop was held at most since it was asked last. */
export interface Measured {
  heapUsedBytes: number;
  longestHoldMilliseconds: number;
}

/** Asks a server that was started as `measurable`. */
export function measure({ child }: Product): Promise<Measured> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Measured));
    child.once('close', () => reject(new Error('The server ended')));
    child.send('measure');
  });
}
