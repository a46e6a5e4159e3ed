import { readForm } from '#lib/api/form-fields.server.ts';
import { RevokeTokenDocument, TokenListDocument } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { pageVariables } from '#lib/api/page-variables.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { done } from '#lib/session/flash.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const variables = pageVariables(event.url, 30);
  return loadPage(event, TokenListDocument, variables, { audience: 'admin' });
};

export const actions: Actions = {
  revoke: async (event) => {
    const form = await readForm(event);
    const id = form.text('id');
    const sent = { name: `revoke-${id}`, values: form.values };
    const { failure } = await mutate(event, RevokeTokenDocument, { input: { id } }, sent);
    return failure ?? done(event, event.url.pathname, 'The token is revoked: it is refused from now on.');
  },
};
