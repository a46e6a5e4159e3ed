import { readForm } from '#lib/api/form-fields.server.ts';
import { AccountPageDocument, ChangePasswordDocument } from '#lib/api/generated.ts';
import { failForm, mutate } from '#lib/api/mutate.server.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { done } from '#lib/session/flash.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadPage(event, AccountPageDocument, {}, { audience: 'everyone' });

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const sent = { name: 'password', values: form.values };
    if (form.secret('newPassword') !== form.secret('repeatedPassword')) {
      return failForm(sent, { repeatedPassword: 'This is not the same as the new password above.' });
    }
    const input = {
      currentPassword: form.secret('currentPassword'),
      newPassword: form.secret('newPassword'),
    };
    const { failure } = await mutate(event, ChangePasswordDocument, { input }, sent);
    return failure ?? done(event, event.url.pathname, 'Your password was changed.');
  },
};
