import { readFileSync } from 'node:fs';
import { requireNode } from './require-node.mjs';

requireNode('npm start');
const starter = findStarter();
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
// npm was ended during the build and could not say so; later on the server watches for that itself.
if (findStarter() !== starter) process.exit(1);
// In this very process, so that signals need nobody to hand them on.
await import('../build/server/main.js');

/** The process behind the shell that npm runs this in; its number changes when npm is gone. */
function findStarter() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return String(process.ppid);
  }
}
