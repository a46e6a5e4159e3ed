import { ImportFileError, readLayout, type CfpbLayout } from './cfpb-columns.ts';
import { readRow, type CfpbComplaint } from './cfpb-row.ts';
import {
  readCsvRecords,
  scanCsv,
  type CsvRecord,
  type CsvScan,
  type UnreadableLines,
} from './csv-records.ts';

/** A row that was not imported, and why. */
export interface RefusedRow {
  line: number;
  reason: string;
}

export interface CfpbFile extends CsvScan {
  layout: CfpbLayout;
  /** Rows in the order of the file. */
  rows: AsyncIterable<CfpbComplaint | RefusedRow>;
}

/**
 * Opens a CFPB complaint file as a stream: UTF-8, or Windows-1252 when it is not valid UTF-8; with or without a byte order
 * mark; any line ends; quoted line breaks. Throws ImportFileError when it cannot be read as one.
 */
export async function openCfpbFile(path: string, now: Date): Promise<CfpbFile> {
  const scan = await scanCsv(path);
  const records = readCsvRecords(path, scan.encoding);
  const first = await records.next();
  if (first.done) throw new ImportFileError('The file is empty.');
  if ('reason' in first.value) {
    throw new ImportFileError(
      'The first line of the file cannot be read: its quotation marks are not right.',
    );
  }
  const layout = readLayout(first.value.cells);
  return { ...scan, layout, rows: readRows(records, layout, now) };
}

/** True for a row that was refused. */
export function isRefused(row: CfpbComplaint | RefusedRow): row is RefusedRow {
  return 'reason' in row;
}

async function* readRows(
  records: AsyncGenerator<CsvRecord | UnreadableLines>,
  layout: CfpbLayout,
  now: Date,
): AsyncGenerator<CfpbComplaint | RefusedRow> {
  const lines = new Map<string, number>();
  for await (const record of records) {
    if ('reason' in record) {
      yield record;
      continue;
    }
    const row = readRow(layout, record.cells, record.line, now);
    if (typeof row === 'string') {
      yield { line: record.line, reason: row };
      continue;
    }
    const earlier = lines.get(row.externalReference);
    if (earlier !== undefined) {
      yield { line: record.line, reason: `The complaint id stands on line ${earlier} already.` };
      continue;
    }
    lines.set(row.externalReference, record.line);
    yield row;
  }
}
