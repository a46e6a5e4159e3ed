import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clearStamp, hashSources, isBuilt, root, writeStamp } from './build-stamp.mjs';
import { requireNode } from './require-node.mjs';

if (process.argv[1] === import.meta.filename) {
  requireNode('npm run build');
  await build();
}

/** Builds when the built output is missing or older than the sources. Ends the process when that fails. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  const unlock = await lockBuild();
  try {
    if (isBuilt()) return;
    console.log('Building (the first time, or because the sources changed) …');
    await build();
  } finally {
    unlock();
  }
}

/** Compiles the server and builds the web app side by side. */
async function build() {
  const begun = Date.now();
  const hash = hashSources();
  clearStamp();
  const web = ['web/vite.config.ts', 'web/vite.config.js'].some((file) => existsSync(join(root, file)));
  if (!web) console.log('  web app: there is none yet');
  const results = await Promise.all([
    // Types are the business of `npm run check`; here only the output counts.
    run('server', 'typescript/bin/tsc', ['-p', join(root, 'scripts', 'tsconfig.build.json')], root),
    web ? run('web app', 'vite/bin/vite.js', ['build', '--logLevel', 'warn'], join(root, 'web')) : true,
  ]);
  if (results.includes(false)) process.exit(1);
  writeStamp(hash);
  console.log(`Built in ${seconds(begun)}.`);
}

async function run(name, program, args, cwd) {
  const begun = Date.now();
  const path = join(root, 'node_modules', program);
  if (!existsSync(path)) {
    console.error(
      `The ${name} has to be built and ${program.split('/')[0]} is not installed; run "npm ci" first.`,
    );
    return false;
  }
  const child = spawn(process.execPath, [path, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code === 0) console.log(`  ${name}: ${seconds(begun)}`);
  else console.error(`${output}\nThe ${name} could not be built (see above).`);
  return code === 0;
}

/** Two commands at once (start and test, say) do not build into the same folder at the same time. */
async function lockBuild() {
  const file = join(root, 'build', 'lock');
  mkdirSync(join(root, 'build'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      process.once('exit', () => rmSync(file, { force: true }));
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isHeld(file)) await sleep(200);
    else rmSync(file, { force: true });
  }
}

function isHeld(file) {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function seconds(begun) {
  return `${((Date.now() - begun) / 1000).toFixed(1)} s`;
}
