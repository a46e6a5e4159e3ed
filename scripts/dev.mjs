import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { requireNode } from './require-node.mjs';

requireNode('npm run dev');
const { clearStamp, root } = await import('./build-stamp.mjs');

// The web app is served from its sources, so build/ is not whole any more: the next `npm start` builds again.
clearStamp();

/** The server's process, or null between two of them. */
let server = null;
let isEnding = false;
let restartTimer;

const compiler = spawn(
  process.execPath,
  [
    join(root, 'node_modules/typescript/bin/tsc'),
    ...['-p', join(root, 'scripts', 'tsconfig.build.json'), '--watch', '--preserveWatchOutput', '--pretty'],
  ],
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
);
compiler.stdout.setEncoding('utf8').on('data', (text) => {
  if (!text.includes('Watching for file changes')) return;
  if (!text.includes('Found 0 errors')) process.stdout.write(text);
  restartSoon();
});
compiler.once('exit', () => end());
watch(join(root, 'migrations'), { recursive: true }, restartSoon);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);

/** Several files saved at once are one restart. */
function restartSoon() {
  clearTimeout(restartTimer);
  restartTimer = setTimeout(restart, 100);
}

function restart() {
  if (isEnding) return;
  if (server === null) startServer();
  // Its end starts the next one.
  else server.kill('SIGTERM');
}

function startServer() {
  const begun = Date.now();
  const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'build/server/main.js')], {
    cwd: root,
    stdio: 'inherit',
    // The server ends when this process is gone, as it does when npm is.
    env: { REDRESS_MODE: 'development', ...process.env, npm_lifecycle_event: 'dev' },
  });
  server = child;
  child.once('exit', (code) => {
    server = null;
    if (isEnding) return;
    if (code === 0 && Date.now() - begun > 1_000) startServer();
    else console.log('The server ended; it starts again with the next change.');
  });
}

function end() {
  if (isEnding) return;
  isEnding = true;
  clearTimeout(restartTimer);
  compiler.kill('SIGTERM');
  if (server === null) process.exit(0);
  server.once('exit', () => process.exit(0));
  server.kill('SIGTERM');
}
