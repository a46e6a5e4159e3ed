import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LogFields } from '../log.ts';
import type { RequestFacts } from '../telemetry/notes.ts';
import { beginWork, endWork, inWork } from '../telemetry/work.ts';
import { loggedPath, loggedStatus } from './request-log.ts';

/** Runs what answers a request, noted for whoever looks inside. `fields` are those of its lines in the log. */
export function watchRequest(
  request: IncomingMessage,
  response: ServerResponse,
  fields: LogFields & { requestId: string },
  answer: () => void,
): void {
  const url = request.url ?? '/';
  const work = beginWork<RequestFacts>({
    kind: 'request',
    requestId: fields.requestId,
    method: methods.has(request.method ?? '') ? (request.method as string) : '(other)',
    route: routeOf(url),
    path: loggedPath(url),
    status: 0,
    clientTraceparent: String(request.headers['traceparent'] ?? '') || null,
  });
  if (!work) return answer();
  if (work.traceId) fields.trace_id = work.traceId;
  response.once('close', () => {
    work.status = loggedStatus(response);
    endWork(work);
  });
  inWork(work, answer);
}

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Where a request goes, as one of a few words. */
export function routeOf(url: string): string {
  const path = url.split('?', 1)[0] ?? '/';
  if (path === '/graphql' || path === '/graphql/stream' || path === '/schema.graphql') return path;
  const [, first] = path.split('/', 2);
  switch (first) {
    case 'playground':
    case 'health':
    case 'public':
      return `/${first}`;
    case '_app':
      return 'file';
    default:
      return 'page';
  }
}
