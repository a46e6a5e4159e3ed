import { newFormKey } from '#lib/api/form-key.server.ts';
import { readForm } from '#lib/api/form-fields.server.ts';
import { NewComplaintPageDocument, SubmitComplaintDocument } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { done } from '#lib/session/flash.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  ...(await loadPage(event, NewComplaintPageDocument, {}, { audience: 'consumer' })),
  formKey: newFormKey(),
});

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const input = {
      subject: form.text('subject'),
      description: form.text('description'),
      desiredOutcome: form.optional('desiredOutcome'),
      categoryId: form.optional('categoryId'),
    };
    const sent = { name: 'submit', values: form.values };
    const { payload, failure } = await mutate(event, SubmitComplaintDocument, { input }, sent);
    if (failure) return failure;
    if (!payload.complaint) throw new Error('The API submitted a complaint without giving it back.');
    const { reference } = payload.complaint;
    const message = `We have your complaint. Its reference is ${reference}.`;
    done(event, `/${event.params.tenant}/my/complaints/${reference}`, message);
  },
};
