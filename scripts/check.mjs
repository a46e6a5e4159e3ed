import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './build-stamp.mjs';
import { requireNode } from './require-node.mjs';

requireNode('npm run check');

// `npm run check -- --write` formats, and writes the generated files, instead of complaining.
const write = process.argv.includes('--write');
const bin = (name) => join(root, 'node_modules', '.bin', name);

const steps = [
  ['generated: schema.graphql', 'node', ['build/scripts/print-schema.js', ...(write ? [] : ['--check'])]],
  [
    "generated: the web app's types",
    'node',
    ['scripts/generate-web-types.ts', ...(write ? [] : ['--check'])],
  ],
  ['no client is broken: docs/api-changes.md', 'node', ['scripts/schema-changes.ts']],
  ['format', bin('prettier'), [write ? '--write' : '--check', '--log-level', 'warn', '.']],
  ['lint', bin('eslint'), [...(write ? ['--fix'] : []), '--max-warnings', '0', '.']],
  ['types: server', bin('tsc'), ['--noEmit', '-p', '.']],
  // Writes the types of the routes, which a fresh clone does not have.
  ['routes of the web app', bin('svelte-kit'), ['sync'], 'web'],
  [
    'types: web',
    bin('svelte-check'),
    ['--tsconfig', './tsconfig.json', '--threshold', 'error', '--output', 'human'],
    'web',
  ],
  [
    'boundaries',
    bin('depcruise'),
    ['--config', '.dependency-cruiser.json', '--output-type', 'err-long', 'server', 'web/src', 'scripts'],
  ],
  ['dead code', bin('knip'), ['--no-progress']],
];

let failed = 0;
build();
for (const [name, command, args, folder = '.'] of steps) {
  const begun = Date.now();
  const program = command === 'node' ? process.execPath : command;
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: join(root, folder),
    encoding: 'utf8',
    maxBuffer: 64e6,
  });
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status !== 0) {
    failed += 1;
    console.log(`${stdout}${stderr}`.trim());
  }
}
process.exitCode = failed === 0 ? 0 : 1;

/** The schema is printed by the compiled server: Node's own type stripping refuses decorators. */
function build() {
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'scripts/tsconfig.build.json'],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) process.exit(1);
}
