import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { requireNode } from './require-node.mjs';

requireNode('npm run dev');
const { clearStamp, root } = await import('./build-stamp.mjs');
const { default: typescript } = await import('typescript');

// The web app is served from its sources, so build/ is not whole any more: the next `npm start` builds again.
clearStamp();

/** The server's process, or null between two of them. */
let server = null;
let isEnding = false;
let restartTimer;

// In this process, so that no compiler is left behind when it is killed. Types are the business of `npm run check`.
const format = {
  getCurrentDirectory: () => root,
  getCanonicalFileName: (name) => name,
  getNewLine: () => '\n',
};
const compilerHost = typescript.createWatchCompilerHost(
  join(root, 'scripts', 'tsconfig.build.json'),
  {},
  typescript.sys,
  typescript.createEmitAndSemanticDiagnosticsBuilderProgram,
  (diagnostic) => console.log(typescript.formatDiagnosticsWithColorAndContext([diagnostic], format)),
  () => undefined,
);
const emit = compilerHost.afterProgramCreate;
compilerHost.afterProgramCreate = (program) => {
  emit(program);
  restartSoon();
};
const compiler = typescript.createWatchProgram(compilerHost);
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
  compiler.close();
  if (server === null) process.exit(0);
  server.once('exit', () => process.exit(0));
  server.kill('SIGTERM');
}
