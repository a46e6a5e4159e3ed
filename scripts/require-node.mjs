// Runs on old versions of Node too: it says which one is needed.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NEEDED = [22, 17];

/** Ends the process with one sentence where Node is too old or the packages are not installed. */
export function requireNode(command) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const modules = fileURLToPath(new URL('../node_modules', import.meta.url));
  if (!existsSync(modules)) refuse('The packages are not installed; run "npm ci" first.');
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
  const cure = process.env.npm_lifecycle_event
    ? 'run "npm ci" without --ignore-scripts, which brings Node 24 along'
    : `run it with "${command}", which brings Node 24 along`;
  refuse(`Redress needs Node ${NEEDED.join('.')} or later and this is ${process.versions.node}; ${cure}.`);
}

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
