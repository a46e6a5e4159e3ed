import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireNode } from './require-node.mjs';

requireNode('npm test');
const { ensureBuilt } = await import('./build.mjs');
const { root } = await import('./build-stamp.mjs');

// The browser tests and the tests of the process use the built product.
await ensureBuilt();

const folder = mkdtempSync(join(tmpdir(), 'redress-report-'));
const reportFile = join(folder, 'report.json');
const vitest = spawn(
  process.execPath,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);
// Ctrl-C reaches vitest by itself; its end is waited for, because it stops the test database.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => vitest.kill('SIGTERM'));
const code = await new Promise((resolve) => vitest.once('close', (status) => resolve(status ?? 1)));
console.log(`\n${summarise(readReport(), code)}`);
rmSync(folder, { recursive: true, force: true });
process.exitCode = code;

function readReport() {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  }
}

/** A file that could not even be loaded has no failed test in it and is one failure all the same. */
function summarise(report, exitCode) {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = Math.max(report.numFailedTests + brokenFiles, exitCode === 0 ? 0 : 1);
  const skipped = report.numPendingTests + report.numTodoTests;
  return `${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
