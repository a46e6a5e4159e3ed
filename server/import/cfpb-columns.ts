/** The columns that the product reads, by our names. Both public layouts of the file have them under these headings. */
const headings = {
  id: ['Complaint ID'],
  product: ['Product'],
  subProduct: ['Sub-product'],
  issue: ['Issue'],
  subIssue: ['Sub-issue'],
  narrative: ['Consumer complaint narrative'],
  publicResponse: ['Company public response'],
  company: ['Company'],
  state: ['State'],
  zip: ['ZIP code'],
  tags: ['Tags'],
  consent: ['Consumer consent provided?'],
  channel: ['Submitted via'],
  received: ['Date received'],
  sent: ['Date sent to company'],
  response: ['Company response', 'Company response to consumer'],
  timely: ['Timely response?'],
  disputed: ['Consumer disputed?'],
} as const;

export type CfpbColumn = keyof typeof headings;

const needed: readonly CfpbColumn[] = [
  'id',
  'product',
  'issue',
  'company',
  'channel',
  'received',
  'response',
];

/** Where each column stands in this file. */
export interface CfpbLayout {
  width: number;
  indexes: Partial<Record<CfpbColumn, number>>;
  /** Headings that mean nothing to us: told in the report. */
  unknown: string[];
}

/** A file that cannot be read as what it should be; the message is one sentence. */
export class ImportFileError extends Error {}

/** Reads the heading row; case, order and outer spaces do not matter. Throws ImportFileError naming what is missing. */
export function readLayout(cells: readonly string[]): CfpbLayout {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const indexes: CfpbLayout['indexes'] = {};
  for (const [column, alternatives] of Object.entries(headings) as [CfpbColumn, readonly string[]][]) {
    const index = names.findIndex((name) => alternatives.some((heading) => heading.toLowerCase() === name));
    if (index >= 0) indexes[column] = index;
  }
  const missing = needed
    .filter((column) => indexes[column] === undefined)
    .map((column) => `"${headings[column].join('" or "')}"`);
  if (missing.length > 0) {
    throw new ImportFileError(
      `This is not a CFPB complaint file: its first line has no column ${missing.join(', ')}.`,
    );
  }
  const known = new Set(Object.values(indexes));
  return { width: cells.length, indexes, unknown: cells.filter((_, index) => !known.has(index)) };
}
