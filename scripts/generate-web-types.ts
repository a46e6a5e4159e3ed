/**
 * Writes web/src/lib/api/generated.ts from schema.graphql and the web app's .graphql documents, and the operations by their SHA-256 for the
 * server, which knows them by it.
 * `--check` compares instead of writing; `--schema <file>` reads another schema.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';
import { format, resolveConfig } from 'prettier';

const documentsFolder = 'web/src/lib';
const output = join(documentsFolder, 'api/generated.ts');
const manifest = 'server/api/documents/web-documents.json';
const notice =
  '// Written by scripts/generate-web-types.ts from schema.graphql and the .graphql files beside it. Do not edit.';

const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    schema: { type: 'string', default: 'schema.graphql' },
  },
});

for (const [file, wanted] of Object.entries(await generate(options.schema))) {
  if (!options.check) {
    writeFileSync(file, wanted);
  } else if (readFileSync(file, 'utf8') !== wanted) {
    console.error(`${file} is stale: run npm exec -- node scripts/generate-web-types.ts`);
    process.exitCode = 1;
  }
}

async function generate(schemaFile: string): Promise<Record<string, string>> {
  const documents = globSync('**/*.graphql', { cwd: documentsFolder })
    .sort()
    .map((name) => {
      const location = join(documentsFolder, name);
      return { location, document: parse(readFileSync(location, 'utf8'), { noLocation: true }) };
    });
  const source = await codegen({
    filename: output,
    schema: parse(readFileSync(schemaFile, 'utf8'), { noLocation: true }),
    documents,
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations: typescriptOperations, documents: typedDocumentNode },
    config: {
      documentMode: 'string',
      enumType: 'string-literal' as const,
      immutableTypes: false,
      scalars: { DateTime: 'string' },
      useTypeImports: true,
      dedupeFragments: true,
    },
  });
  const { text, operations } = withHashes(source);
  return {
    [output]: await format(`${notice}\n${text}`, { ...(await resolveConfig(output)), parser: 'typescript' }),
    [manifest]: await format(JSON.stringify(operations), {
      ...(await resolveConfig(manifest)),
      parser: 'json',
    }),
  };
}

/** Writes the hash of each operation's text beside it; gives the texts by their hashes. */
function withHashes(source: string): { text: string; operations: Record<string, string> } {
  const operations: Record<string, string> = {};
  const text = source.replace(
    /(Document = new TypedDocumentString\(`)([^`]*)(`)\)/g,
    (_, before: string, document: string, after: string) => {
      if (/\\|\$\{/.test(document))
        throw new Error(`A document has a character that is written otherwise:\n${document}`);
      const hash = createHash('sha256').update(document).digest('hex');
      operations[hash] = document;
      return `${before}${document}${after}, { hash: '${hash}' })`;
    },
  );
  const wanted = source.match(/Document = new TypedDocumentString\(/g)?.length ?? 0;
  if (Object.keys(operations).length !== wanted)
    throw new Error(`${Object.keys(operations).length} of ${wanted} operations got a hash`);
  const byHash = Object.entries(operations).sort(([one], [other]) => (one < other ? -1 : 1));
  return { text, operations: Object.fromEntries(byHash) };
}
