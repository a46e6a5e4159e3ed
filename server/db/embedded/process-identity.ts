import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Gives a text that names the running process `pid` even after the number was given to another one, or null when no
 * such process runs. A zombie does not run.
 */
export function identifyProcess(pid: number): string | null {
  if (process.platform === 'linux') return identifyByProc(pid);
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return started === '' ? null : `${pid} ${started}`;
  } catch {
    return null;
  }
}

function identifyByProc(pid: number): string | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The second field is the program's name in brackets and may hold blanks and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startedAtTick] = [fields[0], fields[19]];
  return state === 'Z' || state === 'X' ? null : `${pid} ${startedAtTick}`;
}
