import type { Command } from 'commander';
import { StartRefused } from '../../server/process/explain-failure.ts';
import { demandExplanation } from '../../server/telemetry/explain-on-demand.ts';
import { runCommand } from './run-command.ts';

/** Adds `redress explain`. */
export function addExplainCommand(program: Command): void {
  program
    .command('explain <operation>')
    .description(
      'Have every server process write the next GraphQL operation of that name (or documentHash) into its log: where it waited, its statements, and how PostgreSQL would run them.',
    )
    .option('--minutes <number>', 'for how long it is waited for', '10')
    .action((operation: string, { minutes }: { minutes: string }) =>
      runCommand(async (open, print) => {
        const { installation } = await open();
        const problem = await demandExplanation(installation.pools, { operation, minutes: Number(minutes) });
        if (problem !== null) throw new StartRefused(problem);
        const place = `the log, "event":"operation on demand" and "plan of a statement"`;
        print(
          `The next ${operation} at each server process within ${minutes} minutes is written into ${place}.`,
        );
      }),
    );
}
