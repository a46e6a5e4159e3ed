import { ComplaintListDocument } from '#lib/api/generated.ts';
import { pageVariables } from '#lib/api/page-variables.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { readListQuery, sorts, toComplaintFilter } from '#lib/complaints/list-query.ts';
import { findTimeZone } from '#lib/organisation/time-zone.server.ts';
import { allStaffChoices, staff } from '#lib/users/staff-choices.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const query = readListQuery(event.url.searchParams);
  // Only days in the address need the time zone before the page's own query can be asked.
  const timeZone = event.locals.session && (query.from || query.to) ? await findTimeZone(event) : 'UTC';
  const variables = {
    ...pageVariables(event.url, 25),
    filter: toComplaintFilter(query, new Date(), timeZone),
    orderBy: query.sort && sorts[query.sort].order,
    personId: query.person,
    withPerson: query.person !== '',
  };
  const data = await loadPage(event, ComplaintListDocument, variables, { audience: 'staff' });
  return { ...data, staff: await allStaffChoices(event, staff, data.staff) };
};
