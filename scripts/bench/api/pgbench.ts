import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NamedStatement } from './bare-client.ts';
import type { Contestant } from './contestants.ts';

/** Where pgbench is, null on a machine without it. Debian's 15 works against PostgreSQL 18. */
export const pgbenchProgram: string | null = findPgbench();

/**
 * pgbench with the statements of a tenant's transaction. It prepares them before the role is switched, so that it has to see the schema from
 * the beginning: `adminUrl` is an owner's.
 */
export function pgbenchContestant(
  adminUrl: string,
  {
    name,
    tenantKey,
    script,
    values,
    connections,
  }: { name: string; tenantKey: string; connections: number } & Script,
): Contestant {
  return {
    name,
    pid: null,
    async run(milliseconds) {
      const folder = mkdtempSync(join(tmpdir(), 'redress-pgbench-'));
      const file = join(folder, 'script.sql');
      writeFileSync(file, script);
      const seconds = Math.max(1, Math.round(milliseconds / 1000));
      const options = ['-n', '-M', 'prepared', '-c', String(connections), '-T', String(seconds), '-f', file];
      const variables = Object.entries(values).flatMap(([variable, value]) => ['-D', `${variable}=${value}`]);
      try {
        const output = await runProgram(adminUrl, tenantKey, [...options, ...variables]);
        const count = Number(/actually processed: (\d+)/.exec(output)?.[1]);
        const perSecond = Number(/^tps = ([\d.]+)/m.exec(output)?.[1]);
        const latency = Number(/^latency average = ([\d.]+)/m.exec(output)?.[1]);
        return { count, failed: 0, latencies: [latency], took: (count / perSecond) * 1000 };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** A script of pgbench's and the variables in it. */
export interface Script {
  script: string;
  values: Record<string, string>;
}

/** One transaction as a script: `$1` becomes a variable. */
export function toScript(statements: readonly NamedStatement[]): Script {
  const values: Record<string, string> = {};
  const lines = statements.map(({ text, values: given }, at) =>
    text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/\$(\d+)/g, (_, number: string) => {
      const variable = `v${at}_${number}`;
      values[variable] = textOf(given[Number(number) - 1]);
      return `:${variable}`;
    }),
  );
  return {
    script: ['\\startpipeline', ...lines.map((line) => `${line};`), '\\endpipeline', ''].join('\n'),
    values,
  };
}

/** A value as PostgreSQL reads it from text. */
export function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map((item) => JSON.stringify(String(item))).join(',')}}`;
  return String(value);
}

function runProgram(adminUrl: string, tenantKey: string, options: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(pgbenchProgram as string, [...options, adminUrl], {
      env: { PATH: process.env.PATH, PGOPTIONS: `-c search_path=${tenantKey}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (errors += String(chunk)));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`pgbench ended with ${code}: ${errors.slice(-500)}`)),
    );
  });
}

function findPgbench(): string | null {
  try {
    execFileSync('pgbench', ['--version'], { stdio: 'ignore' });
    return 'pgbench';
  } catch {
    return null;
  }
}
