import { error } from '@sveltejs/kit';
import { AuditLogDocument, type AuditEventFilter } from '#lib/api/generated.ts';
import { pageVariables } from '#lib/api/page-variables.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { dayAfter, startOfDay } from '#lib/components/local-time.ts';
import { findTimeZone } from '#lib/organisation/time-zone.server.ts';
import { allStaffChoices, staff } from '#lib/users/staff-choices.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const role = event.locals.session?.role;
  if (role === 'HELP_DESK' || role === 'SUPPORT') error(403, '');
  const parameter = (name: string) => event.url.searchParams.get(name)?.trim() ?? '';
  const from = dayAfter(parameter('from')) && parameter('from');
  const end = dayAfter(parameter('to'));
  // Only days in the address need the time zone before the page's own query can be asked.
  const timeZone = role && (from || end) ? await findTimeZone(event) : 'UTC';
  const filter: AuditEventFilter = {
    text: parameter('q') || null,
    actorId: parameter('actor') || null,
    subjectId: parameter('subject') || null,
    action: parameter('action') ? [parameter('action')] : null,
    from: from ? startOfDay(from, timeZone) : null,
    before: end ? startOfDay(end, timeZone) : null,
  };
  const subjectId = parameter('subject');
  const variables = {
    ...pageVariables(event.url, 40),
    filter,
    subjectId,
    withSubject: subjectId !== '',
  };
  const data = await loadPage(event, AuditLogDocument, variables, { audience: 'staff' });
  return { ...data, staff: await allStaffChoices(event, staff, data.staff) };
};
