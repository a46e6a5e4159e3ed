import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { textLimits } from '../shared/limits.ts';
import {
  cfpbRow,
  columns2014,
  columns2023,
  csvOf,
  lineOf,
  removeCsvs,
  writeCsv,
  type CsvRow,
} from '../test/cfpb-file.ts';
import { ImportFileError } from './cfpb-columns.ts';
import type { CfpbComplaint } from './cfpb-row.ts';
import { isRefused, openCfpbFile, type CfpbFile, type RefusedRow } from './read-cfpb.ts';

afterAll(removeCsvs);

const now = new Date('2026-03-10T09:00:00Z');
const heading = csvOf(columns2014, []);

interface ReadFile {
  file: CfpbFile;
  rows: CfpbComplaint[];
  refused: RefusedRow[];
}

async function readPath(path: string): Promise<ReadFile> {
  const file = await openCfpbFile(path, now);
  const read: ReadFile = { file, rows: [], refused: [] };
  for await (const row of file.rows) {
    if (isRefused(row)) read.refused.push(row);
    else read.rows.push(row);
  }
  return read;
}

const read = (content: string | Uint8Array) => readPath(writeCsv(content));

/** Reads a file of one row of the layout of 2014. */
const readOne = (changes: CsvRow) => read(csvOf(columns2014, [cfpbRow(changes)]));

describe('both public layouts', () => {
  const sample = (name: string) => readPath(join(import.meta.dirname, 'sample', name));

  it('2014, without narratives: every row of the sample is read', async () => {
    const { file, rows, refused } = await sample('cfpb-2014.csv');
    expect(refused).toEqual([]);
    expect(rows).toHaveLength(328);
    expect(file).toMatchObject({ encoding: 'utf-8', layout: { width: 14, unknown: [] } });
    expect(new Set(rows.map((row) => row.company)).size).toBe(15);
    expect(new Set(rows.map((row) => row.channel))).toEqual(
      new Set(['web', 'referral', 'phone', 'fax', 'letter']),
    );
    expect(new Set(rows.map((row) => row.end.outcome))).toEqual(
      new Set(['not_upheld', 'partly_upheld', 'upheld', null]),
    );
    expect(rows.map((row) => row.line)).toEqual(rows.map((_, index) => index + 2));
  });

  it('2023, with narratives of several paragraphs: every row of the sample is read', async () => {
    const { file, rows, refused } = await sample('cfpb-2023-narratives.csv');
    expect(refused).toEqual([]);
    expect(rows).toHaveLength(60);
    expect(file.layout).toMatchObject({ width: 18, unknown: [] });
    expect(rows.every((row) => row.description.length > 300)).toBe(true);
    expect(rows.some((row) => /^[^]+\n\n[^]+\n\nCompany: /.test(row.description))).toBe(true);
  });

  it('a row becomes what the organisation needs', async () => {
    const row = cfpbRow({
      'Consumer complaint narrative': 'My kettle leaks.\n\nIt did so from the "first" day.',
      'Company public response': 'We have responded.',
      Tags: 'Older American',
      'Consumer consent provided?': 'Consent provided',
      'Submitted via': 'Postal mail',
      'Date received': '2023-08-25',
      'Date sent to company': '2023-08-28',
      'Company response to consumer': 'Closed with monetary relief',
      'Consumer disputed?': 'N/A',
    });
    const { rows } = await read(csvOf(columns2023, [row]));
    expect(rows).toEqual([
      {
        line: 2,
        externalReference: row['Complaint ID'],
        company: 'Kettle Works',
        category: 'Kettles',
        subCategory: 'Whistling kettles',
        subject: 'It leaks: From the base',
        description: [
          'My kettle leaks.\n\nIt did so from the "first" day.\n',
          'Company: Kettle Works',
          'Product: Kettles',
          'Sub-product: Whistling kettles',
          'Issue: It leaks',
          'Sub-issue: From the base',
          'State: TX',
          'ZIP code: 75006',
          'Tags: Older American',
          'Date sent to the company: 2023-08-28',
          'Response of the company: Closed with monetary relief',
          'Response in time: Yes',
          'Consumer disputed the response: N/A',
          'Public response of the company: We have responded.',
          'Consent to publish the text: Consent provided',
        ].join('\n'),
        consumerName: 'Unknown consumer (TX 75006)',
        channel: 'letter',
        unknownChannel: null,
        receivedAt: new Date('2023-08-25T12:00:00Z'),
        closedAt: new Date('2023-08-28T12:00:00Z'),
        end: {
          status: 'closed',
          outcome: 'upheld',
          explanation: 'The company closed the complaint with monetary relief.',
          remedy: 'Monetary relief',
        },
      },
    ]);
  });

  it('what the file leaves out is left out', async () => {
    const { rows } = await readOne({
      'Sub-product': '',
      'Sub-issue': '',
      State: '',
      'ZIP code': '',
      'Date sent to company': '',
      'Timely response?': '',
      'Company response': 'In progress',
    });
    expect(rows).toMatchObject([
      {
        subCategory: null,
        subject: 'It leaks',
        consumerName: 'Unknown consumer',
        closedAt: null,
        description:
          'Company: Kettle Works\nProduct: Kettles\nIssue: It leaks\nResponse of the company: In progress',
      },
    ]);
    expect((await readOne({ Issue: '', 'Sub-issue': 'From the base' })).rows[0]?.subject).toBe('Kettles');
  });

  it('a subject that is too long is its first part, or that cut with an ellipsis; names of categories are cut', async () => {
    const issue = 'i'.repeat(textLimits.subject);
    expect((await readOne({ Issue: issue, 'Sub-issue': 'more' })).rows[0]?.subject).toBe(issue);
    const cut = (
      await readOne({ Issue: `${issue}x`, Product: '🫖'.repeat(200), 'Sub-product': 'p'.repeat(121) })
    ).rows[0];
    expect(cut?.subject).toBe(`${'i'.repeat(199)}…`);
    expect(cut?.category).toBe(`${'🫖'.repeat(119)}…`);
    expect(cut?.subCategory).toBe(`${'p'.repeat(119)}…`);
  });

  it('a complaint that was sent to the company before it was received was closed on the day of receipt', async () => {
    const { rows } = await readOne({ 'Date sent to company': '10/01/2014' });
    expect(rows[0]?.closedAt).toEqual(new Date('2014-10-10T12:00:00Z'));
  });

  it('today is not in the future, at any hour', async () => {
    const { rows } = await readOne({ 'Date received': '03/10/2026', 'Date sent to company': '03/10/2026' });
    expect(rows).toMatchObject([{ receivedAt: now, closedAt: now }]);
  });
});

