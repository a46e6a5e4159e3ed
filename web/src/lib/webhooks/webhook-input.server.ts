import type { FormFields } from '#lib/api/form-fields.server.ts';
import { kindChoices } from './words.ts';

/** The settings of an endpoint, as the form has them. */
export function readWebhook(form: FormFields) {
  return {
    url: form.text('url'),
    description: form.text('description'),
    eventKinds: kindChoices.filter(({ field }) => form.isChecked(field)).map(({ kind }) => kind),
  };
}
