import { InvalidArgumentError, type Command } from 'commander';
import { withAdmin } from '../../server/db/admin.ts';
import { addTenantAdmin, createTenant, type MadeOrganisation } from '../../server/process/create-tenant.ts';
import { SlugError } from '../../server/tenancy/provision-tenant.ts';
import { progressBar } from '../../server/process/progress-bar.ts';
import { listTenants } from '../../server/tenancy/registry.ts';
import { countStock, resizeStock } from '../../server/tenancy/tenant-stock.ts';
import { readPassword, runCommand } from './run-command.ts';

interface AdminOptions {
  admin: string;
  adminName?: string;
  adminPasswordFile?: string;
}

/** Adds `redress tenant create|add-admin|list|stock`. */
export function addTenantCommands(program: Command): void {
  const tenant = program.command('tenant').description('The organisations of the installation.');

  withAdminOptions(
    tenant
      .command('create <slug>')
      .description('Make an organisation with its first administrator.')
      .requiredOption('--name <name>', "the organisation's name"),
  ).action((slug: string, options: AdminOptions & { name: string }) =>
    runCommand(async (open, print) => {
      const admin = adminOf(options, [slug, options.name]);
      const { installation, config } = await open();
      const made = await createTenant(installation, config, { slug, name: options.name, ...admin });
      print(`${made.name} is there: ${config.publicUrl}/${made.slug}`);
      printLink(print, made, options);
    }),
  );

  withAdminOptions(
    tenant.command('add-admin <slug>').description('Give an organisation another administrator.'),
  ).action((slug: string, options: AdminOptions) =>
    runCommand(async (open, print) => {
      const admin = adminOf(options, [slug]);
      const { installation, config } = await open();
      const made = await addTenantAdmin(installation, config, slug, admin);
      if (!made)
        throw new SlugError(
          `There is no organisation with the slug "${slug}": "redress tenant list" shows them.`,
        );
      print(`${made.name} has another administrator: ${config.publicUrl}/${made.slug}`);
      printLink(print, made, options);
    }),
  );

  tenant
    .command('list')
    .description('The organisations, by slug.')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      runCommand(async (open, print) => {
        const { installation } = await open();
        const tenants = await withAdmin(installation.adminUrl, listTenants);
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

  tenant
    .command('stock')
    .description('Keep ready-made schemas, from which the next organisations are made at once.')
    .argument(
      '[size]',
      'how many to keep: makes or drops some; without it, how many there are is told',
      stockSize,
    )
    .action((size: number | undefined) =>
      runCommand(async (open, print) => {
        const { installation } = await open();
        const bar = progressBar('Making schemas');
        const changed =
          size === undefined
            ? null
            : await resizeStock(installation.adminUrl, size, bar.show).finally(bar.end);
        const count = await withAdmin(installation.adminUrl, countStock);
        print(
          `${count} ${count === 1 ? 'schema is' : 'schemas are'} in stock` +
            (changed ? `: ${changed.made} made, ${changed.dropped} dropped.` : '.'),
        );
      }),
    );
}

/** A schema is 160 files on the disk: more than these nobody wants by accident. */
const mostInStock = 1_000;

function stockSize(text: string): number {
  const size = Number(text);
  if (!/^\d+$/.test(text) || size > mostInStock)
    throw new InvalidArgumentError(`It is a number from 0 to ${mostInStock}.`);
  return size;
}

function withAdminOptions(command: Command): Command {
  return command
    .requiredOption('--admin <username>', "the administrator's username")
    .option('--admin-name <name>', 'how the administrator is called')
    .option('--admin-password-file <file>', 'their password; without it a link to set one is printed');
}

function adminOf({ admin, adminName, adminPasswordFile }: AdminOptions, known: readonly string[]) {
  return {
    username: admin,
    displayName: adminName,
    password: readPassword(adminPasswordFile, [admin, ...known]),
  };
}

function printLink(
  print: (line: string) => void,
  { invitationUrl }: MadeOrganisation,
  { admin }: AdminOptions,
): void {
  if (invitationUrl) print(`${admin} sets a password here, within 7 days: ${invitationUrl}`);
}
