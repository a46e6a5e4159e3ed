import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { ImportFileError } from './cfpb-columns.ts';

export type Encoding = 'utf-8' | 'windows-1252';

/** One record of a CSV file; `line` is where it begins, counted from 1. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/** Lines that are no records, from `line` on, and why. */
export interface UnreadableLines {
  line: number;
  reason: string;
}

/**
 * Reads a CSV file as a stream: any line ends, quoted line breaks (they come out as \n), empty lines left out. Where quotation
 * marks are not right, what they spoil is told and reading goes on with the next record. Throws ImportFileError when the file cannot be read.
 */
export async function* readCsvRecords(
  path: string,
  encoding: Encoding,
): AsyncGenerator<CsvRecord | UnreadableLines> {
  // The parser tells of errors at once, of records when they are asked for: errors wait here for their place among the records.
  const errors: { line: number; isNeverClosed: boolean }[] = [];
  const parser = parse({
    record_delimiter: '\n',
    relax_column_count: true,
    skip_empty_lines: true,
    // An error would throw away the good records before it that nobody has asked for yet.
    skip_records_with_error: true,
    on_skip: (error) => {
      const { lines = 0, code } = error as { lines?: number; code?: string };
      errors.push({ line: lines, isNeverClosed: code === 'CSV_QUOTE_NOT_CLOSED' });
    },
    info: true,
  });
  const counted = { lineBreaks: 0, isInLine: false };
  const source = Readable.from(readText(path, encoding, counted));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);

  let lastLine = 0;
  for await (const { record, info } of parser as AsyncIterable<{
    record: string[];
    info: { lines: number };
  }>) {
    const line = info.lines - record.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
    const before = errors.findLastIndex((error) => error.line < line) + 1;
    if (before > 0) {
      errors.splice(0, before);
      yield unreadable(lastLine + 1, line - 1);
    }
    yield { line, cells: record };
    lastLine = info.lines;
  }
  if (errors.some((error) => error.isNeverClosed)) {
    yield {
      line: lastLine + 1,
      reason: 'A quotation mark is never closed: the rest of the file cannot be read.',
    };
  } else if (errors.length > 0)
    yield unreadable(lastLine + 1, counted.lineBreaks + (counted.isInLine ? 1 : 0));
}

/** What a first look at the whole file tells. */
export interface CsvScan {
  encoding: Encoding;
  /** How many line feeds there are. */
  lineCount: number;
  /** False where the last line just ends: such a file may have been cut. */
  endsWithLineBreak: boolean;
}

/** Reads the whole file once. It is UTF-8 also when it ends inside a character: then it was cut; else it is Windows-1252. */
export async function scanCsv(path: string): Promise<CsvScan> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isMarked: boolean | null = null;
  let isUtf8 = true;
  let lineCount = 0;
  let lastByte: number | undefined;
  for await (const chunk of readChunks(path)) {
    isMarked ??= chunk.subarray(0, 3).equals(byteOrderMark);
    lastByte = chunk.at(-1);
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lineCount += 1;
    try {
      if (isUtf8) decoder.decode(chunk, { stream: true });
    } catch {
      isUtf8 = false;
    }
  }
  const encoding = isUtf8 || isMarked ? 'utf-8' : 'windows-1252';
  return { encoding, lineCount, endsWithLineBreak: lastByte === 10 || lastByte === 13 };
}

const byteOrderMark = Buffer.from('\ufeff');

function unreadable(first: number, last: number): UnreadableLines {
  const which = last > first ? `: lines ${first} to ${last} cannot be read.` : '.';
  return { line: first, reason: `The quotation marks are not right${which}` };
}

/** The text with \n for every line end, and without a byte order mark; `counted` grows meanwhile. */
async function* readText(
  path: string,
  encoding: Encoding,
  counted: { lineBreaks: number; isInLine: boolean },
) {
  const decoder = new TextDecoder(encoding);
  let held = '';
  for await (const chunk of readChunks(path)) {
    const text = held + decoder.decode(chunk, { stream: true });
    // The line feed that belongs to a carriage return may be in the next chunk.
    held = text.endsWith('\r') ? '\r' : '';
    yield count(text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n'));
  }
  yield count((held + decoder.decode()).replace('\r', '\n'));

  function count(text: string): string {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) counted.lineBreaks += 1;
    if (text !== '') counted.isInLine = !text.endsWith('\n');
    return text;
  }
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
