import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { attachEmbeddedCluster } from '../db/embedded/embedded-cluster.ts';
import { findPostmaster } from '../db/embedded/postmaster.ts';

const root = join(import.meta.dirname, '..', '..');
const builtServer = join(root, 'build', 'server', 'main.js');

/** A built server in a process of its own, as `npm start` runs it. */
export interface ServerProcess {
  child: ChildProcess;
  url: string;
  /** What it wrote so far. */
  stdout(): string;
  stderr(): string;
  /** Waits until it answers `/health/ready`; throws with what it wrote when it ends instead. */
  ready(): Promise<void>;
  /** Waits for its end and gives the exit code. */
  ended(): Promise<number | null>;
}

const leftovers: { children: ChildProcess[]; dataDirs: string[] } = { children: [], dataDirs: [] };

/** Starts the built server on a free port, with nothing of this process's environment but the path. */
export async function startServer(env: Record<string, string>): Promise<ServerProcess> {
  if (!existsSync(builtServer))
    throw new Error('The server is not built: run "npm run build", or the tests by "npm test".');
  return startProgram(process.execPath, [builtServer], env);
}

/** Starts any program that ends up being the server. */
export async function startProgram(
  program: string,
  args: string[],
  env: Record<string, string>,
): Promise<ServerProcess> {
  const port = env.PORT ?? String(await findFreePort());
  const child = spawn(program, args, {
    cwd: root,
    env: { PATH: process.env.PATH, REDRESS_MODE: 'test', PORT: port, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that a test can press Ctrl-C.
    detached: true,
  });
  leftovers.children.push(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const end = new Promise<number | null>((resolve) => child.once('close', resolve));
  const url = `http://127.0.0.1:${port}`;
  return {
    child,
    url,
    stdout: () => stdout,
    stderr: () => stderr,
    ended: () => end,
    async ready() {
      while (!(await answers(`${url}/health/ready`))) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`The server ended: ${stderr}${stdout}`);
        await sleep(25);
      }
    },
  };
}

/** Sends SIGINT to all of the server's process group, as a terminal does. */
export function pressCtrlC(server: ServerProcess): void {
  process.kill(-(server.child.pid ?? 0), 'SIGINT');
}

/** A folder for one test's data; removed by `cleanUp`. */
export function makeDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'redress-process-'));
  leftovers.dataDirs.push(dataDir);
  return dataDir;
}

/** Ends what the tests of a file left running, and removes their folders. */
export async function cleanUp(): Promise<void> {
  for (const child of leftovers.children) if (child.exitCode === null) child.kill('SIGKILL');
  for (const dataDir of leftovers.dataDirs) {
    const postmaster = findPostmaster(join(dataDir, 'postgres'));
    if (postmaster !== null) process.kill(postmaster.pid, 'SIGKILL');
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** The embedded PostgreSQL that runs for that folder, or null. */
export async function findDatabase(dataDir: string): Promise<{ pid: number; adminUrl: string } | null> {
  const cluster = await attachEmbeddedCluster(dataDir);
  const postmaster = findPostmaster(join(dataDir, 'postgres'));
  return cluster && postmaster && { pid: postmaster.pid, adminUrl: cluster.adminUrl };
}

/** A port that nothing listens on. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
