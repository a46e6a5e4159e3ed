import type {
  Channel,
  CloseReason,
  ComplaintFilter,
  ComplaintOrder,
  ComplaintStatus,
  Outcome,
  Priority,
  WaitingFor,
} from '#lib/api/generated.ts';
import { readEnums, type AddressParameters } from '#lib/api/url-enums.ts';
import { dayAfter, startOfDay } from '#lib/components/local-time.ts';
import {
  channelLabels,
  closeReasonLabels,
  outcomeLabels,
  priorityLabels,
  statusLabels,
  waitingLabels,
} from './words.ts';

/** What the address of the list says; every part of it may be missing. */
export interface ListQuery {
  text: string;
  status: ComplaintStatus[];
  waiting: WaitingFor[];
  /** A user's id, `me`, or `none` for complaints that nobody works on. */
  assignee: string;
  category: string;
  channel: Channel[];
  priority: Priority[];
  outcome: Outcome[];
  closed: CloseReason[];
  due: 'overdue' | 'soon' | '';
  needsManager: boolean;
  reopened: boolean;
  /** A person's id. */
  person: string;
  /** Days in the organisation's time zone, both inclusive. */
  from: string;
  to: string;
  sort: SortName | null;
}

/** The orders that the list offers; the first one holds when nothing is said and no text is searched for. */
export const sorts = {
  newest: { label: 'Newest first', order: { field: 'RECEIVED_AT', direction: 'DESC' } },
  oldest: { label: 'Oldest first', order: { field: 'RECEIVED_AT', direction: 'ASC' } },
  due: { label: 'Due first', order: { field: 'DUE_AT', direction: 'ASC' } },
  priority: { label: 'Most urgent first', order: { field: 'PRIORITY', direction: 'DESC' } },
  changed: { label: 'Last changed first', order: { field: 'UPDATED_AT', direction: 'DESC' } },
  match: { label: 'Best match first', order: { field: 'RELEVANCE', direction: 'DESC' } },
} as const satisfies Record<string, { label: string; order: ComplaintOrder }>;
export type SortName = keyof typeof sorts;

/** In the address: waiting for the consumer or a third party. */
export const anybody = 'anybody';

/** "Due soon" means within this many days, here as in the statistics. */
export const dueSoonDays = 7;

/** Reads the list's address; values that it does not know count as not said. */
export function readListQuery(parameters: AddressParameters): ListQuery {
  const text = (name: string) => parameters.get(name)?.trim() ?? '';
  const due = text('due');
  const sort = text('sort');
  return {
    text: text('q'),
    status: readEnums(parameters, 'status', statusLabels),
    waiting:
      text('waiting') === anybody
        ? ['CONSUMER', 'THIRD_PARTY']
        : readEnums(parameters, 'waiting', waitingLabels),
    assignee: text('assignee'),
    category: text('category'),
    channel: readEnums(parameters, 'channel', channelLabels),
    priority: readEnums(parameters, 'priority', priorityLabels),
    outcome: readEnums(parameters, 'outcome', outcomeLabels),
    closed: readEnums(parameters, 'closed', closeReasonLabels),
    due: due === 'overdue' || due === 'soon' ? due : '',
    needsManager: text('needs-manager') === 'yes',
    reopened: text('reopened') === 'yes',
    person: text('person'),
    from: dayAfter(text('from')) ? text('from') : '',
    to: dayAfter(text('to')) ? text('to') : '',
    sort: isSort(sort) ? sort : null,
  };
}

/** The API's filter for a list query. Days begin and end in `timeZone`. */
export function toComplaintFilter(query: ListQuery, now: Date, timeZone: string): ComplaintFilter {
  const end = dayAfter(query.to);
  return {
    ...(query.text && { text: query.text }),
    ...list('status', query.status),
    ...list('waitingFor', query.waiting),
    ...list('channel', query.channel),
    ...list('priority', query.priority),
    ...list('outcome', query.outcome),
    ...list('closeReason', query.closed),
    ...assignee(query.assignee),
    ...(query.category && { categoryId: query.category }),
    ...(query.person && { consumerId: query.person }),
    ...(query.due === 'overdue' && { isOverdue: true }),
    ...(query.due === 'soon' && dueSoonFilter(now)),
    ...(query.needsManager && { needsManager: true }),
    ...(query.reopened && { isReopened: true }),
    ...(query.from && { receivedFrom: startOfDay(query.from, timeZone) }),
    ...(end && { receivedBefore: startOfDay(end, timeZone) }),
  };
}

/** Not overdue yet, but within a week. */
export function dueSoonFilter(now: Date): ComplaintFilter {
  const end = new Date(now.getTime() + dueSoonDays * 86_400_000);
  return { isOverdue: false, dueBefore: end.toISOString() };
}

function assignee(value: string): ComplaintFilter {
  if (!value) return {};
  if (value === 'me') return { isMine: true };
  return value === 'none' ? { isUnassigned: true } : { assigneeId: value };
}

function list<Name extends keyof ComplaintFilter, Value>(
  name: Name,
  values: Value[],
): Partial<Record<Name, Value[]>> {
  return values.length > 0 ? ({ [name]: values } as Record<Name, Value[]>) : {};
}

function isSort(value: string): value is SortName {
  return value in sorts;
}
