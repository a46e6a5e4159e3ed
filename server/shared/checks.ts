import { invalidInput, type Refusal } from './refusal.ts';

/** Collects what is wrong with an input, field by field, so that the client gets all of it at once. */
export class InputChecks {
  readonly refusals: Refusal[] = [];

  /** The trimmed text; refused when nobody would see it, or when it is longer than `most` characters. */
  text(path: string[], value: string, most: number): string {
    const trimmed = value.trim();
    if (isVisible(trimmed)) this.checkText(path, trimmed, most);
    else this.refuse(path, 'This is required.');
    return trimmed;
  }

  /** The trimmed text, or null when nothing was said. */
  optionalText(path: string[], value: string | null | undefined, most: number): string | null {
    const trimmed = value?.trim();
    if (!trimmed) return null;
    this.checkText(path, trimmed, most);
    return trimmed;
  }

  /** An e-mail address, or null when nothing was said. Only the shape is checked; a mail shows the rest. */
  optionalEmail(path: string[], value: string | null | undefined): string | null {
    const email = this.optionalText(path, value, 254);
    if (email && !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(email))
      this.refuse(path, 'Write an e-mail address like name@example.org.');
    return email;
  }

  email(path: string[], value: string): string {
    const email = this.optionalEmail(path, value);
    if (email === null) this.refuse(path, 'This is required.');
    return email ?? '';
  }

  /** A whole number from `least` to `most`, both inclusive. */
  integer(path: string[], value: number, least: number, most: number): number {
    if (!Number.isInteger(value) || value < least || value > most) {
      this.refuse(path, `Give a whole number from ${least} to ${most}.`);
    }
    return value;
  }

  refuse(path: string[], message: string): void {
    this.refusals.push(invalidInput(path, message));
  }

  get failed(): boolean {
    return this.refusals.length > 0;
  }

  private checkText(path: string[], value: string, most: number): void {
    const length = [...value].length;
    if (length > most) this.refuse(path, `This has ${length} characters; ${most} are allowed.`);
    // NUL is among them: PostgreSQL has no such text.
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(value))
      this.refuse(path, 'This contains control characters.');
    // A lone surrogate has no place in UTF-8, nor in JSON as PostgreSQL reads it.
    if (/\p{Surrogate}/u.test(value)) this.refuse(path, 'This contains a broken character. Type it again.');
  }
}

/** Spaces of no width, and marks that only steer other characters, are no text by themselves. What is not text at all is refused as that. */
function isVisible(text: string): boolean {
  return /[^\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(text);
}
