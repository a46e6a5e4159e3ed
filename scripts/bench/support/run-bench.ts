import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Bench, BenchOptions } from './bench.ts';
import { machineFacts } from './machine.ts';
import { formatTable } from './table.ts';

/** Runs the bench that the arguments name, `<name> [--option value]`; lists the benches when they name none. Exit code 1 when a claim does not hold. */
export async function runBench(folder: string, [name, ...args]: readonly string[]): Promise<void> {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => basename(file, '.ts'))
    .sort();
  if (name === undefined || !names.includes(name)) return listBenches(names, name);
  const bench = await loadBench(name);
  const options = parseOptions(bench, args);
  if (options === null) return describeOptions(name, bench);
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  print(`bench ${name}: ${bench.summary}`);
  for (const [fact, value] of machineFacts()) print(`  ${fact}: ${value}`);
  const begun = Date.now();
  const broken = await bench.run(options, print);
  print(`\nTook ${((Date.now() - begun) / 1000).toFixed(1)} s.`);
  for (const sentence of broken) print(`DOES NOT HOLD: ${sentence}`);
  print(broken.length === 0 ? 'Every claim holds.' : `${broken.length} claims do not hold.`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}

async function loadBench(name: string): Promise<Bench> {
  const module = (await import(join(import.meta.dirname, '..', `${name}.js`))) as { bench: Bench };
  return module.bench;
}

async function listBenches(names: readonly string[], wrong: string | undefined): Promise<void> {
  const rows: string[][] = [];
  for (const name of names) rows.push([name, (await loadBench(name)).summary]);
  const lines = [
    ...(wrong === undefined || wrong === '--help' ? [] : [`There is no bench "${wrong}".`]),
    'npm run bench -- <name> [--option value]; --help after a name tells its options.',
    ...formatTable(['bench', 'what it shows'], rows),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = wrong === undefined || wrong === '--help' ? 0 : 1;
}

/** Null when something is asked that the bench does not know. */
function parseOptions({ options }: Bench, args: readonly string[]): BenchOptions | null {
  const config: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, option] of Object.entries(options))
    config[name] = { type: typeof option.default === 'boolean' ? 'boolean' : 'string' };
  let values: Record<string, unknown>;
  try {
    values = parseArgs({ args: [...args], options: config, strict: true }).values;
  } catch {
    return null;
  }
  const valueOf = (name: string): unknown => values[name] ?? options[name]?.default;
  const isWrongNumber = ([name, option]: [string, { default: unknown }]) =>
    typeof option.default === 'number' && !Number.isFinite(Number(valueOf(name)));
  if (Object.entries(options).some(isWrongNumber)) return null;
  return {
    number: (name) => Number(valueOf(name)),
    text: (name) => String(valueOf(name)),
    flag: (name) => valueOf(name) === true,
  };
}

function describeOptions(name: string, { summary, options }: Bench): void {
  const rows = Object.entries(options).map(([option, { summary, default: usual }]) => [
    `--${option}`,
    summary,
    String(usual),
  ]);
  const lines = [`bench ${name}: ${summary}`, ...formatTable(['option', 'what it sets', 'usual'], rows)];
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = 1;
}
