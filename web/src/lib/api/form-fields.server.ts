import { error, type RequestEvent } from '@sveltejs/kit';

/** Never sent back to the page. */
export const secretFields: ReadonlySet<string> = new Set([
  'password',
  'currentPassword',
  'newPassword',
  'repeatedPassword',
  'clientSecret',
  'code',
]);

/** The text fields of a submitted form. */
export interface FormFields {
  /** What the person typed, to be shown again when something is wrong; passwords are left out. */
  values: Record<string, string>;
  /** A trimmed text, empty when it is missing. */
  text(name: string): string;
  /** A trimmed text, null when it is empty. */
  optional(name: string): string | null;
  /** A text exactly as typed: for passwords. */
  secret(name: string): string;
  /** A whole number; null when it is empty or not one. */
  integer(name: string): number | null;
  /** True when a checkbox was ticked. */
  isChecked(name: string): boolean;
}

/** Reads the form that was posted; one that is cut off, or not written as its content type says, is answered with 400. */
export async function readForm(event: RequestEvent): Promise<FormFields> {
  const form = await event.request.formData().catch((cause: unknown) => {
    // One that is too large is an error of SvelteKit's, with a status of its own.
    if (cause instanceof Error && 'status' in cause) throw cause;
    error(400, 'The form did not arrive as it was sent. Please go back and send it again.');
  });
  const raw = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  };
  const text = (name: string) => raw(name).trim();
  const values: Record<string, string> = {};
  for (const name of form.keys()) if (!secretFields.has(name)) values[name] = raw(name);
  return {
    values,
    text,
    optional: (name) => text(name) || null,
    secret: raw,
    integer: (name) => (/^-?\d+$/.test(text(name)) ? Number(text(name)) : null),
    isChecked: (name) => form.has(name),
  };
}
