import { parse, type CsvError } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { ImportFileError, readLayout, type CfpbLayout } from './cfpb-columns.ts';
import { readRow, type CfpbComplaint } from './cfpb-row.ts';

/** A row that was not imported, and why. Nothing of its text is repeated. */
export interface RefusedRow {
  line: number;
  reason: string;
}

export interface CfpbFile {
  encoding: 'utf-8' | 'windows-1252';
  /** How many lines the file has, for a progress bar: a quoted text may take several. */
  lineCount: number;
  layout: CfpbLayout;
  /** Rows in the order of the file. */
  rows: AsyncIterable<CfpbComplaint | RefusedRow>;
}

/**
 * Opens a CFPB complaint file as a stream: UTF-8, or Windows-1252 when it is not valid UTF-8; with or without a byte order
 * mark; any line ends; quoted line breaks. Throws ImportFileError when it cannot be read as one.
 */
export async function openCfpbFile(path: string, today: Date): Promise<CfpbFile> {
  const { encoding, lineCount } = await scan(path);
  const records = parseRecords(path, encoding);
  const first = await records.next();
  if (first.done || 'reason' in first.value) throw new ImportFileError('The file is empty.');
  const layout = readLayout(first.value.cells);
  return { encoding, lineCount, layout, rows: readRows(records, layout, today) };
}

/** True for a row that was refused. */
export function isRefused(row: CfpbComplaint | RefusedRow): row is RefusedRow {
  return 'reason' in row;
}

interface CsvRecord {
  line: number;
  cells: string[];
}

async function* readRows(records: AsyncGenerator<CsvRecord | RefusedRow>, layout: CfpbLayout, today: Date) {
  const lines = new Map<string, number>();
  for await (const record of records) {
    if ('reason' in record) {
      yield record;
      continue;
    }
    const row = readRow(layout, record.cells, record.line, today);
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

async function* parseRecords(path: string, encoding: string): AsyncGenerator<CsvRecord | RefusedRow> {
  const parser = parse({ bom: true, relax_column_count: true, skip_empty_lines: true, info: true });
  const text = Readable.from(decode(path, encoding));
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  // A record's line is where it ends; it begins on the line after the one before it.
  let lastLine = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      yield { line: lastLine + 1, cells: record };
      lastLine = info.lines;
    }
  } catch (error) {
    if (!isCsvError(error)) throw error;
    yield { line: lastLine + 1, reason: csvReason(error) };
  }
}

async function* decode(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of readChunks(path)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** A file that ends inside a character was cut; it is UTF-8 all the same. */
async function scan(path: string): Promise<Pick<CfpbFile, 'encoding' | 'lineCount'>> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let encoding: CfpbFile['encoding'] = 'utf-8';
  let lineCount = 0;
  for await (const chunk of readChunks(path)) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lineCount += 1;
    try {
      if (encoding === 'utf-8') decoder.decode(chunk, { stream: true });
    } catch {
      encoding = 'windows-1252';
    }
  }
  return { encoding, lineCount };
}

async function* readChunks(path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path) as AsyncIterable<Buffer>;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new ImportFileError(`${path} cannot be read (${code}).`, { cause: error });
  }
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
}

function csvReason(error: CsvError): string {
  return error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'A quotation mark is never closed: the rest of the file cannot be read.'
    : 'The quotation marks are not right: the rest of the file cannot be read.';
}
