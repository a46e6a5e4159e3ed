import type { RequestEvent } from '@sveltejs/kit';
import { MoreStaffChoicesDocument, type StaffChoicesFragment, type UserFilter } from '#lib/api/generated.ts';
import { query } from '#lib/api/query.server.ts';

/** Those who can be assigned a complaint. */
export const assignable: UserFilter = { assignable: true };
/** Everybody who works or worked here. */
export const staff: UserFilter = { role: ['HELP_DESK', 'SUPPORT', 'MANAGER', 'ADMIN'] };

const mostPages = 50;

/** All the staff of a filter, whose first hundred the page has. Nobody is left out of a list of choices. */
export async function allStaffChoices(
  event: RequestEvent,
  filter: UserFilter,
  first: StaffChoicesFragment,
): Promise<StaffChoicesFragment> {
  const nodes = [...first.nodes];
  let { pageInfo } = first;
  for (let page = 1; pageInfo.hasNextPage && page < mostPages; page += 1) {
    const { users } = await query(event, MoreStaffChoicesDocument, { filter, after: pageInfo.endCursor });
    nodes.push(...users.nodes);
    ({ pageInfo } = users);
  }
  return { nodes, pageInfo };
}
