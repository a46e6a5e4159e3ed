/** What is read of an address: the browser's and SvelteKit's read-only parameters alike. */
export type AddressParameters = Pick<URLSearchParams, 'get' | 'getAll' | 'toString'>;

/** How a value of an enum stands in an address: `IN_PROGRESS` as `in-progress`. */
export function toParameter(value: string): string {
  return value.toLowerCase().replaceAll('_', '-');
}

/** The values of an enum that an address names; what is not one of `labels` is left out. */
export function readEnums<Value extends string>(
  parameters: AddressParameters,
  name: string,
  labels: Record<Value, string>,
): Value[] {
  const known = new Map(Object.keys(labels).map((value) => [toParameter(value), value as Value]));
  const values = parameters.getAll(name).map((text) => known.get(text));
  return [...new Set(values)].filter((value) => value !== undefined);
}

/** The values of an enum as choices of a filter. */
export function enumOptions(labels: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(labels).map(([value, label]) => ({ value: toParameter(value), label }));
}
