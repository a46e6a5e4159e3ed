import { createHash, randomUUID } from 'node:crypto';

/** The name of the hidden field that carries a form's key. */
export const formKeyField = 'formKey';

/** A key for one showing of a form: whoever sends the form twice, because no answer came, has done it once. */
export function newFormKey(): string {
  return randomUUID();
}

/** The `Idempotency-Key` of what was typed into a form: other words are another piece of work. Null for a form without a key. */
export function idempotencyKeyOf(values: Record<string, string>, variables: unknown): string | null {
  const formKey = values[formKeyField];
  if (!formKey || !/^[0-9a-f-]{36}$/.test(formKey)) return null;
  return `${formKey}.${createHash('sha256').update(JSON.stringify(variables)).digest('base64url')}`;
}
