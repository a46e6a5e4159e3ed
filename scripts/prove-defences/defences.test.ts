import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allDefences } from './all-defences.ts';
import { patchProblem } from './defence.ts';

const root = join(import.meta.dirname, '../..');

// The short form of `npm run prove-defences`, which takes minutes: a defence that was rewritten needs its patch rewritten too.
describe('every defence', () => {
  it.each(allDefences)('$name can be taken out: $takenOut', ({ patches, tests }) => {
    expect(patches.length).toBeGreaterThan(0);
    for (const patch of patches) {
      expect(patchProblem(patch, readFileSync(join(root, patch.file), 'utf8'))).toBeNull();
      expect(patch.replace).not.toBe(patch.find);
    }
    expect(tests.length).toBeGreaterThan(0);
    for (const file of tests) expect(existsSync(join(root, file)), file).toBe(true);
  });

  it('has a name of its own', () => {
    expect(new Set(allDefences.map(({ name }) => name)).size).toBe(allDefences.length);
  });

  it('whose place is gone, or is there twice, is told', () => {
    const patch = { file: 'a.ts', find: 'wall', replace: '' };
    expect(patchProblem(patch, 'a wall')).toBeNull();
    expect(patchProblem(patch, 'nothing')).toBe('a.ts has 0 places that read “wall”; it needs one.');
    expect(patchProblem(patch, 'wall wall')).toBe('a.ts has 2 places that read “wall”; it needs one.');
  });
});
