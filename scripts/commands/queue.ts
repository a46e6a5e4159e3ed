import type { Command } from 'commander';
import type { Client } from 'pg';
import { withAdmin } from '../../server/db/admin.ts';
import {
  dropDeadLetters,
  listQueue,
  retryDeadLetters,
  type QueueRow,
} from '../../server/jobs/dead-letters.ts';
import { StartRefused } from '../../server/process/explain-failure.ts';
import { runCommand } from './run-command.ts';

/** Adds `redress queue list|retry|drop`. */
export function addQueueCommands(program: Command): void {
  const queue = program
    .command('queue')
    .description('What is to be done in the background, and what failed for good.');

  queue
    .command('list')
    .description('The dead letters: what was tried in vain.')
    .option('--all', 'also what waits for its turn')
    .option('--json', 'as JSON')
    .action((options: { all?: boolean; json?: boolean }) =>
      runCommand(async (open, print) => {
        const { installation } = await open();
        const rows = await withAdmin(installation.adminUrl, (admin) =>
          listQueue(admin, { all: !!options.all }),
        );
        if (options.json) return print(JSON.stringify(rows, null, 2));
        if (rows.length === 0) return print(options.all ? 'Nothing waits.' : 'There are no dead letters.');
        for (const row of rows) print(lineOf(row));
      }),
    );

  addChange(queue, 'retry', 'Try dead letters again.', 'will be tried again', retryDeadLetters);
  addChange(queue, 'drop', 'Throw dead letters away.', 'thrown away', dropDeadLetters);
}

function addChange(
  queue: Command,
  name: string,
  description: string,
  done: string,
  change: (admin: Client, ids: readonly number[] | null) => Promise<number>,
): void {
  queue
    .command(`${name} [ids...]`)
    .description(description)
    .option('--all', 'all of them')
    .action((ids: string[], options: { all?: boolean }) =>
      runCommand(async (open, print) => {
        if ((ids.length === 0) !== !!options.all)
          throw new StartRefused('Say which: the numbers that "redress queue list" shows, or --all.');
        const numbers = ids.map(toNumber);
        const { installation } = await open();
        const count = await withAdmin(installation.adminUrl, (admin) =>
          change(admin, options.all ? null : numbers),
        );
        print(`${count} ${count === 1 ? 'dead letter' : 'dead letters'} ${done}.`);
      }),
    );
}

function toNumber(id: string): number {
  if (!/^\d{1,15}$/.test(id)) throw new StartRefused(`"${id}" is not a number of "redress queue list".`);
  return Number(id);
}

function lineOf({ id, slug, tenantKey, kind, state, attempts, createdAt, reason }: QueueRow): string {
  const since = createdAt.toISOString().slice(0, 16).replace('T', ' ');
  const tried = attempts === 1 ? 'tried once' : `tried ${attempts} times`;
  const parts = [String(id), state, slug ?? `${tenantKey} (gone)`, kind, `since ${since}`, tried];
  return `${parts.join('  ')}${reason ? `: ${reason}` : ''}`;
}
