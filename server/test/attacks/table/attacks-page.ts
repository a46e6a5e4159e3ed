import type { Defence } from '../../../../scripts/prove-defences/defence.ts';
import type { Attack, Proof } from './attack.ts';

/** docs/attacks.md, from the table and from what `npm run prove-defences` takes out. */
export function attacksPage(attacks: readonly Attack[], defences: readonly Defence[]): string {
  const groups = Map.groupBy(attacks, ({ group }) => group);
  const sections = [...groups].map(([group, cases]) =>
    [`## ${group}`, ...cases.map((attack) => sectionOf(attack, defences))].join('\n\n'),
  );
  return [introduction, overview(attacks, defences), ...sections].join('\n\n') + '\n';
}

const introduction = `# Attacks: threat, defence, proof

What must not work against this installation, and what it must survive. Each case names what stands against it and the tests that show
it; their names are those that \`npm test\` prints. A part whose feature does not exist yet is waiting: a test fails when the feature
comes without what stands here. _Taken out_ are the defences that \`npm run prove-defences\` removes one at a time, in a copy of the
sources, to see that a test turns red.

This page is made from server/test/attacks/table (\`UPDATE_ATTACKS=1 npm test -- server/test/attacks/table\` writes it).`;

function overview(attacks: readonly Attack[], defences: readonly Defence[]): string {
  const rows = attacks.map((attack) => [
    String(attack.number),
    attack.title,
    String(attack.proofs.length),
    String(takenOutFor(attack, defences).length),
    (attack.waiting ?? []).map(({ feature }) => feature).join('; '),
  ]);
  return [['', 'Case', 'Proofs', 'Taken out', 'Waiting for'], ['--', '--', '--', '--', '--'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function sectionOf(attack: Attack, defences: readonly Defence[]): string {
  const takenOut = takenOutFor(attack, defences);
  const parts = [`### ${attack.number}. ${attack.title}`, `**Threat.** ${attack.threat}`];
  if (attack.defences.length > 0) parts.push(`**Defence.** ${attack.defences.join(' ')}`);
  if (attack.proofs.length > 0) parts.push(`**Proof.**\n\n${proofLines(attack.proofs)}`);
  if (takenOut.length > 0) parts.push(`**Taken out.** ${takenOut.map(({ name }) => name).join('; ')}.`);
  for (const { feature, then } of attack.waiting ?? []) parts.push(`**Waiting** for ${feature}: ${then}.`);
  return parts.join('\n\n');
}

function takenOutFor({ number }: Attack, defences: readonly Defence[]): Defence[] {
  return defences.filter(({ attacks }) => attacks.includes(number));
}

function proofLines(proofs: readonly Proof[]): string {
  const tests = proofs.filter((proof) => proof.kind === 'test');
  const lines = [...Map.groupBy(tests, ({ file }) => file)].map(([file, ofFile]) => {
    const names = ofFile.map(({ name, maySkip }) => `  - ${codeOf(name)}${maySkip ? ` (${maySkip})` : ''}`);
    return [`- ${file}`, ...names].join('\n');
  });
  for (const proof of proofs) {
    if (proof.kind === 'bench') lines.push(`- \`npm run bench -- ${proof.name}\`: ${proof.shows}`);
    if (proof.kind === 'script') lines.push(`- \`npm run ${proof.name}\`: ${proof.shows}`);
  }
  return lines.join('\n');
}

/** Names of tests have `%s` and `$name` in them, which are no Markdown. */
function codeOf(name: string): string {
  return `\`${name}\``;
}
