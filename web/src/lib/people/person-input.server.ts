import type { FormFields } from '#lib/api/form-fields.server.ts';

/** A person's details out of a form. */
export function personInput(form: FormFields) {
  return {
    name: form.text('name'),
    email: form.optional('email'),
    phone: form.optional('phone'),
    address: form.optional('address'),
  };
}
