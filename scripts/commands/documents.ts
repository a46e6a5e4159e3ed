import type { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { buildSchema } from '../../server/api/schema.ts';
import { operator } from '../../server/audit/export-audit.ts';
import { documentHash } from '../../server/documents/document-hash.ts';
import { registerDocument } from '../../server/documents/register-document.ts';
import { StartRefused } from '../../server/process/explain-failure.ts';
import { SlugError } from '../../server/tenancy/provision-tenant.ts';
import { findTenantBySlug } from '../../server/tenancy/registry.ts';
import { withTenant } from '../../server/tenancy/with-tenant.ts';
import { cannotUse, runCommand } from './run-command.ts';

/** Adds `redress documents register`. */
export function addDocumentCommands(program: Command): void {
  program
    .command('documents')
    .description('The GraphQL documents that organisations know by their hash.')
    .command('register <slug> <files...>')
    .description(
      'Make documents known to an organisation: each .graphql file is one, as it stands; a .json file holds many, by their hashes.',
    )
    .action((slug: string, files: string[]) =>
      runCommand(async (open, print) => {
        const texts = files.flatMap((file) => textsIn(file).map((text) => ({ file, text })));
        const { pools } = (await open()).installation;
        const tenant = await findTenantBySlug(pools, slug);
        if (!tenant)
          throw new SlugError(
            `There is no organisation with the slug "${slug}": "redress tenant list" shows them.`,
          );
        const schema = buildSchema();
        // All or none: a client is deployed as a whole.
        const lines = await withTenant(pools, tenant.key, async (unit) => {
          const registered: string[] = [];
          for (const { file, text } of texts) {
            const made = { unit, actor: operator, origin: null, now: new Date() };
            const answer = await registerDocument(made, schema, text);
            if (!answer.ok)
              throw new StartRefused(
                `${basename(file)}: ${answer.refusals.map(({ message }) => message).join(' ')}`,
              );
            registered.push(`sha256:${answer.value.hash}  ${answer.value.name}`);
          }
          return registered;
        });
        lines.forEach(print);
      }),
    );
}

/** The documents of a file. Throws StartRefused when it is none of ours. */
function textsIn(file: string): string[] {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    throw cannotUse(file, 'read', error);
  }
  return file.endsWith('.json') ? textsByHash(basename(file), content) : [content];
}

/** What build tools of clients write: `{ "<sha256>": "<document>" }`. */
function textsByHash(name: string, content: string): string[] {
  let manifest: unknown;
  try {
    manifest = JSON.parse(content);
  } catch (error) {
    throw new StartRefused(`${name} is not JSON.`, { cause: error });
  }
  return Object.entries(Object(manifest) as object).map(([hash, text]) => {
    if (typeof text !== 'string' || documentHash(text) !== hash.replace(/^sha256:/, ''))
      throw new StartRefused(
        `${name}: ${hash.slice(0, 80)} is not the SHA-256 of its document. The file is to be { "<hash>": "<document>" }.`,
      );
    return text;
  });
}
