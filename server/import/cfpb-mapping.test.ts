import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { columns2014, columns2023 } from '../test/cfpb-file.ts';
import { readLayout } from './cfpb-columns.ts';
import { channelOf, endOf } from './cfpb-mapping.ts';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'import.md'), 'utf8');

/** The rows below the heading that begins with this cell, without marks of code. */
function tableOf(firstHeading: string): string[][] {
  const lines = page.split('\n');
  const heading = lines.findIndex((line) => line.startsWith(`| ${firstHeading} `));
  if (heading < 0) throw new Error(`docs/import.md has no table ${firstHeading}`);
  const rows = lines.slice(heading + 2);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith('|')),
    )
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

it('docs/import.md shows which channel each word becomes', () => {
  const shown = tableOf('Submitted via').map(([word, channel]) => [word!.toLowerCase(), channel]);
  expect(shown).toEqual([...channelOf].map(([word, channel]) => [word, channel.toUpperCase()]));
});

it('docs/import.md shows what each response becomes', () => {
  const shown = tableOf('Response').map(([response, ...end]) => [response!.toLowerCase(), ...end]);
  expect(shown).toEqual(
    [...endOf].map(([response, { status, outcome, explanation, remedy }]) => [
      response,
      status.toUpperCase(),
      outcome?.toUpperCase() ?? '',
      explanation ?? '',
      remedy ?? '',
    ]),
  );
});

it('docs/import.md shows the columns of both layouts, and which are needed', () => {
  const table = tableOf('Heading').map(([heading, in2014, in2023]) => ({
    name: heading!.replace(/ \(.*\)$/, ''),
    isNeeded: heading!.endsWith('(needed)'),
    in2014: in2014 === 'x',
    in2023: in2023 === 'x',
  }));
  const named = (rows: typeof table) => new Set(rows.map(({ name }) => name));
  expect(named(table.filter((row) => row.in2014))).toEqual(new Set(columns2014));
  expect(named(table.filter((row) => row.in2023))).toEqual(new Set(columns2023));
  expect(readLayout(columns2014).unknown).toEqual([]);
  expect(readLayout(columns2023).unknown).toEqual([]);
  const needed = columns2014.filter((name) => {
    try {
      readLayout(columns2014.filter((other) => other !== name));
      return false;
    } catch {
      return true;
    }
  });
  expect(named(table.filter((row) => row.isNeeded))).toEqual(new Set(needed));
});
