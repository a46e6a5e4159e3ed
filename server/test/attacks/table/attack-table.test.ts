import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import { allDefences } from '../../../../scripts/prove-defences/all-defences.ts';
import { printedSchema } from '../../../api/printed-schema.ts';
import { attackTable } from './attack-table.ts';
import { attacksPage } from './attacks-page.ts';
import { namedTestsOf } from './named-tests.ts';

const root = join(import.meta.dirname, '../../../..');
const numbers = Array.from({ length: 32 }, (_, index) => index + 1);

/** Paths of the product's files and its tests, from the root; no packages, nothing that was built. */
const paths = ['server', 'web/src', 'scripts', 'migrations'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
);
const schema = printedSchema();

describe('the table of attacks', () => {
  it('has every case once, in order', () => {
    expect(attackTable.map(({ number }) => number)).toEqual(numbers);
  });

  it.each(attackTable)('$number. $title: has proofs, or says what it waits for', (attack) => {
    const { proofs, defences, waiting = [] } = attack;
    expect(proofs.length + waiting.length).toBeGreaterThan(0);
    expect(defences.length > 0).toBe(proofs.length > 0);
  });
});

describe('a proof', () => {
  const all = attackTable.flatMap(({ number, proofs }) => proofs.map((proof) => ({ number, proof })));
  const named = all.flatMap(({ number, proof }) => (proof.kind === 'test' ? [{ number, ...proof }] : []));

  it.each(named)('of case $number is a test that runs: $file: $name', ({ file, name, maySkip }) => {
    expect(existsSync(join(root, file)), `${file} is there`).toBe(true);
    const found = namedTestsOf(join(root, file)).filter((test) => test.name === name);
    expect(found.length, 'tests of that name').toBeGreaterThan(0);
    if (maySkip === undefined) expect(found.filter(({ isSkipped }) => isSkipped)).toEqual([]);
  });

  it('that is a bench or a script is one that can be called', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const { proof } of all) {
      if (proof.kind === 'bench') expect(paths).toContain(`scripts/bench/${proof.name}.ts`);
      if (proof.kind === 'script') expect(Object.keys(scripts)).toContain(proof.name);
    }
  });

  it('would be missed: the reading of sources finds tests, groups and what is skipped', () => {
    const file = join(root, 'server/test/attacks/table/named-tests.sample.txt');
    expect(namedTestsOf(file)).toEqual([
      { name: 'plain', isSkipped: false },
      { name: 'of %s', isSkipped: false },
      { name: 'in a row of a template', isSkipped: false },
      { name: 'skipped', isSkipped: true },
      { name: 'conditional', isSkipped: true },
      { name: 'inside a group that is skipped', isSkipped: true },
      { name: 'after it', isSkipped: false },
    ]);
  });
});

describe('what a case waits for', () => {
  const all = attackTable.flatMap(({ number, waiting = [] }) => waiting.map((row) => ({ number, ...row })));

  it.each(all)('case $number: $feature: is not there yet', ({ feature, then, probe }) => {
    const found = [
      ...paths.filter((path) => probe.path?.test(path)),
      ...schema.split('\n').filter((line) => probe.schema?.test(line)),
    ];
    expect(
      found,
      `${feature} has come: put the tests into the table that show ${then}, and take its row away`,
    ).toEqual([]);
  });

  it.each(all)('case $number: $feature: would be seen', ({ probe, example }) => {
    expect(Boolean(probe.path?.test(example)) || Boolean(probe.schema?.test(example))).toBe(true);
  });
});

describe('what npm run prove-defences takes out', () => {
  it.each(allDefences)('$name: stands against cases of the table', ({ attacks }) => {
    expect(attacks.length).toBeGreaterThan(0);
    for (const number of attacks) expect(numbers).toContain(number);
  });
});

it('docs/attacks.md shows the table (UPDATE_ATTACKS=1 writes it)', async () => {
  const file = join(root, 'docs/attacks.md');
  const options = await prettier.resolveConfig(file);
  const page = await prettier.format(attacksPage(attackTable, allDefences), { ...options, filepath: file });
  if (process.env['UPDATE_ATTACKS']) writeFileSync(file, page);
  expect(readFileSync(file, 'utf8')).toBe(page);
});
