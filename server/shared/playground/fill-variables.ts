import type { PlaygroundExample } from './example.ts';

/** An example's variables with what was looked up filled in; null when the answer has nothing at one of the paths. */
export function fillVariables(
  { variables, lookUp }: PlaygroundExample,
  data: unknown,
  now: Date,
): Record<string, unknown> | null {
  const filled = variables?.(now) ?? {};
  for (const [to, from] of Object.entries(lookUp?.fill ?? {})) {
    const value = at(data, from.split('.'));
    if (value === undefined || value === null) return null;
    put(filled, to.split('.'), value);
  }
  return filled;
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inside, key) => (isObject(inside) ? inside[key] : undefined), value);
}

function put(target: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inside = isObject(target[key]) ? target[key] : {};
  target[key] = inside;
  put(inside, rest, value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
