import type { AddressParameters } from '#lib/api/url-enums.ts';
import type { NavigationCountsQuery, Role } from '#lib/api/generated.ts';

/** A list that people come back to, with its filter as it stands in the address. */
export interface ComplaintView {
  label: string;
  /** What follows the question mark. */
  query: string;
  /** The figure of the statistics that counts it, where there is one. */
  count: keyof NavigationCountsQuery['complaintStatistics'] | null;
  /** In the side navigation of these roles. */
  pinnedFor: readonly Role[];
}

const everybody: readonly Role[] = ['HELP_DESK', 'SUPPORT', 'MANAGER', 'ADMIN'];
const managers: readonly Role[] = ['MANAGER', 'ADMIN'];

/** The views above every list, in order; each one's number is exactly the length of its list. */
export const complaintViews: readonly ComplaintView[] = [
  { label: 'All', query: '', count: null, pinnedFor: [] },
  {
    label: 'Mine',
    query: 'assignee=me&status=open&status=in-progress&status=resolved',
    count: 'mine',
    pinnedFor: everybody,
  },
  {
    label: 'Unassigned',
    query: 'assignee=none&status=open&status=in-progress',
    count: 'unassigned',
    pinnedFor: everybody,
  },
  { label: 'Overdue', query: 'due=overdue&sort=due', count: 'overdue', pinnedFor: everybody },
  {
    label: 'For a manager',
    query: 'needs-manager=yes',
    count: 'needsManager',
    pinnedFor: managers,
  },
  { label: 'Waiting', query: 'status=in-progress&waiting=anybody', count: null, pinnedFor: [] },
  { label: 'To confirm', query: 'status=resolved', count: null, pinnedFor: [] },
  { label: 'Closed', query: 'status=closed', count: null, pinnedFor: [] },
];

/** True when the address shows that view, on whatever page and in whatever order. */
export function isView(view: ComplaintView, parameters: AddressParameters): boolean {
  return essence(new URLSearchParams(view.query)) === essence(parameters);
}

function essence(parameters: AddressParameters): string {
  const passing = ['after', 'before', 'sort'];
  return [...new URLSearchParams(parameters.toString())]
    .filter(([name, value]) => value !== '' && !passing.includes(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
}
