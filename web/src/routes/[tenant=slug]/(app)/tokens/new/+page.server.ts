import { readForm } from '#lib/api/form-fields.server.ts';
import { CreateTokenDocument, NewTokenPageDocument } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { scopeChoices } from '#lib/tokens/words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadPage(event, NewTokenPageDocument, {}, { audience: 'admin' });

export const actions: Actions = {
  /** The text is in the answer and nowhere else: it is shown this once. */
  default: async (event) => {
    const form = await readForm(event);
    const lifetime = form.text('expiresInDays');
    const input = {
      name: form.text('name'),
      scopes: scopeChoices.filter(({ field }) => form.isChecked(field)).map(({ scope }) => scope),
      expiresInDays: lifetime === 'never' ? null : Number(lifetime),
      neverExpires: lifetime === 'never',
      password: form.secret('password') || null,
    };
    const sent = { name: 'token', values: form.values };
    const { payload, failure } = await mutate(event, CreateTokenDocument, { input }, sent);
    if (failure) return failure;
    return { made: { text: payload.text, token: payload.serviceToken } };
  },
};
