import { readFileSync, writeFileSync } from 'node:fs';
import { printedSchema } from '../server/api/printed-schema.ts';

/** Writes schema.graphql at the repository's root; with --check says whether it is fresh instead. */
const file = 'schema.graphql';
if (!process.argv.includes('--check')) {
  writeFileSync(file, printedSchema());
} else if (readFileSync(file, 'utf8') !== printedSchema()) {
  process.stderr.write('schema.graphql is not fresh: run "npm run check -- --write".\n');
  process.exitCode = 1;
}
