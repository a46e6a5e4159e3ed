import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { patchProblem, type Patch } from './defence.ts';

/** A copy of the source tree in which defences can be taken out; the checkout itself is never touched. */
export interface ScratchCopy {
  folder: string;
  /** Applies the patches, runs the work, and puts the files back. Throws when a patch does not fit. */
  without<Result>(patches: readonly Patch[], work: () => Promise<Result>): Promise<Result>;
  remove(): void;
}

/** Copies what git knows of the checkout, changes that are not committed included, into a temporary folder. */
export function makeScratchCopy(root: string): ScratchCopy {
  const folder = mkdtempSync(join(tmpdir(), 'redress-defences-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64e6,
  });
  for (const file of listed.split('\0').filter((name) => name !== '' && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return {
    folder,
    async without(patches, work) {
      const originals = new Map<string, string>();
      try {
        for (const patch of patches) {
          const path = join(folder, patch.file);
          const text = readFileSync(path, 'utf8');
          const problem = patchProblem(patch, text);
          if (problem) throw new Error(problem);
          if (!originals.has(path)) originals.set(path, text);
          writeFileSync(
            path,
            text.replace(patch.find, () => patch.replace),
          );
        }
        return await work();
      } finally {
        for (const [path, text] of originals) writeFileSync(path, text);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
