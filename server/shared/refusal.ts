import type { ComplaintAction } from './lifecycle.ts';

/** The stable codes of typed errors in payloads. */
export const errorCodes = [
  'NOT_FOUND',
  'INVALID_INPUT',
  'NOT_ALLOWED',
  'CONFLICT',
  'STALE_VERSION',
  'INVALID_TRANSITION',
  'INVALID_CREDENTIALS',
  'RATE_LIMITED',
  'SECOND_FACTOR_REQUIRED',
  'IDEMPOTENCY_KEY_REUSED',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/**
 * An expected no: a value, which the resolver puts into the payload. `path` names the input field, outermost first;
 * `message` says what was wrong and what would be right, in the user's words.
 */
export interface Refusal {
  code: ErrorCode;
  message: string;
  path: string[] | null;
  /** With INVALID_TRANSITION: what the viewer may do now. */
  allowed?: ComplaintAction[];
  /** With STALE_VERSION: type and uuid of the thing whose current state the payload shows. */
  currentType?: string;
  currentId?: string;
  /** With RATE_LIMITED: after how many seconds it may be tried again. */
  retryAfterSeconds?: number;
  /** With SECOND_FACTOR_REQUIRED: what `completeSignIn` takes. */
  challenge?: string;
}

/** What a use case gives back: its result, or every reason why not, with nothing written. */
export type Answer<Value> = { ok: true; value: Value } | { ok: false; refusals: Refusal[] };

export function done<Value>(value: Value): Answer<Value> {
  return { ok: true, value };
}

export function refused(...refusals: Refusal[]): { ok: false; refusals: Refusal[] } {
  return { ok: false, refusals };
}

/** The same answer for another tenant's id, one that the viewer may not see, a random one and a malformed one. */
export function notFound(what: string, path: string[] | null = null): Refusal {
  return { code: 'NOT_FOUND', message: `There is no such ${what}.`, path };
}

export function invalidInput(path: string[], message: string): Refusal {
  return { code: 'INVALID_INPUT', message, path };
}

export function notAllowed(message: string, path: string[] | null = null): Refusal {
  return { code: 'NOT_ALLOWED', message, path };
}

export function conflict(message: string, path: string[] | null = null): Refusal {
  return { code: 'CONFLICT', message, path };
}

/** Tried too often, or too much at once; `retryAfterSeconds` from now it may go. */
export function rateLimited(retryAfterSeconds: number): Refusal {
  const seconds = Math.max(1, Math.ceil(retryAfterSeconds));
  return {
    code: 'RATE_LIMITED',
    message: `There were too many attempts. Try again in ${inWords(seconds)}.`,
    path: null,
    retryAfterSeconds: seconds,
  };
}

function inWords(seconds: number): string {
  if (seconds === 1) return 'a second';
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}

/** `typeName` is the GraphQL type, `currentId` the uuid, of what was changed meanwhile. */
export function staleVersion(typeName: string, currentId: string): Refusal {
  return {
    code: 'STALE_VERSION',
    message: `The ${typeName.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()} was changed meanwhile. Look at its current state and try again.`,
    path: ['version'],
    currentType: typeName,
    currentId,
  };
}
