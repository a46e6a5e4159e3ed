/** What a form action gives back when it could not do its work: enough to show the form again as it was. */
export interface FormFailure {
  /** Which form of the page it was. */
  form: string;
  /** What the person typed, passwords left out. */
  values: Record<string, string>;
  /** A sentence for each field that needs another look, by the field's name. */
  errors: Record<string, string>;
  /** What concerns the form as a whole. */
  message: string | null;
  /** Somebody else changed the thing meanwhile; the page shows its current state already. */
  isStale: boolean;
  /** The session ended: where to sign in, in another tab, before sending again. */
  signInUrl: string | null;
  /** The password was right and a code is needed too: what the second step sends along. */
  challenge: string | null;
}

/** The part of `form` (the page's prop) that belongs to the form called `name`, null when another or none was sent. */
export function failureOf(form: unknown, name: string): FormFailure | null {
  return isFormFailure(form) && form.form === name ? form : null;
}

function isFormFailure(form: unknown): form is FormFailure {
  return typeof form === 'object' && form !== null && 'form' in form && 'errors' in form;
}
