import { createHandler } from 'graphql-sse';
import type { ExecutionResult } from 'graphql';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestOrigin } from '../../auth/viewer.ts';
import { authenticate, needsTokenLookUp } from '../authenticate.ts';
import { parseJson, readBody, type Api } from '../graphql-endpoint.ts';
import { documentLimits } from '../limits.ts';
import { refuse, refuseTraffic } from '../refusals.ts';
import type { Admission } from '../traffic.ts';
import { runStream } from './run-stream.ts';

/** Answers `/graphql/stream`: one subscription by server-sent events, in the “distinct connections” mode of the GraphQL over SSE protocol. */
export async function serveEventStream(
  api: Api,
  request: IncomingMessage,
  response: ServerResponse,
  origin: RequestOrigin,
): Promise<void> {
  if (request.method !== 'POST' && request.method !== 'GET') {
    response.setHeader('allow', 'POST, GET');
    return refuse(response, 405, 'METHOD_NOT_ALLOWED', 'Open a stream by POST or GET.');
  }
  const { headers } = request;
  const admitted = (admission: Admission) => {
    for (const [name, value] of Object.entries(admission.headers)) response.setHeader(name, value);
    if (!admission.isAdmitted) refuseTraffic(response, admission);
    return admission.isAdmitted;
  };
  // As at /graphql: whoever makes tokens up is counted before the database is asked.
  if (
    needsTokenLookUp(api.services, request) &&
    !admitted(await api.traffic.admitAddress(origin.clientAddress))
  )
    return;
  const askAgain = () => authenticate(api.services, { headers });
  const authentication = await askAgain();
  const viewer = authentication.ok ? authentication.viewer : null;
  if (!admitted(await api.traffic.admit(viewer, origin))) return;
  if (!authentication.ok) {
    const code = authentication.status === 401 ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    return refuse(response, authentication.status, code, authentication.message);
  }
  if (!viewer) return refuse(response, 401, 'UNAUTHENTICATED', 'Sign in first.');
  if (!/\btext\/event-stream\b/.test(headers.accept ?? ''))
    return refuse(
      response,
      406,
      'BAD_REQUEST',
      'A stream is text/event-stream: say so in the Accept header.',
    );
  const body = request.method === 'POST' ? await readBody(request, response) : '';
  if (body === null) return;
  const parameters = readParameters(request, body);
  if (!parameters)
    return refuse(
      response,
      400,
      'BAD_REQUEST',
      'Send the subscription as application/json, or in the address.',
    );

  const transport = {
    bufferedBytes: () => response.writableLength,
    cut: () => void response.destroy(),
  };
  const results = runStream(api, { parameters, viewer, origin, authenticate: askAgain, transport });
  await writeEvents(response, results);
}

/** Writes the events as the protocol has them, with a sign of life every twelve seconds. */
async function writeEvents(
  response: ServerResponse,
  results: AsyncGenerator<ExecutionResult>,
): Promise<void> {
  const handle = createHandler({ authenticate: () => null, onSubscribe: () => results });
  const [body] = await handle({
    method: 'POST',
    url: '/graphql/stream',
    headers: { get: (name) => (name === 'accept' ? 'text/event-stream' : 'application/json') },
    // The library looks at the form of it; what is in it, the stream knows.
    body: { query: 'subscription' },
    raw: null,
    context: null,
  });
  if (body === null || typeof body === 'string') throw new Error('The stream was not opened');
  response.once('close', () => void body.return(undefined));
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // nginx would keep events back until there are enough of them.
    'x-accel-buffering': 'no',
  });
  for await (const text of body) {
    if (response.destroyed) break;
    if (!response.write(text)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}

function readParameters(request: IncomingMessage, body: string): object | null {
  if (request.method === 'GET') {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const given = Object.fromEntries(searchParams);
    const variables = parseJson(given['variables'] ?? 'null');
    const extensions = parseJson(given['extensions'] ?? 'null');
    if (!variables || !extensions) return null;
    return bounded({
      ...given,
      variables: variables.value ?? undefined,
      extensions: extensions.value ?? undefined,
    });
  }
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return null;
  const parsed = parseJson(body);
  return typeof parsed?.value === 'object' && parsed.value !== null ? bounded(parsed.value) : null;
}

function bounded(parameters: object): object | null {
  const { query } = parameters as { query?: unknown };
  return typeof query === 'string' && query.length > documentLimits.characters ? null : parameters;
}
