import type { FormFields } from '#lib/api/form-fields.server.ts';
import { kindChoices, kindField } from './words.ts';

/** The settings of an endpoint, as the form has them. */
export function readWebhook(form: FormFields) {
  return {
    url: form.text('url'),
    description: form.text('description'),
    eventKinds: kindChoices.map(({ value }) => value).filter((kind) => form.isChecked(kindField(kind))),
  };
}

/** Where the form calls a field differently. */
export const webhookFields = { eventKinds: kindField(kindChoices[0]!.value) };
