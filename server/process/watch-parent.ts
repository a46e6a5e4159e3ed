import { readFileSync } from 'node:fs';
import { identifyProcess } from '../db/embedded/process-identity.ts';

/**
 * Calls `onGone` once when the npm that started this process is gone: npm hands SIGTERM on to nobody, and SIGKILL
 * cannot be handed on. Does nothing where npm did not start it.
 */
export function watchParent(env: NodeJS.ProcessEnv, onGone: () => void): void {
  if (env.npm_lifecycle_event === undefined) return;
  const watched = findStarters().map((pid) => ({ pid, identity: identifyProcess(pid) }));
  const timer = setInterval(() => {
    if (watched.every(({ pid, identity }) => identifyProcess(pid) === identity)) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
}

/** The parent, and where that is the shell npm runs a script in, npm behind it. */
function findStarters(): number[] {
  const parent = process.ppid;
  const grandparent = findShellParent(parent);
  return grandparent === null ? [parent] : [parent, grandparent];
}

function findShellParent(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const program = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return /^(sh|dash|bash|ash|zsh)$/.test(program) && parent > 1 ? parent : null;
  } catch {
    return null;
  }
}
