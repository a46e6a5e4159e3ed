import { readForm } from '#lib/api/form-fields.server.ts';
import { IdentityProviderPageDocument, SaveIdentityProviderDocument, type Role } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { done } from '#lib/session/flash.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadPage(event, IdentityProviderPageDocument, {}, { audience: 'admin' });

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const secret = form.secret('clientSecret').trim();
    const input = {
      version: form.integer('version') ?? 0,
      label: form.text('label'),
      issuer: form.text('issuer'),
      clientId: form.text('clientId'),
      // An empty field keeps the secret that is there.
      clientSecret: form.isChecked('removesSecret') ? '' : secret || null,
      scopes: form.text('scopes').split(/\s+/).filter(Boolean),
      isEnabled: form.isChecked('isEnabled'),
      // The API refuses what is no role.
      newUserRole: form.optional('newUserRole') as Role | null,
      staffMustUse: form.isChecked('staffMustUse'),
    };
    const sent = { name: 'provider', values: form.values };
    const { failure } = await mutate(event, SaveIdentityProviderDocument, { input }, sent);
    const message = input.isEnabled
      ? 'The provider answered and was saved. People can sign in with it.'
      : 'The provider was saved. It is switched off.';
    return failure ?? done(event, event.url.pathname, message);
  },
};
