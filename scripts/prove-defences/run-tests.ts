import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** How a run of tests ended. */
export type Outcome =
  | { is: 'green'; tests: number }
  | { is: 'red'; test: string; file: string }
  /** No test failed and yet the run did: a file that cannot be loaded, a database that does not start. It says nothing about a defence. */
  | { is: 'broken'; message: string };

interface Report {
  numPassedTests: number;
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

/** Runs files of tests in a folder until the first failure. */
export async function runTests(folder: string, files: readonly string[], only?: string): Promise<Outcome> {
  const reportFile = join(folder, 'prove-defences-report.json');
  rmSync(reportFile, { force: true });
  const vitest = spawn(
    process.execPath,
    [
      join(folder, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--bail=1',
      '--maxWorkers=1',
      '--reporter=json',
      `--outputFile=${reportFile}`,
      ...(only === undefined ? [] : ['--testNamePattern', only]),
      ...files,
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let complaints = '';
  vitest.stderr.on('data', (chunk) => (complaints = `${complaints}${String(chunk)}`.slice(-4_000)));
  const code = await new Promise<number>((resolve) => vitest.once('close', (status) => resolve(status ?? 1)));
  return outcomeOf(readReport(reportFile), code, complaints);
}

function readReport(file: string): Report | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return null;
  }
}

function outcomeOf(report: Report | null, code: number, complaints: string): Outcome {
  for (const file of report?.testResults ?? []) {
    const failed = file.assertionResults.find(({ status }) => status === 'failed');
    if (failed) return { is: 'red', test: failed.fullName.trim(), file: file.name };
  }
  const broken = report?.testResults.find(({ status }) => status === 'failed');
  if (!report || code !== 0 || broken) return { is: 'broken', message: broken?.message ?? complaints };
  return report.numPassedTests > 0
    ? { is: 'green', tests: report.numPassedTests }
    : { is: 'broken', message: 'No test has that name.' };
}
