import type { Channel } from '../shared/complaint.ts';
import { textLimits } from '../shared/limits.ts';
import type { CfpbColumn, CfpbLayout } from './cfpb-columns.ts';
import { channelOf, endOf, type ImportedEnd } from './cfpb-mapping.ts';

/** One row, read and mapped; ready to be written. */
export interface CfpbComplaint {
  line: number;
  externalReference: string;
  company: string;
  category: string;
  subCategory: string | null;
  subject: string;
  description: string;
  consumerName: string;
  channel: Channel;
  /** The value of the file that is no channel of ours. */
  unknownChannel: string | null;
  receivedAt: Date;
  /** When it was closed, as far as the file tells: the day when it was sent to the company. Null while in progress. */
  closedAt: Date | null;
  end: ImportedEnd;
}

/** Reads a row; gives the reason as a sentence when it cannot be imported. `today` bounds dates. */
export function readRow(
  layout: CfpbLayout,
  cells: readonly string[],
  line: number,
  today: Date,
): CfpbComplaint | string {
  if (cells.length < layout.width)
    return `The row is cut: it has ${cells.length} of ${layout.width} columns.`;
  if (cells.length > layout.width) return `The row has ${cells.length} columns, the heading ${layout.width}.`;
  const cell = (column: CfpbColumn) => {
    const index = layout.indexes[column];
    return (index === undefined ? '' : (cells[index] ?? '')).trim();
  };
  const externalReference = cell('id');
  if (!/^[\w-]{1,64}$/.test(externalReference))
    return externalReference ? 'The complaint id is not a number.' : 'The complaint id is missing.';
  const company = cell('company');
  if (!company) return 'The company is missing.';
  if ([...company].length > textLimits.name)
    return `The company's name is longer than ${textLimits.name} characters.`;
  const receivedAt = readDate(cell('received'));
  if (!receivedAt)
    return `"${cell('received').slice(0, 20)}" is not a date of receipt: write 11/13/2014 or 2014-11-13.`;
  if (receivedAt > today) return 'The date of receipt is in the future.';
  const sent = cell('sent');
  const sentAt = sent ? readDate(sent) : null;
  if (sent && !sentAt) return `"${sent.slice(0, 20)}" is not a date: write 11/13/2014 or 2014-11-13.`;
  const end = endOf[cell('response').toLowerCase()];
  if (!end)
    return cell('response')
      ? `The response "${cell('response').slice(0, 60)}" is not known.`
      : 'The response of the company is missing.';
  const category = cell('product');
  if (!category) return 'The product is missing.';
  const subject = subjectOf(cell('issue'), cell('subIssue'), category);
  const description = describe(cell);
  if (cells.some((value) => /\u0000/.test(value))) return 'The row contains the character NUL.';
  if ([...description].length > textLimits.description)
    return `The text is longer than ${textLimits.description} characters.`;
  const channel = channelOf[cell('channel').toLowerCase()];
  return {
    line,
    externalReference,
    company,
    category: cut(category, textLimits.category),
    subCategory: cell('subProduct') ? cut(cell('subProduct'), textLimits.category) : null,
    subject,
    description,
    consumerName: consumerName(cell('state'), cell('zip')),
    channel: channel ?? 'other',
    unknownChannel: channel ? null : cell('channel') || '(none)',
    receivedAt,
    closedAt: end.status === 'closed' ? latest(receivedAt, sentAt) : null,
    end,
  };
}

/** Dates have no time: noon in UTC is the same day nearly everywhere. Month first with slashes, ISO with hyphens. */
export function readDate(text: string): Date | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : american
      ? [american[3], american[1], american[2]]
      : [];
  if (!year) return null;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), 12));
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isReal && date.getUTCFullYear() >= 1970 ? date : null;
}

function subjectOf(issue: string, subIssue: string, product: string): string {
  const whole = issue && subIssue ? `${issue}: ${subIssue}` : issue || product;
  return [...whole].length <= textLimits.subject ? whole : cut(issue || product, textLimits.subject);
}

/** The narrative, then in words what has no column of its own. */
function describe(cell: (column: CfpbColumn) => string): string {
  const told = (label: string, column: CfpbColumn) => (cell(column) ? [`${label}: ${cell(column)}`] : []);
  const facts = [
    ...told('Product', 'product'),
    ...told('Sub-product', 'subProduct'),
    ...told('Issue', 'issue'),
    ...told('Sub-issue', 'subIssue'),
    ...told('State', 'state'),
    ...told('ZIP code', 'zip'),
    ...told('Tags', 'tags'),
    ...told('Date sent to the company', 'sent'),
    ...told('Response of the company', 'response'),
    ...told('Response in time', 'timely'),
    ...told('Consumer disputed the response', 'disputed'),
    ...told('Public response of the company', 'publicResponse'),
    ...told('Consent to publish the text', 'consent'),
  ].join('\n');
  return cell('narrative') ? `${cell('narrative')}\n\n${facts}` : facts;
}

function consumerName(state: string, zip: string): string {
  const place = [state, zip].filter(Boolean).join(' ');
  return place ? cut(`Unknown consumer (${place})`, textLimits.name) : 'Unknown consumer';
}

function latest(receivedAt: Date, sentAt: Date | null): Date {
  return sentAt && sentAt > receivedAt ? sentAt : receivedAt;
}

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
