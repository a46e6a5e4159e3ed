import { AsyncLocalStorage } from 'node:async_hooks';
import { pino, type LoggerOptions } from 'pino';
import { scrub } from './shared/scrub.ts';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What every line says that is written while one request or job is worked on. Nothing else travels this way. */
export interface LogFields {
  requestId?: string;
  jobId?: string;
  task?: string;
  tenant?: string;
  operation?: string;
  /** As OpenTelemetry calls it in logs. */
  trace_id?: string;
}

const fieldsOfWork = new AsyncLocalStorage<LogFields>();
let ownSecrets: readonly string[] = [];

const secretNames = ['password', 'secret', 'token', 'accessToken', 'refreshToken', 'authorization', 'cookie'];

const settings: LoggerOptions = {
  level: 'warn',
  base: null,
  messageKey: 'event',
  timestamp: timeField,
  formatters: { level: (label) => ({ level: label }) },
  mixin: () => ({ ...fieldsOfWork.getStore() }),
};

let timeAt = 0;
let timeText = '';

/** Under load many lines are of one millisecond. */
function timeField(): string {
  const now = Date.now();
  if (now !== timeAt) timeText = `,"time":"${new Date(now).toISOString()}"`;
  timeAt = now;
  return timeText;
}

/** Of this turn of the loop. Under load many requests end in one: their lines are written at once. */
let lines = '';

// Whatever got past the names is looked for by its value.
const output = {
  write(line: string): void {
    if (lines === '') setImmediate(writeLines);
    lines += scrub(line, ownSecrets);
  },
};

function writeLines(): void {
  const text = lines;
  lines = '';
  if (text !== '') process.stderr.write(text);
}

// Also of a process that ends within the turn.
process.on('exit', writeLines);

/** For fields that have no secret's name and nothing inside, as those of most lines: looking for names costs more than the line. */
const plainLogger = pino(settings, output);
const redactingLogger = pino(
  {
    ...settings,
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
  },
  output,
);

/** Sets from which level on lines are written, and which secrets of the installation never are, in whatever they stand. */
export function setUpLog({ level, secrets }: { level: LogLevel; secrets: readonly string[] }): void {
  plainLogger.level = level;
  redactingLogger.level = level;
  ownSecrets = [...new Set(secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]))];
}

/** Writes one line of JSON to stderr. Messages of errors stay out, because they may say what a person typed: their class, code and frames go in. */
export function logLine(
  level: Exclude<LogLevel, 'silent'>,
  event: string,
  fields: Record<string, unknown> = {},
): void {
  const logger = isPlain(fields) ? plainLogger : redactingLogger;
  logger[level](fields, event);
}

function isPlain(fields: Record<string, unknown>): boolean {
  for (const name in fields)
    if (secretNames.includes(name) || (typeof fields[name] === 'object' && fields[name] !== null))
      return false;
  return true;
}

/** The text as it may be shown on a terminal or kept in a file: without secrets, tokens and addresses. */
export function withoutSecrets(text: string): string {
  return scrub(text, ownSecrets);
}

/** Runs work whose lines all say these fields. The object may be added to while it runs. */
export function withLogFields<Result>(fields: LogFields, work: () => Result): Result {
  return fieldsOfWork.run(fields, work);
}

/** Adds to what the lines of the running work say. */
export function addLogFields(fields: LogFields): void {
  Object.assign(fieldsOfWork.getStore() ?? {}, fields);
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
