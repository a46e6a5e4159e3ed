/** A text that was being written, and what its field is called. */
export interface TypedText {
  label: string;
  text: string;
}

/** Notes what is written in the forms of the page and not sent; the function that comes back says what of it has lost its field since. */
export function noteTypedTexts(): () => TypedText[] {
  const noted = [...document.querySelectorAll<HTMLTextAreaElement>('main form textarea')]
    .filter(({ value, defaultValue }) => value.trim() !== '' && value !== defaultValue)
    .map((field) => ({
      field,
      // Behind the name may stand that it is optional.
      label: field.labels[0]?.firstChild?.textContent?.trim() ?? '',
      text: field.value,
    }));
  return () => noted.filter(({ field }) => !field.isConnected).map(({ label, text }) => ({ label, text }));
}
