import { relative } from 'node:path';
import { allDefences } from './all-defences.ts';
import type { Defence } from './defence.ts';
import { runTests, type Outcome } from './run-tests.ts';
import { makeScratchCopy, type ScratchCopy } from './scratch-copy.ts';

interface Proof {
  defence: Defence;
  outcome: Outcome;
  seconds: number;
}

/**
 * Takes out each defence whose name contains one of `wanted` (all of them when there is none), one at a time and for real, in a copy of the sources, and runs the tests that should
 * notice. Gives the exit code: 0 when every removal turned a test red, with all of them green beforehand.
 */
export async function proveDefences(root: string, wanted: readonly string[]): Promise<number> {
  const begun = Date.now();
  const isWanted = ({ name }: Defence) =>
    wanted.length === 0 || wanted.some((words) => name.toLowerCase().includes(words.toLowerCase()));
  const defences = allDefences.filter(isWanted);
  if (defences.length === 0) {
    console.log(
      `No defence is called “${wanted.join('”, “')}”. They are:\n${allDefences.map(({ name }) => `  ${name}`).join('\n')}`,
    );
    return 1;
  }
  const copy = makeScratchCopy(root);
  // Ctrl-C reaches the tests by itself; their end is waited for, because they stop their database.
  let isStopped = false;
  process.on('SIGINT', () => (isStopped = true));
  try {
    if (!(await areGreen(copy, defences))) return 1;
    const proofs: Proof[] = [];
    for (const defence of defences) {
      const proof = await prove(copy, defence);
      if (isStopped) return 1;
      proofs.push(proof);
    }
    const unproven = proofs.filter(({ outcome }) => outcome.is !== 'red');
    console.log(`\n${table(copy, proofs)}\n`);
    const minutes = ((Date.now() - begun) / 60_000).toFixed(1);
    console.log(
      `${proofs.length - unproven.length} of ${proofs.length} defences proven in ${minutes} minutes`,
    );
    return unproven.length === 0 ? 0 : 1;
  } finally {
    copy.remove();
  }
}

/** A test that is red with all defences in place would prove nothing. */
async function areGreen(copy: ScratchCopy, defences: readonly Defence[]): Promise<boolean> {
  const files = [...new Set(defences.flatMap(({ tests }) => tests))];
  console.log(`All ${defences.length} defences in place: ${files.length} files of tests …`);
  let outcome = await runTests(copy.folder, { files, isHasty: false });
  // A loaded machine is slow, not wrong: what fails once is tried once more by itself.
  if (outcome.is === 'red') outcome = await runTests(copy.folder, { files: outcome.files, isHasty: false });
  if (outcome.is === 'green') console.log('All tests are green.\n');
  else console.log(`They are not green:\n${tell(copy, outcome)}`);
  return outcome.is === 'green';
}

async function prove(copy: ScratchCopy, defence: Defence): Promise<Proof> {
  const begun = Date.now();
  const run = () => runTests(copy.folder, { files: defence.tests, only: defence.only, isHasty: true });
  const outcome = await copy.without(defence.patches, async () => {
    const first = await run();
    // A machine that is short of memory breaks a run now and then; what breaks twice is broken.
    return first.is === 'broken' ? run() : first;
  });
  const seconds = (Date.now() - begun) / 1000;
  const verdict = { red: 'noticed', green: 'NOT NOTICED', broken: 'BROKEN' }[outcome.is];
  console.log(
    `${verdict}: ${defence.name} (${defence.takenOut}), ${seconds.toFixed(1)} s\n    ${tell(copy, outcome)}`,
  );
  return { defence, outcome, seconds };
}

function tell(copy: ScratchCopy, outcome: Outcome): string {
  if (outcome.is === 'green') return `${outcome.tests} tests stayed green.`;
  if (outcome.is === 'broken') return outcome.message;
  return `${relative(copy.folder, outcome.file)}: ${outcome.test}`;
}

function table(copy: ScratchCopy, proofs: readonly Proof[]): string {
  const rows = proofs.map(({ defence, outcome }) => [
    defence.name,
    defence.takenOut,
    defence.attacks.join(', '),
    outcome.is === 'red' ? tell(copy, outcome) : outcome.is.toUpperCase(),
  ]);
  return [
    ['Defence', 'Taken out', 'Cases', 'The test that turned red'],
    ['---', '---', '---', '---'],
    ...rows,
  ]
    .map(
      (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`,
    )
    .join('\n');
}
