import type { Command } from 'commander';
import { toGlobalId } from '../../server/graphql/global-id.ts';
import { StartRefused } from '../../server/process/explain-failure.ts';
import type { Installation } from '../../server/process/open-installation.ts';
import {
  createTokenAsOperator,
  listTokensAsOperator,
  revokeTokenAsOperator,
  type OperatorWish,
} from '../../server/service-tokens/operator-tokens.ts';
import { tokenScopes } from '../../server/shared/token-scopes.ts';
import { SlugError } from '../../server/tenancy/provision-tenant.ts';
import { findTenantBySlug } from '../../server/tenancy/registry.ts';
import { runCommand } from './run-command.ts';

/** Adds `redress token create|list|revoke`. */
export function addTokenCommands(program: Command): void {
  const token = program
    .command('token')
    .description('Service tokens, by which software uses the API for an organisation.');

  token
    .command('create <slug>')
    .description('Make a service token; its text is printed once.')
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption('--scopes <scopes>', `what it may do, separated by commas: ${tokenScopes.join(', ')}`)
    .option('--expires <days>', 'when it ends by itself: such as 30d, or never; 90d when nothing is said')
    .action((slug: string, { name, scopes, expires }: OperatorWish) =>
      runCommand(async (open, print) => {
        const { installation } = await open();
        const key = await tenantKeyOf(installation, slug);
        const made = await createTokenAsOperator(installation.pools, key, { name, scopes, expires });
        if ('problem' in made) throw new StartRefused(made.problem);
        print(made.text);
      }),
    );

  token
    .command('list <slug>')
    .description('The service tokens of an organisation, newest first.')
    .option('--json', 'as JSON')
    .action((slug: string, options: { json?: boolean }) =>
      runCommand(async (open, print) => {
        const { installation } = await open();
        const tokens = await listTokensAsOperator(installation.pools, await tenantKeyOf(installation, slug));
        const shown = tokens.map((one) => ({ ...one, id: toGlobalId('ServiceToken', one.id) }));
        if (options.json) return print(JSON.stringify(shown, null, 2));
        for (const { id, name, scopes, ending, expiresAt, lastUsedAt, revokedAt } of shown) {
          const end = revokedAt
            ? `revoked ${dayOf(revokedAt)}`
            : expiresAt
              ? `expires ${dayOf(expiresAt)}`
              : 'never expires';
          const use = lastUsedAt ? `used ${dayOf(lastUsedAt)}` : 'never used';
          print([id, `…${ending}`, end, use, scopes.join(','), name].join('  '));
        }
      }),
    );

  token
    .command('revoke <slug> <id>')
    .description('End a service token, by the id that "redress token list" shows.')
    .action((slug: string, id: string) =>
      runCommand(async (open, print) => {
        const { installation } = await open();
        const key = await tenantKeyOf(installation, slug);
        if (!(await revokeTokenAsOperator(installation.pools, key, id)))
          throw new StartRefused(
            `${slug} has no service token with that id: "redress token list" shows them.`,
          );
        print('The token is revoked.');
      }),
    );
}

async function tenantKeyOf({ pools }: Installation, slug: string): Promise<string> {
  const tenant = await findTenantBySlug(pools, slug);
  if (tenant) return tenant.key;
  throw new SlugError(`There is no organisation with the slug "${slug}": "redress tenant list" shows them.`);
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
