import { readForm } from '#lib/api/form-fields.server.ts';
import {
  RegisterDocumentDocument,
  RemoveDocumentDocument,
  TrustedDocumentsDocument,
} from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { pageVariables } from '#lib/api/page-variables.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { done } from '#lib/session/flash.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const variables = pageVariables(event.url, 20);
  return loadPage(event, TrustedDocumentsDocument, variables, { audience: 'admin' });
};

export const actions: Actions = {
  register: async (event) => {
    const form = await readForm(event);
    // As it stands: its white space is part of its hash.
    const text = form.secret('text');
    const sent = { name: 'register', values: form.values };
    const { payload, failure } = await mutate(event, RegisterDocumentDocument, { input: { text } }, sent);
    return failure ?? done(event, event.url.pathname, `“${payload.document?.name}” is known now.`);
  },
  remove: async (event) => {
    const form = await readForm(event);
    const id = form.text('id');
    const sent = { name: `remove-${id}`, values: form.values };
    const { failure } = await mutate(event, RemoveDocumentDocument, { input: { id } }, sent);
    return failure ?? done(event, event.url.pathname, 'The document is not known any more.');
  },
};
