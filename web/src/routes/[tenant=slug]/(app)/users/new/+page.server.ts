import { readForm } from '#lib/api/form-fields.server.ts';
import { CreateUserDocument, NewUserPageDocument, type Role } from '#lib/api/generated.ts';
import { failForm, mutate } from '#lib/api/mutate.server.ts';
import { loadPage } from '#lib/api/query.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadPage(event, NewUserPageDocument, {}, { audience: 'admin' });

export const actions: Actions = {
  /** The link is in the answer and nowhere else: it is shown this once. */
  default: async (event) => {
    const form = await readForm(event);
    const sent = { name: 'user', values: form.values };
    if (!form.text('role')) return failForm(sent, { role: 'Choose what the user may do.' });
    const input = {
      displayName: form.text('displayName'),
      username: form.text('username'),
      email: form.optional('email'),
      // The API refuses what is no role.
      role: form.text('role') as Role,
    };
    const { payload, failure } = await mutate(event, CreateUserDocument, { input }, sent);
    if (failure) return failure;
    return { invitation: { url: payload.invitationUrl, user: payload.user } };
  },
};
