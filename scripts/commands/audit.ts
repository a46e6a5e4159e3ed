import type { Command } from 'commander';
import { accessSync, closeSync, constants, createWriteStream, openSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { commandLine, exportAudit, operator } from '../../server/audit/export-audit.ts';
import { makeCheckpoints, type CheckpointServices } from '../../server/audit/make-checkpoints.ts';
import { verifyTrail } from '../../server/audit/verify-trail.ts';
import { signingKeyOf } from '../../server/auth/signing-key.ts';
import { loadConfig, type Config } from '../../server/config.ts';
import { withAdmin } from '../../server/db/admin.ts';
import { StartRefused } from '../../server/process/explain-failure.ts';
import type { Installation } from '../../server/process/open-installation.ts';
import { SlugError } from '../../server/tenancy/provision-tenant.ts';
import { listTenants } from '../../server/tenancy/registry.ts';
import type { Tenant } from '../../server/tenancy/tenant.ts';
import { knownCheckpoints, verificationLines } from '../verify-audit.mjs';
import { cannotUse, runCommand } from './run-command.ts';

/** Adds `redress audit checkpoint|export|verify|public-key`. */
export function addAuditCommands(program: Command): void {
  const audit = program.command('audit').description('The audit trails: sign, export, verify.');

  withWhich(audit.command('checkpoint [slug]').description('Sign what is new in the trail.')).action(
    (slug: string | undefined, options: { all?: boolean }) =>
      runCommand(async (open, print) => {
        checkWhich(slug, options);
        const { installation, config } = await open();
        for (const tenant of await chooseTenants(installation, slug)) {
          const made = await makeCheckpoints(servicesOf(installation, config), tenant.key);
          print(`${tenant.slug}: ${made === 0 ? 'nothing new to sign' : `${made} signed`}`);
        }
      }),
  );

  audit
    .command('export <slug>')
    .description('Write the trail as lines of JSON, for verify-audit.mjs and the public key.')
    .option('--out <file>', 'into this file instead of standard output')
    .action((slug: string, { out }: { out?: string }) =>
      runCommand(async (open) => {
        if (out !== undefined) checkWritable(out);
        const { installation, config } = await open();
        const [tenant] = await chooseTenants(installation, slug);
        const by = { actor: operator, origin: commandLine };
        const lines = exportAudit(servicesOf(installation, config), tenant as Tenant, by);
        const text = Readable.from(withLineBreaks(lines));
        if (out === undefined) await pipeline(text, process.stdout, { end: false });
        else await pipeline(text, createWriteStream(out));
      }),
    );

  withWhich(
    audit
      .command('verify [slug]')
      .description('Verify the trail where it stands; exit code 1 on any finding.'),
  )
    .option('--log <file>', 'a log with checkpoints that must be in the trail')
    .action((slug: string | undefined, options: { all?: boolean; log?: string }) =>
      runCommand(async (open, print) => {
        checkWhich(slug, options);
        if (options.log !== undefined) checkReadable(options.log);
        const { installation, config } = await open();
        let findings = 0;
        for (const tenant of await chooseTenants(installation, slug)) {
          const known = options.log === undefined ? [] : knownCheckpoints(options.log, tenant.key);
          const verification = await verifyTrail(servicesOf(installation, config), tenant, known);
          findings += verification.findingCount;
          print([`${tenant.slug}:`, ...verificationLines(verification)].join('\n  '));
        }
        if (findings > 0) throw new StartRefused(`${findings} findings, see above.`);
      }),
    );

  audit
    .command('public-key')
    .description('Print the public key that verifies checkpoints and receipts (PEM).')
    .action(() =>
      runCommand(async (_, print) => {
        print(signingKeyOf(loadConfig(process.env).auditSigningKey).publicKey.trimEnd());
      }),
    );
}

function withWhich(command: Command): Command {
  return command.option('--all', 'every organisation');
}

function checkWhich(slug: string | undefined, { all }: { all?: boolean }): void {
  if ((slug === undefined) === !all) throw new SlugError('Name one organisation by its slug, or say --all.');
}

/** The organisation of that slug, suspended or not; every one without a slug. */
async function chooseTenants({ adminUrl }: Installation, slug: string | undefined): Promise<Tenant[]> {
  const tenants = await withAdmin(adminUrl, listTenants);
  const chosen = slug === undefined ? tenants : tenants.filter((tenant) => tenant.slug === slug);
  if (slug !== undefined && chosen.length === 0)
    throw new SlugError(
      `There is no organisation with the slug "${slug}": "redress tenant list" shows them.`,
    );
  return chosen;
}

function servicesOf({ pools }: Installation, config: Config): CheckpointServices {
  return { pools, config, now: () => new Date() };
}

async function* withLineBreaks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

function checkReadable(file: string): void {
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw cannotUse(file, 'read', error);
  }
}

function checkWritable(file: string): void {
  try {
    closeSync(openSync(file, 'w'));
  } catch (error) {
    throw cannotUse(file, 'written', error);
  }
}
