/** Writes one line of JSON to stderr. Nothing secret may be in `fields`: messages of errors stay out, their class, code and frames go in. */
export function logLine(
  level: 'info' | 'warn' | 'error',
  event: string,
  fields: Record<string, unknown> = {},
): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, event, ...fields })}\n`);
}

/** A fault as fields of a log line: no message, because it may carry what a person typed or a secret. */
export function faultFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { class: typeof error };
  // The stack begins with the message, whose lines could look like frames.
  const stack = error.stack ?? '';
  const frames = stack
    .slice(Math.max(0, stack.lastIndexOf(error.message)) + error.message.length)
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12)
    .map((line) => line.trim());
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  return {
    class: error.name,
    code,
    constraint,
    table,
    frames,
    ...(error.cause ? { cause: faultFields(error.cause) } : {}),
  };
}
