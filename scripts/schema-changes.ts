/**
 * Compares schema.graphql with the contract that clients were given (docs/api-contract.graphql) and fails when it breaks one.
 * `--list` shows everything that changed; `--accept "why"` makes the schema the contract and writes the breaks into docs/api-changes.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildSchema } from 'graphql';
import { compareWithContract, contractText, type ContractChanges } from './schema-changes/contract.ts';
import { findDeprecationProblems } from './schema-changes/deprecations.ts';

const contractFile = 'docs/api-contract.graphql';
const changesFile = 'docs/api-changes.md';
const newest = '## Unreleased\n';

const { values: options } = parseArgs({
  options: { list: { type: 'boolean', default: false }, accept: { type: 'string' } },
});

const schemaText = readFileSync('schema.graphql', 'utf8');
const schema = buildSchema(schemaText);
const today = new Date();
const changes = await compareWithContract(buildSchema(readFileSync(contractFile, 'utf8')), schema, today);
const problems = findDeprecationProblems(schema);

if (options.list) {
  show('Added', changes.additions);
  show('Removed after its time', changes.removals);
}
if (options.accept !== undefined) accept(options.accept, changes);
else show('Breaks clients', changes.breaks);
show('Deprecated without what clients need to know', problems);
if (problems.length > 0 || (options.accept === undefined && changes.breaks.length > 0)) {
  console.log(`How the API changes, and how a break is accepted: ${changesFile}`);
  process.exitCode = 1;
}

function accept(why: string, { breaks, removals }: ContractChanges): void {
  const text = readFileSync(changesFile, 'utf8');
  if (why.trim() === '' || !text.includes(newest))
    throw new Error(`--accept needs a sentence, and ${changesFile} a section "${newest.trim()}"`);
  const lines = [...breaks.map((line) => `  - breaks: ${line}`), ...removals.map((line) => `  - ${line}`)];
  const entry = [`- ${today.toISOString().slice(0, 10)}: ${why.trim()}`, ...lines].join('\n');
  writeFileSync(
    changesFile,
    text.replace(newest, () => `${newest}\n${entry}`),
  );
  writeFileSync(contractFile, contractText(schemaText));
  console.log(`${contractFile} is the schema of today; ${changesFile} says so.`);
}

function show(title: string, lines: readonly string[]): void {
  if (lines.length > 0) console.log([`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n'));
}