describe('headings', () => {
  it('stand in any order, case and with spaces around them', async () => {
    const columns = [...columns2014].reverse();
    const [first, ...rest] = csvOf(columns, [cfpbRow({ 'Complaint ID': '77' })]).split('\n');
    const { rows } = await read([first!.toUpperCase().replaceAll(',', ' , '), ...rest].join('\n'));
    expect(rows).toMatchObject([{ externalReference: '77', company: 'Kettle Works', category: 'Kettles' }]);
  });

  it('that are not known are told, and change nothing', async () => {
    const columns = ['Mood', ...columns2014, 'constructor', 'Issue'];
    const { file, rows, refused } = await read(csvOf(columns, [cfpbRow({ Mood: 'bad', constructor: 'x' })]));
    expect(refused).toEqual([]);
    expect(file.layout.unknown).toEqual(['Mood', 'constructor', 'Issue']);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.description).not.toContain('bad');
  });

  it.each([
    ['Complaint ID', '"Complaint ID"'],
    ['Product', '"Product"'],
    ['Issue', '"Issue"'],
    ['Company', '"Company"'],
    ['Submitted via', '"Submitted via"'],
    ['Date received', '"Date received"'],
    ['Company response', '"Company response" or "Company response to consumer"'],
  ])('without %s it is no CFPB file', async (column, named) => {
    const columns = columns2014.filter((name) => name !== column);
    await expect(read(csvOf(columns, [cfpbRow()]))).rejects.toThrow(
      new ImportFileError(`This is not a CFPB complaint file: its first line has no column ${named}.`),
    );
  });

  it('of something else name everything that is missing', async () => {
    await expect(read('name,age\nAda,36\n')).rejects.toThrow(
      /^This is not a CFPB complaint file: its first line has no column "Complaint ID", "Product", .*\.$/,
    );
    await expect(
      read(Uint8Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256)),
    ).rejects.toThrow(ImportFileError);
  });

  it('that cannot be read say so', async () => {
    await expect(read(`"Complaint ID,Product\n${lineOf()}\n`)).rejects.toThrow(
      new ImportFileError('The first line of the file cannot be read: its quotation marks are not right.'),
    );
  });

  it.each([['nothing'], ['\n\n'], ['\ufeff']])(
    'of an empty file (%j) say that it is empty',
    async (content) => {
      await expect(read(content === 'nothing' ? '' : content)).rejects.toThrow(
        new ImportFileError('The file is empty.'),
      );
    },
  );

  it('alone are a file without rows', async () => {
    expect(await read(heading)).toMatchObject({ rows: [], refused: [] });
    expect(await read(heading.trimEnd())).toMatchObject({ rows: [], refused: [] });
  });

  it('of a file that is not there, or is a folder, say why', async () => {
    await expect(readPath('/nowhere/complaints.csv')).rejects.toThrow(
      new ImportFileError('/nowhere/complaints.csv cannot be read (ENOENT).'),
    );
    await expect(readPath(import.meta.dirname)).rejects.toThrow(
      new ImportFileError(`${import.meta.dirname} cannot be read (EISDIR).`),
    );
  });
});

