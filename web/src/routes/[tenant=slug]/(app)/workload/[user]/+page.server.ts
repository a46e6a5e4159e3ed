import { error } from '@sveltejs/kit';
import { readForm } from '#lib/api/form-fields.server.ts';
import { AssignComplaintDocument, QueueOfStaffDocument } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { pageVariables } from '#lib/api/page-variables.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { done } from '#lib/session/flash.server.ts';
import { allStaffChoices, assignable } from '#lib/users/staff-choices.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const userId = event.params.user;
  const variables = {
    ...pageVariables(event.url, 25),
    userId,
    filter: { assigneeId: userId, status: ['OPEN' as const, 'IN_PROGRESS' as const] },
  };
  const data = await loadPage(event, QueueOfStaffDocument, variables, { audience: 'staff' });
  if (data.viewer.role !== 'MANAGER' && data.viewer.role !== 'ADMIN') error(403, '');
  if (data.user?.__typename !== 'User') error(404, 'There is no such member of staff.');
  const choices = await allStaffChoices(event, assignable, data.assignable);
  return { ...data, user: data.user, assignable: choices };
};

export const actions: Actions = {
  assign: async (event) => {
    const form = await readForm(event);
    const id = form.text('id');
    const input = { id, version: form.integer('version') ?? 0, assigneeId: form.text('assigneeId') };
    const sent = { name: `assign-${id}`, values: form.values };
    const { payload, failure } = await mutate(event, AssignComplaintDocument, { input }, sent);
    if (failure) return failure;
    const to = payload.complaint?.assignee?.displayName ?? 'somebody else';
    return done(event, event.url.pathname, `${form.text('reference')} went to ${to}.`);
  },
};
