/** Text of one source file that stands there exactly once, and what stands there when the defence is gone. */
export interface Patch {
  file: string;
  find: string;
  replace: string;
}

/** One wall, how it is taken out, and the tests that must notice. */
export interface Defence {
  name: string;
  /** The cases of docs/attacks.md that it stands against. */
  attacks: readonly number[];
  /** How it is taken out, for the table that is printed. */
  takenOut: string;
  patches: readonly Patch[];
  /** Files of tests, of which one test at least must turn red. */
  tests: readonly string[];
  /** A part of the names of the tests that are enough, where a file is long. */
  only?: string;
}

/** Why a patch cannot be applied to the text of its file, as a sentence; null when it can. */
export function patchProblem(patch: Patch, text: string): string | null {
  const count = text.split(patch.find).length - 1;
  if (count === 1) return null;
  return `${patch.file} has ${count} places that read “${patch.find.trim()}”; it needs one.`;
}
