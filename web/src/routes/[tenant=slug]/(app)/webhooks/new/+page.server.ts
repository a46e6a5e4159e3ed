import { readForm } from '#lib/api/form-fields.server.ts';
import { CreateWebhookDocument, NewWebhookPageDocument } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { readWebhook } from '#lib/webhooks/webhook-input.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadPage(event, NewWebhookPageDocument, {}, { audience: 'admin' });

export const actions: Actions = {
  /** The secret is in the answer and nowhere else: it is shown this once. */
  default: async (event) => {
    const form = await readForm(event);
    const sent = { name: 'webhook', values: form.values };
    const { payload, failure } = await mutate(
      event,
      CreateWebhookDocument,
      { input: readWebhook(form) },
      sent,
    );
    if (failure) return failure;
    return { made: { secret: payload.secret, webhook: payload.webhookEndpoint } };
  },
};
