import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The repository's root, from the sources and from build/ alike. */
export const root = join(
  import.meta.dirname,
  import.meta.dirname.includes(join('build', 'scripts')) ? '../../../..' : '../../..',
);

/** Node's options of `npm start`. */
const optionsOfStart = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
).scripts.start
  .split(' ')
  .filter((word) => word.startsWith('--'));

/** The built server in a process of its own, as `npm start` runs it. */
export interface Product {
  child: ChildProcess;
  url: string;
  /** Everything that it wrote to standard error so far. */
  stderr(): string;
  hasEnded(): boolean;
  /** Waits for its end and gives the exit code, null after a signal. */
  ended: Promise<number | null>;
}

export interface ProductOptions {
  env?: Record<string, string>;
  /** Node's own options on top of those of `npm start`, e.g. `--expose-gc`. */
  nodeOptions?: readonly string[];
  /** What is started instead of the server: another file of `build`. */
  entry?: string;
  /** `ignore`: nobody reads what it writes to standard error. */
  stderr?: 'pipe' | 'ignore';
}

/** Starts the built server with nothing of this process's environment but the path. It is not ready yet, and takes messages. */
export function startProduct(
  port: number,
  { env, nodeOptions = [], entry = join('server', 'main.js'), stderr: errors = 'pipe' }: ProductOptions,
): Product {
  const child = spawn(process.execPath, [...optionsOfStart, ...nodeOptions, join(root, 'build', entry)], {
    cwd: root,
    env: { PATH: process.env.PATH, REDRESS_MODE: 'test', PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', errors, 'ipc'],
  });
  let stderr = '';
  child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
  return {
    child,
    url: `http://127.0.0.1:${port}`,
    stderr: () => stderr,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    ended: new Promise((resolve) => child.once('close', resolve)),
  };
}

/** Waits until the server answers that it is ready; throws with what it wrote when it ends instead, or takes too long. */
export async function untilReady(product: Product, limitMilliseconds: number): Promise<void> {
  for (const deadline = Date.now() + limitMilliseconds; Date.now() < deadline; await sleep(20)) {
    if (product.hasEnded()) throw new Error(`The server ended: ${product.stderr()}`);
    const answer = await fetch(`${product.url}/health/ready`).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error(`The server was not ready after ${limitMilliseconds / 1000} s: ${product.stderr()}`);
}

/** A port of the loopback address that nothing listens on. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
