/**
 * Writes web/src/lib/api/generated.ts from schema.graphql and the web app's .graphql documents.
 * `--check` compares instead of writing; `--schema <file>` reads another schema.
 */
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
const notice =
  '// Written by scripts/generate-web-types.ts from schema.graphql and the .graphql files beside it. Do not edit.';

const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    schema: { type: 'string', default: 'schema.graphql' },
  },
});

const wanted = await generate(options.schema);
if (!options.check) {
  writeFileSync(output, wanted);
} else if (readFileSync(output, 'utf8') !== wanted) {
  console.error(`${output} is stale: run npm exec -- node scripts/generate-web-types.ts`);
  process.exitCode = 1;
}

async function generate(schemaFile: string): Promise<string> {
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
  return format(`${notice}\n${source}`, { ...(await resolveConfig(output)), parser: 'typescript' });
}
