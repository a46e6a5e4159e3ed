import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const builtCommand = join(root, 'build', 'scripts', 'redress.js');

/** What a command wrote, and how it ended. */
export interface RedressRun {
  /** Null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A built `redress` command in a process of its own. */
export interface RedressProcess {
  child: ChildProcess;
  ended: Promise<RedressRun>;
}

/** Starts the operator's command line with nothing of this process's environment but the path. */
export function startRedress(args: readonly string[], env: Record<string, string>): RedressProcess {
  if (!existsSync(builtCommand))
    throw new Error('The command line is not built: run "npm run build", or the tests by "npm test".');
  const child = spawn(process.execPath, [builtCommand, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const ended = new Promise<RedressRun>((resolve) =>
    child.once('close', (code) => resolve({ code, stdout, stderr })),
  );
  return { child, ended };
}

/** Runs a command to its end. */
export function redress(args: readonly string[], env: Record<string, string>): Promise<RedressRun> {
  return startRedress(args, env).ended;
}

/** The environment of an installation in production, on a database that is there. */
export function productionOn({ adminUrl, databaseUrl }: { adminUrl: string; databaseUrl: string }) {
  return {
    REDRESS_MODE: 'production',
    SECRET_KEY: 'k'.repeat(40),
    AUDIT_SIGNING_KEY: 'k'.repeat(43),
    DATABASE_URL: databaseUrl,
    DATABASE_ADMIN_URL: adminUrl,
    PUBLIC_URL: 'https://complaints.example.org',
  };
}
