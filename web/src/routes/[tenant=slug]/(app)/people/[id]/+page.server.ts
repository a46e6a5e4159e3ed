import { error } from '@sveltejs/kit';
import { readForm } from '#lib/api/form-fields.server.ts';
import { InvitePersonDocument, PersonPageDocument, UpdatePersonDocument } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { pageVariables } from '#lib/api/page-variables.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { personInput } from '#lib/people/person-input.server.ts';
import { done } from '#lib/session/flash.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { id } = event.params;
  const variables = { ...pageVariables(event.url, 15), id, filter: { consumerId: id } };
  const data = await loadPage(event, PersonPageDocument, variables, { audience: 'staff' });
  if (data.person?.__typename !== 'Person') error(404, 'There is no such person in your organisation.');
  return { ...data, person: data.person };
};

export const actions: Actions = {
  edit: async (event) => {
    const form = await readForm(event);
    const input = { ...personInput(form), id: event.params.id, version: form.integer('version') ?? 0 };
    const sent = { name: 'edit', values: form.values };
    const { failure } = await mutate(event, UpdatePersonDocument, { input }, sent);
    return failure ?? done(event, event.url.pathname, 'The person was saved.');
  },
  /** The link is in the answer and nowhere else: it is shown this once. */
  invite: async (event) => {
    const form = await readForm(event);
    const input = { id: event.params.id, username: form.text('username') };
    const sent = { name: 'invite', values: form.values };
    const { payload, failure } = await mutate(event, InvitePersonDocument, { input }, sent);
    if (failure) return failure;
    return { invitation: { url: payload.invitationUrl, user: payload.user } };
  },
};
