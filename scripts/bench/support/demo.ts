import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort, startProduct, untilReady } from './product.ts';

const readyLimitMilliseconds = 180_000;

/** Runs work against the built product with the demo's data, on a port and in a folder of its own; both are gone afterwards. */
export async function withDemo<Result>(
  env: Record<string, string>,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const dataDir = mkdtempSync(join(tmpdir(), 'redress-bench-'));
  const product = startProduct(await findFreePort(), {
    env: { REDRESS_MODE: 'demo', DATA_DIR: dataDir, ...env },
  });
  const interrupted = () => void product.child.kill('SIGTERM');
  process.once('SIGINT', interrupted);
  try {
    await untilReady(product, readyLimitMilliseconds);
    return await work(product.url);
  } finally {
    process.off('SIGINT', interrupted);
    product.child.kill('SIGTERM');
    await product.ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
}