describe('bytes', () => {
  const narrative = 'Línea uno: café, 10 €.\r\n"Zwei"\n\nDrei,';

  it('a byte order mark, and any line ends, make no difference', async () => {
    const file = (lineEnd: string) =>
      csvOf(columns2023, [cfpbRow({ 'Complaint ID': '1' }), cfpbRow({ 'Complaint ID': '2' })], lineEnd);
    const { rows } = await read(file('\n'));
    expect(rows).toHaveLength(2);
    for (const content of [file('\r\n'), file('\r'), `\ufeff${file('\n')}`, `\ufeff${file('\r\n')}`]) {
      expect((await read(content)).rows).toEqual(rows);
    }
    const [first, second, third] = file('\n').split('\n');
    const mixed = await read(`${first}\r\n${second}\n\r\n\n${third}`);
    expect(mixed.rows).toMatchObject([
      { externalReference: '1', line: 2 },
      { externalReference: '2', line: 5 },
    ]);
  });

  it('line breaks inside quotation marks belong to the text, and later rows still know their line', async () => {
    const texts = [narrative, '', narrative].map((text) => cfpbRow({ 'Consumer complaint narrative': text }));
    for (const lineEnd of ['\n', '\r\n']) {
      const { rows, refused } = await read(csvOf(columns2023, [...texts, cfpbRow({ Company: '' })], lineEnd));
      expect(rows.map((row) => row.line)).toEqual([2, 6, 7]);
      expect(rows[0]?.description).toMatch(/^Línea uno: café, 10 €\.\n"Zwei"\n\nDrei,\n\nCompany: /);
      expect(refused).toEqual([{ line: 11, reason: 'The company is missing.' }]);
    }
  });

  it('are Windows-1252 where they are not UTF-8', async () => {
    const content = csvOf(columns2014, [cfpbRow({ Company: 'Café € “Ärger”', Issue: 'naïve' })]);
    const bytes = Buffer.from(
      content.replaceAll('€', '\x80').replaceAll('“', '\x93').replaceAll('”', '\x94'),
      'latin1',
    );
    const { file, rows } = await read(bytes);
    expect(file.encoding).toBe('windows-1252');
    expect(rows).toMatchObject([{ company: 'Café € “Ärger”' }]);
    expect((await read(content)).file.encoding).toBe('utf-8');
  });

  it('with the byte order mark of UTF-8 are UTF-8, even where one is damaged', async () => {
    const content = Buffer.from(`\ufeff${csvOf(columns2014, [cfpbRow({ Company: 'Café #' })])}`);
    content[content.indexOf('#')] = 0xff;
    const { file, rows } = await read(content);
    expect(file.encoding).toBe('utf-8');
    expect(rows).toMatchObject([{ company: 'Café \ufffd' }]);
  });

  it('cut inside a character are UTF-8 all the same, and the cut row is refused', async () => {
    const content = Buffer.from(csvOf(columns2014, [cfpbRow(), cfpbRow({ 'ZIP code': 'é' })]));
    const { file, rows, refused } = await read(content.subarray(0, content.indexOf(0xc3) + 1));
    expect(file.encoding).toBe('utf-8');
    expect(rows).toHaveLength(1);
    expect(refused).toEqual([{ line: 3, reason: 'The row is cut: it has 7 of 14 columns.' }]);
  });

  it('are read alike in pieces of any size', async () => {
    const rows = Array.from({ length: 400 }, (_, index) =>
      cfpbRow({
        'Complaint ID': String(index),
        'Consumer complaint narrative': narrative.repeat(index % 40),
      }),
    );
    const content = csvOf(columns2023, rows, '\r\n');
    expect(Buffer.byteLength(content)).toBeGreaterThan(3 * 65_536);
    const whole = await read(content);
    expect(whole.refused).toEqual([]);
    expect(whole.rows.map((row) => row.externalReference)).toEqual(rows.map((row) => row['Complaint ID']));
    expect(whole.rows.at(-1)?.description).toContain('€.\n"Zwei"');
  });
});

