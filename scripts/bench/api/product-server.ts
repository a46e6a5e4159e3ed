import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSigningKey } from '../../../server/auth/signing-key.ts';
import { findFreePort, startProduct, untilReady, type Product } from '../support/product.ts';

/** The product's server on the bench's database, as production runs it, with limits that the load does not reach. */
export interface ProductServer {
  port: number;
  pid: number;
  stop(): Promise<void>;
}

/** Signs the bench's own access tokens too. */
export const secretKey = 'the-secret-of-the-bench-'.repeat(2);

const unreachableLimits = 'address=100000000,session=100000000,account=100000000,tenant=100000000';
const readyLimitMilliseconds = 60_000;

/** Starts the built server in a process of its own. */
export async function startProductServer(
  databaseUrl: string,
  { env = {}, entry, profile = '' }: { env?: Record<string, string>; entry?: string; profile?: string } = {},
): Promise<ProductServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'redress-bench-api-'));
  const port = await findFreePort();
  const product: Product = startProduct(port, {
    ...(entry === undefined ? {} : { entry }),
    nodeOptions: profile === '' ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`],
    env: {
      REDRESS_MODE: 'production',
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      SECRET_KEY: secretKey,
      AUDIT_SIGNING_KEY: newSigningKey(),
      RATE_LIMITS: unreachableLimits,
      // What the server has to log it logs; the lines go nowhere.
      LOG_LEVEL: 'info',
      RUN_WORKERS: 'false',
      ...env,
    },
    stderr: 'ignore',
  });
  await untilReady(product, readyLimitMilliseconds);
  return {
    port,
    pid: product.child.pid as number,
    async stop() {
      product.child.kill('SIGTERM');
      await product.ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
