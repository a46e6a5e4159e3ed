import type { RequestEvent } from '@sveltejs/kit';
import { readForm } from '#lib/api/form-fields.server.ts';
import {
  HelpDeskDocument,
  ManagerDeskDocument,
  StartComplaintDocument,
  SupportDeskDocument,
} from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { dueSoonFilter } from '#lib/complaints/list-query.ts';
import { done } from '#lib/session/flash.server.ts';
import type { Actions, PageServerLoad } from './$types';

const staff = { audience: 'staff' } as const;

export const load: PageServerLoad = (event) => loadDesk(event);

export const actions: Actions = {
  claim: async (event) => {
    const form = await readForm(event);
    const input = { id: form.text('id'), version: form.integer('version') ?? 0 };
    const sent = { name: 'claim', values: form.values };
    const { failure } = await mutate(event, StartComplaintDocument, { input }, sent);
    const path = `/${event.params.tenant}/complaints/${encodeURIComponent(form.text('reference'))}`;
    return failure ?? done(event, path, 'The complaint is yours.');
  },
};

/** Each role has a dashboard of its own; administrators have the managers' with more below. */
async function loadDesk(event: RequestEvent) {
  const role = event.locals.session?.role;
  const dueSoon = dueSoonFilter(new Date());
  if (role === 'SUPPORT') {
    const variables = { dueSoon: { ...dueSoon, isMine: true } };
    return { desk: 'support' as const, ...(await loadPage(event, SupportDeskDocument, variables, staff)) };
  }
  if (role === 'MANAGER' || role === 'ADMIN') {
    const variables = { isAdmin: role === 'ADMIN' };
    return { desk: 'manager' as const, ...(await loadPage(event, ManagerDeskDocument, variables, staff)) };
  }
  return { desk: 'help desk' as const, ...(await loadPage(event, HelpDeskDocument, { dueSoon }, staff)) };
}
