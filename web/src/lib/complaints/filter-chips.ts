import type { AddressParameters } from '#lib/api/url-enums.ts';
import type { ListQuery } from './list-query.ts';
import {
  channelLabels,
  closeReasonLabels,
  outcomeLabels,
  priorityLabels,
  statusLabels,
  waitingLabels,
} from './words.ts';

/** One condition of a list, in words, and the names in the address that hold it. */
export interface FilterChip {
  label: string;
  parameters: string[];
}

/** How the ids in the address are called. */
export interface ChipNames {
  staff: readonly { id: string; displayName: string }[];
  categories: readonly { id: string; name: string; children: readonly { id: string; name: string }[] }[];
  person: string | null;
}

/** The conditions of a list that are not its text: what a reader can take away one by one. */
export function filterChips(query: ListQuery, names: ChipNames): FilterChip[] {
  const chips: (FilterChip | false)[] = [
    query.text !== '' && { label: `“${query.text}”`, parameters: ['q'] },
    oneOf('', query.status, statusLabels, 'status'),
    oneOf('', query.waiting, waitingLabels, 'waiting'),
    query.assignee !== '' && { label: assignee(query.assignee, names), parameters: ['assignee'] },
    query.category !== '' && { label: `About ${category(query.category, names)}`, parameters: ['category'] },
    oneOf('Priority ', query.priority, priorityLabels, 'priority'),
    oneOf('By ', query.channel, channelLabels, 'channel'),
    query.due === 'overdue' && { label: 'Overdue', parameters: ['due'] },
    query.due === 'soon' && { label: 'Due within a week', parameters: ['due'] },
    query.needsManager && { label: 'Needs a manager', parameters: ['needs-manager'] },
    query.reopened && { label: 'Came back', parameters: ['reopened'] },
    oneOf('Outcome ', query.outcome, outcomeLabels, 'outcome'),
    oneOf('', query.closed, closeReasonLabels, 'closed'),
    query.person !== '' && { label: `From ${names.person ?? 'an unknown person'}`, parameters: ['person'] },
    query.from !== '' && { label: `Received from ${query.from}`, parameters: ['from'] },
    query.to !== '' && { label: `Received until ${query.to}`, parameters: ['to'] },
  ];
  return chips.filter((chip) => chip !== false);
}

/** The address of the list without these parameters; paging begins anew. */
export function without(parameters: AddressParameters, names: readonly string[]): string {
  const rest = new URLSearchParams(parameters.toString());
  for (const name of [...names, 'after', 'before']) rest.delete(name);
  return `?${rest}`;
}

function oneOf<Value extends string>(
  before: string,
  values: readonly Value[],
  labels: Record<Value, string>,
  parameter: string,
): FilterChip | false {
  if (values.length === 0) return false;
  const words = values.map((value) => labels[value]);
  return { label: before + words.join(' or '), parameters: [parameter] };
}

function assignee(value: string, { staff }: ChipNames): string {
  if (value === 'me') return 'Assigned to me';
  if (value === 'none') return 'Nobody assigned';
  return `Assigned to ${staff.find(({ id }) => id === value)?.displayName ?? 'somebody unknown'}`;
}

function category(value: string, { categories }: ChipNames): string {
  const all = categories.flatMap((root) => [root, ...root.children]);
  return all.find(({ id }) => id === value)?.name ?? 'an unknown category';
}
