import { createContext } from 'svelte';

/** What the fields and buttons of a form know about the form around them. */
export interface FormContext {
  /** Distinguishes ids when several forms stand on one page. */
  readonly name: string;
  readonly isPending: boolean;
  /** What was typed before the form came back; the field's own value when it has not been sent yet. */
  value(field: string): string | undefined;
  /** Whether a checkbox was ticked when the form came back; `fallback` when it has not been sent yet. */
  isChecked(field: string, fallback: boolean): boolean;
  error(field: string): string | undefined;
  /** In a filter every field is optional, so none says so. */
  readonly isFilter: boolean;
}

export const [getFormContext, setFormContext] = createContext<FormContext>();
