import type { IncomingMessage, ServerResponse } from 'node:http';
import { logLine, type LogFields } from '../log.ts';

/** Writes one line when the answer is out, or when the client went away before: nothing in it says who a person is. */
export function logRequest(request: IncomingMessage, response: ServerResponse, fields: LogFields): void {
  const begun = performance.now();
  response.once('close', () => {
    const path = loggedPath(request.url ?? '/');
    logLine(/^\/(_app|health)\//.test(path) ? 'debug' : 'info', 'request', {
      // The line is written outside of the work whose fields these are.
      ...fields,
      method: request.method,
      path,
      status: loggedStatus(response),
      ms: Math.round((performance.now() - begun) * 10) / 10,
    });
  });
}

/** The answer's status; 499, as nginx calls it, when the client closed the request. */
export function loggedStatus(response: ServerResponse): number {
  return response.writableFinished ? response.statusCode : 499;
}

/** The path without what comes after `?`, and without the secret of a link. */
export function loggedPath(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? '/';
  return path
    .replace(/^(\/[^/]*\/(?:track|invitation|reset|password-reset))\/.+$/, '$1/[token]')
    .slice(0, 300);
}
