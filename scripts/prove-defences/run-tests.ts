import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** How a run of tests ended. */
export type Outcome =
  | { is: 'green'; tests: number }
  /** The first test that failed, and every file that has one. */
  | { is: 'red'; test: string; file: string; files: readonly string[] }
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

interface Run {
  files: readonly string[];
  /** A part of the names of the tests that are run; all of them when not given. */
  only?: string | undefined;
  /** Ends with the first failure. */
  isHasty: boolean;
}

const longestMilliseconds = 300_000;

/** Runs files of tests in a folder. */
export async function runTests(folder: string, { files, only, isHasty }: Run): Promise<Outcome> {
  const reportFile = join(folder, 'prove-defences-report.json');
  rmSync(reportFile, { force: true });
  const vitest = spawn(
    process.execPath,
    [
      join(folder, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      `--bail=${isHasty ? 1 : 0}`,
      // Apart from other runs, of which there may be one beside this.
      `--fsModuleCachePath=${join(folder, '.vitest-cache')}`,
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
  // Without a limit a document may hold a run for good. Told to end, it stops its database.
  const clock = isHasty ? setTimeout(() => vitest.kill('SIGTERM'), longestMilliseconds) : undefined;
  const code = await new Promise<number>((resolve) => vitest.once('close', (status) => resolve(status ?? 1)));
  clearTimeout(clock);
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
  const red = (report?.testResults ?? []).flatMap((file) => {
    const failed = file.assertionResults.find(({ status }) => status === 'failed');
    return failed ? [{ file: file.name, test: failed.fullName.trim() }] : [];
  });
  if (red[0]) return { is: 'red', ...red[0], files: red.map(({ file }) => file) };
  const broken = report?.testResults.find(({ status }) => status === 'failed');
  if (!report || code !== 0 || broken) return { is: 'broken', message: broken?.message ?? complaints };
  return report.numPassedTests > 0
    ? { is: 'green', tests: report.numPassedTests }
    : { is: 'broken', message: 'No test has that name.' };
}
