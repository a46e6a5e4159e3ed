import { redirect } from '@sveltejs/kit';
import { newFormKey } from '#lib/api/form-key.server.ts';
import { readForm } from '#lib/api/form-fields.server.ts';
import { PublicFormDocument, SubmitPublicComplaintDocument } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { query } from '#lib/api/query.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  ...(await query(event, PublicFormDocument, { organisation: event.params.tenant }, null)),
  formKey: newFormKey(),
});

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const input = {
      organisation: event.params.tenant,
      name: form.text('name'),
      email: form.optional('email'),
      phone: form.optional('phone'),
      subject: form.text('subject'),
      description: form.text('description'),
      desiredOutcome: form.optional('desiredOutcome'),
      categoryId: form.optional('categoryId'),
    };
    const sent = { name: 'complain', values: form.values };
    const { payload, failure } = await mutate(event, SubmitPublicComplaintDocument, { input }, sent, null);
    if (failure) return failure;
    if (!payload.trackingUrl) throw new Error('The public form gave no tracking link.');
    redirect(303, `${new URL(payload.trackingUrl).pathname}?received`);
  },
};
