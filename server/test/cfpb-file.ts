import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One row of a CFPB file by its headings. */
export type CsvRow = Record<string, string>;

/** The public layout until 2015. */
export const columns2014 = [
  'Complaint ID',
  'Product',
  'Sub-product',
  'Issue',
  'Sub-issue',
  'State',
  'ZIP code',
  'Submitted via',
  'Date received',
  'Date sent to company',
  'Company',
  'Company response',
  'Timely response?',
  'Consumer disputed?',
];

/** The public layout with narratives. */
export const columns2023 = [
  'Date received',
  'Product',
  'Sub-product',
  'Issue',
  'Sub-issue',
  'Consumer complaint narrative',
  'Company public response',
  'Company',
  'State',
  'ZIP code',
  'Tags',
  'Consumer consent provided?',
  'Submitted via',
  'Date sent to company',
  'Company response to consumer',
  'Timely response?',
  'Consumer disputed?',
  'Complaint ID',
];

let nextId = 5_000_000;

/** A row that can be imported, with an id of its own; in either layout. */
export function cfpbRow(changes: CsvRow = {}): CsvRow {
  const response = changes['Company response'] ?? 'Closed with explanation';
  return {
    'Complaint ID': String((nextId += 1)),
    Product: 'Kettles',
    'Sub-product': 'Whistling kettles',
    Issue: 'It leaks',
    'Sub-issue': 'From the base',
    State: 'TX',
    'ZIP code': '75006',
    'Submitted via': 'Web',
    'Date received': '10/10/2014',
    'Date sent to company': '10/14/2014',
    Company: 'Kettle Works',
    'Company response': response,
    'Company response to consumer': response,
    'Timely response?': 'Yes',
    ...changes,
  };
}

/** A CSV text of those columns; RFC 4180. */
export function csvOf(columns: readonly string[], rows: readonly CsvRow[], lineEnd = '\n'): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
  return lines.map((cells) => cells.map(quoted).join(',') + lineEnd).join('');
}

/** One line of the layout of 2014, without its end. */
export function lineOf(changes: CsvRow = {}): string {
  return csvOf(columns2014, [cfpbRow(changes)])
    .split('\n')
    .slice(1, -1)
    .join('\n');
}

const folders: string[] = [];

/** Writes a file into a folder of its own; gives its path. */
export function writeCsv(content: string | Uint8Array, name = 'complaints.csv'): string {
  const folder = mkdtempSync(join(tmpdir(), 'redress-import-'));
  folders.push(folder);
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** Removes what `writeCsv` wrote. */
export function removeCsvs(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
