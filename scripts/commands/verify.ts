import type { Command } from 'commander';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { formatIsolationReport } from '../../server/isolation/report.ts';
import { VerificationBusy, verifyIsolation } from '../../server/isolation/verify-isolation.ts';
import { StartRefused } from '../../server/process/explain-failure.ts';
import { cannotUse, runCommand } from './run-command.ts';

interface VerifyOptions {
  json?: boolean;
  databaseOnly?: boolean;
  out?: string;
}

/** Adds `redress verify isolation`. */
export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .description('Check that the installation keeps what it promises.')
    .command('isolation')
    .description(
      'Try to reach one organisation from another, by the API and by SQL, and read the rights in the database. Makes two organisations for itself and drops them again. Exit code 1 on any finding.',
    )
    .option('--database-only', 'rights and attempts in SQL only: a few seconds')
    .option('--json', 'print the report as JSON')
    .option('--out <file>', 'write the report as JSON to a file, too')
    .action(({ json, out, databaseOnly }: VerifyOptions) =>
      runCommand(async (open, print, lifetime) => {
        if (out !== undefined) checkWritable(out);
        const { installation, config } = await open();
        const stop = new AbortController();
        const verification = verifyIsolation({
          ...installation,
          config,
          parts: databaseOnly ? 'database' : 'all',
          progress: (what) => process.stderr.isTTY && process.stderr.write(`${what} …\n`),
          signal: stop.signal,
        });
        // Stopped by a signal or by a fault: what was made for the test goes first.
        lifetime.onStop('The isolation test', 60_000, async () => {
          stop.abort(new StartRefused('Stopped.'));
          await verification.catch(() => undefined);
        });
        const report = await verification.catch((error: unknown) => {
          throw error instanceof VerificationBusy ? new StartRefused(error.message) : error;
        });
        const text = JSON.stringify(report, null, 2);
        if (out !== undefined) writeFileSync(out, `${text}\n`);
        print(json ? text : formatIsolationReport(report));
        return report.findings.length === 0 ? 0 : 1;
      }),
    );
}

/** A long run's report must not be lost at its end. */
function checkWritable(file: string): void {
  try {
    closeSync(openSync(file, 'a'));
  } catch (error) {
    throw cannotUse(file, 'written', error);
  }
}
