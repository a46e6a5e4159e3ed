/** A form that waits for its sender to sign in again. */
export interface KeptForm {
  /** The form action that it was meant for. */
  to: string;
  values: Record<string, string>;
}

/** Reads a kept form out of the hidden field that carries it through the sign-in; null when there is none. */
export function readKept(text: string): KeptForm | null {
  if (!text) return null;
  try {
    const kept: unknown = JSON.parse(text);
    return isKept(kept) ? kept : null;
  } catch {
    return null;
  }
}

function isKept(value: unknown): value is KeptForm {
  if (typeof value !== 'object' || value === null || !('to' in value) || !('values' in value)) return false;
  if (typeof value.to !== 'string' || typeof value.values !== 'object' || value.values === null) return false;
  return Object.values(value.values).every((text) => typeof text === 'string');
}