describe('a row is refused', () => {
  const future = 'The date of receipt is in the future.';

  it.each<[string, CsvRow, string]>([
    ['without an id', { 'Complaint ID': ' ' }, 'The complaint id is missing.'],
    [
      'with an impossible id',
      { 'Complaint ID': '12 34' },
      'The complaint id may have letters, digits, - and _, 64 at most.',
    ],
    ['without a company', { Company: '' }, 'The company is missing.'],
    [
      'with a company that is too long',
      { Company: 'c'.repeat(201) },
      "The company's name is longer than 200 characters.",
    ],
    ['without a product', { Product: '' }, 'The product is missing.'],
    ['without a response', { 'Company response': '' }, 'The response of the company is missing.'],
    ['with an unknown response', { 'Company response': 'Shrugged' }, 'The response "Shrugged" is not known.'],
    [
      'with a response that is a word of the language',
      { 'Company response': 'constructor' },
      'The response "constructor" is not known.',
    ],
    ['without a date', { 'Date received': '' }, 'The date of receipt is missing.'],
    [
      'with no real day',
      { 'Date received': '02/30/2014' },
      '"02/30/2014" is not a date of receipt: write 11/13/2014 or 2014-11-13.',
    ],
    [
      'with day before month',
      { 'Date received': '25/12/2014' },
      '"25/12/2014" is not a date of receipt: write 11/13/2014 or 2014-11-13.',
    ],
    [
      'with words for a date',
      { 'Date received': 'last week' },
      '"last week" is not a date of receipt: write 11/13/2014 or 2014-11-13.',
    ],
    [
      'of a year before computers',
      { 'Date received': '01/01/1014' },
      '"01/01/1014" is not a date of receipt: write 11/13/2014 or 2014-11-13.',
    ],
    ['of tomorrow', { 'Date received': '03/11/2026' }, future],
    ['of tomorrow in the other form', { 'Date received': '2026-03-11' }, future],
    [
      'sent on no day',
      { 'Date sent to company': '2014-13-01' },
      '"2014-13-01" is not a date: write 11/13/2014 or 2014-11-13.',
    ],
    [
      'sent tomorrow',
      { 'Date sent to company': '2026-03-11' },
      'The date when it was sent to the company is in the future.',
    ],
    [
      'with too long a text',
      { 'Sub-issue': 's'.repeat(20_001) },
      'The text is longer than 20000 characters.',
    ],
    ['with NUL in it', { 'ZIP code': '75\u0000006' }, 'The row contains the character NUL.'],
    ['with NUL in the company', { Company: 'Kettle\u0000' }, 'The row contains the character NUL.'],
  ])('%s', async (_, changes, reason) => {
    const { rows, refused } = await readOne(changes);
    expect(rows).toEqual([]);
    expect(refused).toEqual([{ line: 2, reason }]);
  });

  it('as long as a text may be, it is not', async () => {
    const narrative = (length: number) => cfpbRow({ 'Consumer complaint narrative': '🫖'.repeat(length) });
    const facts =
      [...((await read(csvOf(columns2023, [narrative(1)]))).rows[0]?.description ?? '')].length - 1;
    expect((await read(csvOf(columns2023, [narrative(textLimits.description - facts)]))).refused).toEqual([]);
    expect(
      (await read(csvOf(columns2023, [narrative(textLimits.description - facts + 1)]))).refused,
    ).toHaveLength(1);
  });

  it('that is cut, and those before and after it are not', async () => {
    const { rows, refused } = await read(
      `${heading}${lineOf()}\n1,Kettles\n${lineOf()}\n1067045,Kettles,"Whistl`,
    );
    expect(rows.map((row) => row.line)).toEqual([2, 4]);
    expect(refused).toEqual([
      { line: 3, reason: 'The row is cut: it has 2 of 14 columns.' },
      { line: 5, reason: 'A quotation mark is never closed: the rest of the file cannot be read.' },
    ]);
  });

  it('that has too many columns', async () => {
    const { refused } = await read(`${heading}${lineOf()},more\n`);
    expect(refused).toEqual([{ line: 2, reason: 'The row has 15 columns, the heading 14.' }]);
  });

  it('whose id stands in the file already', async () => {
    const { rows, refused } = await read(
      csvOf(columns2014, [
        cfpbRow({ 'Complaint ID': '7' }),
        cfpbRow({ 'Complaint ID': '7', Company: 'Another' }),
        cfpbRow({ 'Complaint ID': '07' }),
      ]),
    );
    expect(rows.map((row) => row.externalReference)).toEqual(['7', '07']);
    expect(refused).toEqual([{ line: 3, reason: 'The complaint id stands on line 2 already.' }]);
  });

  it('whose id stood in a row that was refused, it is not', async () => {
    const { rows } = await read(
      csvOf(columns2014, [cfpbRow({ 'Complaint ID': '7', Company: '' }), cfpbRow({ 'Complaint ID': '7' })]),
    );
    expect(rows.map((row) => row.line)).toEqual([3]);
  });

  it.each([
    ['inside a cell that has none around it', (line: string) => line.replace('It leaks', 'It "leaks"')],
    ['not doubled inside a cell', (line: string) => line.replace('It leaks', '"It "leaks", so"')],
  ])('with a quotation mark %s; the next row is read', async (_, spoil) => {
    const content = `${heading}${lineOf()}\n${spoil(lineOf())}\n${lineOf({ Company: 'Kettles, Inc.' })}\n`;
    const { rows, refused } = await read(content);
    expect(rows.map((row) => row.line)).toEqual([2, 4]);
    expect(refused).toEqual([{ line: 3, reason: 'The quotation marks are not right.' }]);
  });

  it.each(['"It leaks', '"It leaks"!'])(
    'with all the lines that a quotation mark swallows (%s), up to where rows can be told apart again',
    async (issue) => {
      const swallowing = lineOf().replace('It leaks', issue);
      const lines = [lineOf(), swallowing, lineOf(), lineOf({ Company: 'Kettles, Inc.' }), lineOf()];
      const { rows, refused } = await read(`${heading}${lines.join('\n')}\n`);
      expect(rows.map((row) => row.line)).toEqual([2, 6]);
      expect(refused).toEqual([
        { line: 3, reason: 'The quotation marks are not right: lines 3 to 5 cannot be read.' },
      ]);
    },
  );

  it('with wrong quotation marks on the last line', async () => {
    const last = lineOf().replace('It leaks', 'It "leaks"');
    for (const end of ['', '\n']) {
      const { rows, refused } = await read(`${heading}${lineOf()}\n${last}${end}`);
      expect(rows).toHaveLength(1);
      expect(refused).toEqual([{ line: 3, reason: 'The quotation marks are not right.' }]);
    }
    const { refused } = await read(`${heading}${lineOf()}\n1,"a"a\nb",c`);
    expect(refused).toEqual([
      { line: 3, reason: 'The quotation marks are not right: lines 3 to 4 cannot be read.' },
    ]);
  });

  it('at the end, and the thousand before it are read', async () => {
    const lines = Array.from({ length: 1_000 }, () => lineOf());
    const { rows, refused } = await read(`${heading}${lines.join('\n')}\n123,"Kettles,\n${lineOf()}`);
    expect(rows).toHaveLength(1_000);
    expect(refused).toEqual([
      { line: 1002, reason: 'A quotation mark is never closed: the rest of the file cannot be read.' },
    ]);
  });
});

describe('channels', () => {
  it.each([
    ['Web', 'web'],
    ['web referral', 'referral'],
    ['Referral', 'referral'],
    ['PHONE', 'phone'],
    ['Postal mail', 'letter'],
    ['Fax', 'fax'],
    ['Email', 'email'],
  ])('%s is %s', async (text, channel) => {
    expect((await readOne({ 'Submitted via': text })).rows).toMatchObject([
      { channel, unknownChannel: null },
    ]);
  });

  it.each([
    ['Pigeon', 'Pigeon'],
    ['', '(none)'],
    ['constructor', 'constructor'],
    ['p'.repeat(100), 'p'.repeat(60)],
  ])('what is none of ours (%j) is OTHER and told', async (text, told) => {
    expect((await readOne({ 'Submitted via': text })).rows).toMatchObject([
      { channel: 'other', unknownChannel: told },
    ]);
  });
});
