import { Option, type Command } from 'commander';
import { accessSync, closeSync, constants, openSync, writeFileSync } from 'node:fs';
import { ImportFileError } from '../../server/import/cfpb-columns.ts';
import { importCfpb } from '../../server/import/import-cfpb.ts';
import { formatReport } from '../../server/import/import-report.ts';
import { progressBar } from '../../server/process/progress-bar.ts';
import { cannotUse, readPassword, runCommand } from './run-command.ts';

interface ImportOptions {
  tenants?: 'by-company';
  tenant?: string;
  adminPasswordFile?: string;
  report?: string;
}

/** Adds `redress import cfpb`. */
export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('Bring complaints in from elsewhere.')
    .command('cfpb <file>')
    .description('Import a file of the public Consumer Complaint Database (CSV).')
    .addOption(
      new Option('--tenants <how>', 'an organisation for each company')
        .choices(['by-company'])
        .conflicts('tenant'),
    )
    .option('--tenant <slug>', 'everything into this organisation')
    .addOption(
      new Option(
        '--admin-password-file <file>',
        'the password of the administrator "admin" of each new organisation',
      ).conflicts('tenant'),
    )
    .option('--report <file>', 'write the whole report as JSON')
    .action((file: string, options: ImportOptions) =>
      runCommand(async (open, print) => {
        checkOptions(file, options);
        const adminPassword = readPassword(options.adminPasswordFile, ['admin']);
        const { installation } = await open();
        const bar = progressBar('Importing');
        const report = await importCfpb({
          file,
          tenantSlug: options.tenant ?? null,
          adminPassword,
          ...installation,
          now: new Date(),
          onProgress: bar.show,
        }).finally(bar.end);
        if (options.report !== undefined)
          writeFileSync(options.report, `${JSON.stringify(report, null, 2)}\n`);
        print(formatReport(report));
      }),
    );
}

/** Whatever can be wrong without a database: an import may take long, and its report must not be lost at the end. */
function checkOptions(file: string, { tenants, tenant, report }: ImportOptions): void {
  if (!tenant && !tenants)
    throw new ImportFileError('Say where to: --tenants by-company, or --tenant <slug>.');
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw cannotUse(file, 'read', error);
  }
  if (report === undefined) return;
  try {
    closeSync(openSync(report, 'a'));
  } catch (error) {
    throw cannotUse(report, 'written', error);
  }
}
