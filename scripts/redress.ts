import { Command } from 'commander';
import { addAuditCommands } from './commands/audit.ts';
import { addDocumentCommands } from './commands/documents.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addImportCommand } from './commands/import.ts';
import { addQueueCommands } from './commands/queue.ts';
import { runCommand } from './commands/run-command.ts';
import { addTenantCommands } from './commands/tenant.ts';
import { addTokenCommands } from './commands/token.ts';
import { addVerifyCommand } from './commands/verify.ts';

/** The operator's command line. Each command is thin: the work is in server/. */
const program = new Command('redress').description(
  'Runs an installation of Redress: organisations, migrations, imports.',
);

addTenantCommands(program);

program
  .command('migrate')
  .description('Bring the database, and every organisation in it, to this version.')
  .action(() =>
    runCommand(async (open, print) => {
      await open({ migrate: true });
      print('The database is at this version.');
    }),
  );

addImportCommand(program);
addQueueCommands(program);
addDocumentCommands(program);
addAuditCommands(program);
addTokenCommands(program);
addVerifyCommand(program);
addExplainCommand(program);

await program.parseAsync();
