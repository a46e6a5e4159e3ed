import { readForm } from '#lib/api/form-fields.server.ts';
import { InstallationDocument, RequestPasswordResetDocument } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { query } from '#lib/api/query.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => query(event, InstallationDocument, {}, null);

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const input = { organisation: event.params.tenant, account: form.text('account') };
    const sent = { name: 'forgot-password', values: form.values };
    const { failure } = await mutate(event, RequestPasswordResetDocument, { input }, sent, null);
    return failure ?? { requestedFor: input.account };
  },
};
