import { Command, Option } from 'commander';
import { readFileSync, writeFileSync } from 'node:fs';
import { passwordProblem } from '../server/auth/passwords.ts';
import { loadConfig, type Config } from '../server/config.ts';
import { ImportFileError } from '../server/import/cfpb-columns.ts';
import { importCfpb } from '../server/import/import-cfpb.ts';
import { formatReport } from '../server/import/import-report.ts';
import { progressBar } from '../server/process/progress-bar.ts';
import { explainFailure, StartRefused } from '../server/process/explain-failure.ts';
import { createLifetime } from '../server/process/lifetime.ts';
import { openInstallation, type Installation } from '../server/process/open-installation.ts';
import { addTenantAdmin, createTenant, type MadeOrganisation } from '../server/process/create-tenant.ts';
import { listTenants } from '../server/tenancy/registry.ts';
import { SlugError } from '../server/tenancy/provision-tenant.ts';
import { withAdmin } from '../server/db/admin.ts';
import { UsernameError } from '../server/users/create-first-admin.ts';

/** The operator's command line. Each command is thin: the work is in server/. */
const program = new Command('redress').description(
  'Runs an installation of Redress: organisations, migrations, imports.',
);

const tenant = program.command('tenant').description('The organisations of the installation.');

tenant
  .command('create <slug>')
  .description('Make an organisation with its first administrator.')
  .requiredOption('--name <name>', "the organisation's name")
  .requiredOption('--admin <username>', 'the username of its first administrator')
  .option('--admin-name <name>', 'how the administrator is called')
  .option('--admin-password-file <file>', 'their password; without it a link to set one is printed')
  .action((slug: string, options: AdminOptions & { name: string }) =>
    withInstallation(async (installation, config) => {
      const made = await createTenant(installation, config, {
        slug,
        name: options.name,
        ...adminOf(options, [options.name]),
      });
      print(`${made.name} is there: ${config.publicUrl}/${made.slug}`);
      printLink(made, options);
    }),
  );

tenant
  .command('add-admin <slug>')
  .description('Give an organisation another administrator.')
  .requiredOption('--admin <username>', 'the username')
  .option('--admin-name <name>', 'how the administrator is called')
  .option('--admin-password-file <file>', 'their password; without it a link to set one is printed')
  .action((slug: string, options: AdminOptions) =>
    withInstallation(async (installation, config) => {
      const made = await addTenantAdmin(installation, config, slug, adminOf(options, []));
      if (!made)
        throw new SlugError(
          `There is no organisation with the slug "${slug}": "redress tenant list" shows them.`,
        );
      print(`${made.name} has another administrator: ${config.publicUrl}/${made.slug}`);
      printLink(made, options);
    }),
  );

tenant
  .command('list')
  .description('The organisations, by slug.')
  .option('--json', 'as JSON')
  .action((options: { json?: boolean }) =>
    withInstallation(async ({ adminUrl }) => {
      const tenants = await withAdmin(adminUrl, listTenants);
      if (options.json) return print(JSON.stringify(tenants, null, 2));
      const width = Math.max(4, ...tenants.map(({ slug }) => slug.length));
      print(`${'slug'.padEnd(width)}  state      version  since       name`);
      for (const { slug, state, schemaVersion, createdAt, name } of tenants) {
        print(
          `${slug.padEnd(width)}  ${state.padEnd(9)}  ${String(schemaVersion).padEnd(7)}  ${createdAt.toISOString().slice(0, 10)}  ${name}`,
        );
      }
    }),
  );

program
  .command('migrate')
  .description('Bring the database, and every organisation in it, to this version.')
  .action(() => withInstallation(async () => print('The database is at this version.'), { migrate: true }));

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
  .option(
    '--admin-password-file <file>',
    'the password of the administrator "admin" of each new organisation',
  )
  .option('--report <file>', 'write the whole report as JSON')
  .action(
    (
      file: string,
      options: { tenants?: string; tenant?: string; adminPasswordFile?: string; report?: string },
    ) =>
      withInstallation(async (installation) => {
        if (!options.tenant && !options.tenants)
          throw new ImportFileError('Say where to: --tenants by-company, or --tenant <slug>.');
        const adminPassword =
          options.adminPasswordFile === undefined ? null : readPassword(options.adminPasswordFile, ['admin']);
        const bar = progressBar('Importing');
        const report = await importCfpb({
          file,
          tenantSlug: options.tenant ?? null,
          adminPassword,
          ...installation,
          now: new Date(),
          onProgress: bar.show,
        });
        bar.end();
        if (options.report) writeFileSync(options.report, `${JSON.stringify(report, null, 2)}\n`);
        print(formatReport(report));
      }),
  );

// `redress tenant list | head` closes the pipe early: that is no fault.
process.stdout.on('error', () => process.exit());

await program.parseAsync();

interface AdminOptions {
  admin: string;
  adminName?: string;
  adminPasswordFile?: string;
}

function adminOf({ admin, adminName, adminPasswordFile }: AdminOptions, known: readonly string[]) {
  const password =
    adminPasswordFile === undefined ? null : readPassword(adminPasswordFile, [admin, ...known]);
  return { username: admin, displayName: adminName, password };
}

function printLink({ invitationUrl }: MadeOrganisation, { admin }: AdminOptions): void {
  if (invitationUrl) print(`${admin} sets a password here, within 7 days: ${invitationUrl}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Opens the installation that the environment names, works, and closes it; what goes wrong is one sentence and exit code 1. */
async function withInstallation(
  work: (installation: Installation, config: Config) => Promise<void>,
  options: { migrate?: boolean } = {},
): Promise<void> {
  const lifetime = createLifetime((line) => process.stderr.write(`${line}\n`));
  process.on('SIGINT', () => void lifetime.end(130));
  process.on('SIGTERM', () => void lifetime.end(143));
  let exitCode = 0;
  try {
    const config = loadConfig(process.env);
    await work(await openInstallation(config, lifetime, options), config);
  } catch (error) {
    const isOurs =
      error instanceof ImportFileError || error instanceof SlugError || error instanceof UsernameError;
    if (!lifetime.isStopping()) process.stderr.write(`${isOurs ? error.message : explainFailure(error)}\n`);
    exitCode = 1;
  }
  await lifetime.end(exitCode);
}

function readPassword(file: string, known: readonly string[]): string {
  let password: string;
  try {
    password = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new StartRefused(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`, {
      cause: error,
    });
  }
  const problem = passwordProblem(password, known);
  if (problem) throw new StartRefused(`The password in ${file}: ${problem}`);
  return password;
}
