import type { Command } from 'commander';
import { withAdmin } from '../../server/db/admin.ts';
import { addTenantAdmin, createTenant, type MadeOrganisation } from '../../server/process/create-tenant.ts';
import { SlugError } from '../../server/tenancy/provision-tenant.ts';
import { listTenants } from '../../server/tenancy/registry.ts';
import { readPassword, runCommand } from './run-command.ts';

interface AdminOptions {
  admin: string;
  adminName?: string;
  adminPasswordFile?: string;
}

/** Adds `redress tenant create|add-admin|list`. */
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
