import { error } from '@sveltejs/kit';
import { readForm } from '#lib/api/form-fields.server.ts';
import { AuditLogDocument, VerifyAuditDocument, type AuditEventFilter } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { pageVariables } from '#lib/api/page-variables.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { dayAfter, startOfDay } from '#lib/components/local-time.ts';
import { findTimeZone } from '#lib/organisation/time-zone.server.ts';
import { allStaffChoices, staff } from '#lib/users/staff-choices.server.ts';
import type { Actions, PageServerLoad } from './$types';

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
    withVerification: role === 'ADMIN',
  };
  const data = await loadPage(event, AuditLogDocument, variables, { audience: 'staff' });
  return { ...data, staff: await allStaffChoices(event, staff, data.staff) };
};

export const actions: Actions = {
  verify: async (event) => {
    const form = await readForm(event);
    const input = { checkpoint: form.optional('checkpoint') };
    const { payload, failure } = await mutate(
      event,
      VerifyAuditDocument,
      { input },
      {
        name: 'verify',
        values: form.values,
      },
    );
    return failure ?? { verification: payload.verification };
  },
};
