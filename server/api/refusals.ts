import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { faultFields, logLine } from '../log.ts';
import { findOverload } from './overload.ts';
import type { Admission } from './traffic.ts';

/** A refusal before GraphQL: JSON of the same form as the errors of an operation. */
export function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    // RFC 9110: a 401 says what would do.
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...headers,
  });
  response.end(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
}

/** What is said when one organisation asks for more at once than its share. */
export const crowded = 'Too much is being asked at once. Try again in a moment.';

/** What is said to whoever sent too many requests. */
export function overTheLimit({ retryAfterSeconds }: Admission): string {
  return `There were too many requests. Try again in ${retryAfterSeconds} seconds.`;
}

/** Answers a request that is over a limit of its minute. */
export async function refuseTraffic(response: ServerResponse, admission: Admission): Promise<void> {
  await holdBack();
  refuse(response, 429, 'RATE_LIMITED', overTheLimit(admission), admission.headers);
}

/** The same for a page of the web app, which a person reads. */
export async function refusePage(response: ServerResponse, admission: Admission): Promise<void> {
  await holdBack();
  response.writeHead(429, { 'content-type': 'text/html; charset=utf-8', ...admission.headers });
  response.end(
    `<!doctype html><html lang="en"><title>Too many requests</title><p>${overTheLimit(admission)}</p></html>\n`,
  );
}

/** Answers a request whose turn did not come. */
export async function refuseCrowd(response: ServerResponse): Promise<void> {
  await holdBack();
  refuse(response, 429, 'RATE_LIMITED', crowded, { 'retry-after': '1' });
}

const holdBackMilliseconds = 1_000;

/** Whoever asks again at once after a refusal would keep this process busy with refusing: so each refusal takes its time. */
function holdBack(): Promise<void> {
  // Not all of a flood at the same moment.
  return sleep(holdBackMilliseconds * (1 + Math.random()), undefined, { ref: false });
}

/** A fault outside an operation: logged, and answered without its message. A client that went away is no fault. */
export function answerFault(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return;
  const overload = findOverload(error);
  logLine(overload ? 'warn' : 'error', overload ? 'overload' : 'fault', faultFields(error));
  if (response.headersSent) response.destroy();
  else if (overload)
    refuse(response, 503, 'UNAVAILABLE', overload.message, {
      'retry-after': String(overload.retryAfterSeconds),
    });
  else refuse(response, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
}
