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

/** Reads a row; gives the reason as a sentence when it cannot be imported. No date may be after the day of `now`. */
export function readRow(
  layout: CfpbLayout,
  cells: readonly string[],
  line: number,
  now: Date,
): CfpbComplaint | string {
  if (cells.length < layout.width)
    return `The row is cut: it has ${cells.length} of ${layout.width} columns.`;
  if (cells.length > layout.width) return `The row has ${cells.length} columns, the heading ${layout.width}.`;
  // PostgreSQL has no NUL in text.
  if (cells.some((value) => value.includes('\0'))) return 'The row contains the character NUL.';
  const cell: ReadCell = (column) => {
    const index = layout.indexes[column];
    return (index === undefined ? '' : (cells[index] ?? '')).trim();
  };
  const externalReference = cell('id');
  if (!externalReference) return 'The complaint id is missing.';
  if (!/^[\w-]{1,64}$/.test(externalReference))
    return 'The complaint id may have letters, digits, - and _, 64 at most.';
  const company = cell('company');
  if (!company) return 'The company is missing.';
  if ([...company].length > textLimits.name)
    return `The company's name is longer than ${textLimits.name} characters.`;
  const category = cell('product');
  if (!category) return 'The product is missing.';
  const dates = readDates(cell('received'), cell('sent'), now);
  if (typeof dates === 'string') return dates;
  const end = endOf.get(cell('response').toLowerCase());
  if (!end)
    return cell('response')
      ? `The response "${cell('response').slice(0, 60)}" is not known.`
      : 'The response of the company is missing.';
  const description = describe(cell);
  if ([...description].length > textLimits.description)
    return `The text is longer than ${textLimits.description} characters.`;
  const channel = channelOf.get(cell('channel').toLowerCase());
  return {
    line,
    externalReference,
    company,
    category: cut(category, textLimits.category),
    subCategory: cell('subProduct') ? cut(cell('subProduct'), textLimits.category) : null,
    subject: subjectOf(cell('issue'), cell('subIssue'), category),
    description,
    consumerName: consumerName(cell('state'), cell('zip')),
    channel: channel ?? 'other',
    unknownChannel: channel ? null : cell('channel').slice(0, 60) || '(none)',
    receivedAt: dates.receivedAt,
    closedAt: end.status === 'closed' ? dates.answeredAt : null,
    end,
  };
}

type ReadCell = (column: CfpbColumn) => string;

/** When it was received and, as far as the file tells, answered: when it was sent to the company. A sentence when that cannot be. */
function readDates(
  received: string,
  sent: string,
  now: Date,
): { receivedAt: Date; answeredAt: Date } | string {
  const forms = 'write 11/13/2014 or 2014-11-13.';
  if (!received) return 'The date of receipt is missing.';
  const receivedAt = readDate(received);
  if (!receivedAt) return `"${received.slice(0, 20)}" is not a date of receipt: ${forms}`;
  if (isAfterToday(receivedAt, now)) return 'The date of receipt is in the future.';
  const sentAt = sent ? readDate(sent) : receivedAt;
  if (!sentAt) return `"${sent.slice(0, 20)}" is not a date: ${forms}`;
  if (isAfterToday(sentAt, now)) return 'The date when it was sent to the company is in the future.';
  const notAfterNow = (date: Date) => (date > now ? now : date);
  return {
    receivedAt: notAfterNow(receivedAt),
    answeredAt: notAfterNow(sentAt > receivedAt ? sentAt : receivedAt),
  };
}

/** Dates have no time: noon in UTC is the same day nearly everywhere. Month first with slashes, ISO with hyphens. */
function readDate(text: string): Date | null {
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

/** Today's noon may be later than now, and is not in the future all the same. */
function isAfterToday(noon: Date, now: Date): boolean {
  return noon.toISOString().slice(0, 10) > now.toISOString().slice(0, 10);
}

function subjectOf(issue: string, subIssue: string, product: string): string {
  const whole = issue && subIssue ? `${issue}: ${subIssue}` : issue || product;
  return [...whole].length <= textLimits.subject ? whole : cut(issue || product, textLimits.subject);
}

/** The narrative, then in words what has no column of its own. */
function describe(cell: ReadCell): string {
  const told = (label: string, column: CfpbColumn) => (cell(column) ? [`${label}: ${cell(column)}`] : []);
  const facts = [
    ...told('Company', 'company'),
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

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
