import type {
  GraphQLRequestContextDidEncounterErrors,
  GraphQLRequestContextWillSendResponse,
} from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Context } from '../context.ts';
import { faultFields, logLine } from '../log.ts';
import { findOverload } from './overload.ts';

const maskedMessage = 'Something went wrong on our side. Try again; if it stays, tell us the request id.';

/** A fault keeps its message to itself; what was made for the client passes. */
export function maskFault(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  if (isTooDeep(error))
    return { message: 'The document is nested too deeply.', extensions: { code: 'BAD_USER_INPUT' } };
  if (!isFault(error)) return isOfDocument(formatted) ? blameDocument(formatted) : formatted;
  const overload = findOverload(rootOf(error));
  if (overload)
    return {
      message: overload.message,
      extensions: { code: 'UNAVAILABLE', retryAfterSeconds: overload.retryAfterSeconds },
      ...(formatted.path ? { path: formatted.path } : {}),
    };
  return {
    message: maskedMessage,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
    ...(formatted.path ? { path: formatted.path } : {}),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
  };
}

/** What graphql-js says before any field without a code of Apollo's, such as that there are too many errors: it is about what was sent. */
function isOfDocument({ path, extensions }: GraphQLFormattedError): boolean {
  return path === undefined && extensions?.['code'] === 'INTERNAL_SERVER_ERROR';
}

function blameDocument(formatted: GraphQLFormattedError): GraphQLFormattedError {
  return { ...formatted, extensions: { ...formatted.extensions, code: 'BAD_USER_INPUT' } };
}

/** The parser ran out of stack, before any field: what was sent is to blame. */
function isTooDeep(error: unknown): boolean {
  return error instanceof GraphQLError && error.path === undefined && rootOf(error) instanceof RangeError;
}

function isFault(error: unknown): boolean {
  if (isTooDeep(error)) return false;
  if (!(error instanceof GraphQLError)) return true;
  return error.originalError !== undefined && error.originalError !== null && isFault(error.originalError);
}

/** What was thrown, out of the wrappers that graphql-js puts around it. */
function rootOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootOf(error.originalError) : error;
}

/** The one place that logs faults of operations. */
export function logFaults({ errors, contextValue }: GraphQLRequestContextDidEncounterErrors<Context>): void {
  for (const error of errors) {
    if (!isFault(error)) continue;
    const overload = findOverload(rootOf(error));
    logLine(overload ? 'warn' : 'error', overload ? 'overload' : 'fault', {
      requestId: contextValue.origin.requestId,
      path: error.path?.join('.'),
      ...faultFields(rootOf(error)),
    });
  }
}

/** An answer that says that there is too much to do is no success. */
export function answerOverload({
  response: { body, http },
}: GraphQLRequestContextWillSendResponse<Context>): void {
  const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
  const overload = errors.find(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE');
  if (!overload) return;
  http.status = 503;
  http.headers.set('retry-after', String(overload.extensions?.['retryAfterSeconds']));
}
