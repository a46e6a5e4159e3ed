import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, root } from '../support/product.ts';

/** Another server that answers the same questions. */
export interface Peer {
  name: string;
  port: number;
  pid: number;
  stop(): void;
}

const folder = join(root, 'scripts', 'bench', 'peers');
const readyLimitMilliseconds = 60_000;

/** Installs the peers' own packages, beside the product's; they come from the registry that npm is configured with. */
export function installPeers(): void {
  if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return;
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: folder, stdio: 'ignore' });
}

/** Starts a peer in a process of its own and waits until it listens. */
export async function startPeer(name: string, file: string, env: Record<string, string>): Promise<Peer> {
  const port = await findFreePort();
  const child: ChildProcess = fork(file, {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(port), ...env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  for (const limit = Date.now() + readyLimitMilliseconds; Date.now() < limit; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    if (answer) return { name, port, pid: child.pid as number, stop: () => void child.kill('SIGTERM') };
  }
  child.kill('SIGKILL');
  throw new Error(`${name} did not listen`);
}

/** Where a peer of `scripts/bench/peers` stands. */
export function peerFile(file: string): string {
  return join(folder, file);
}

/** The server without GraphQL, which needs nothing installed. */
export const rawHttpFile = join(import.meta.dirname, `raw-http-process${extname(import.meta.filename)}`);
