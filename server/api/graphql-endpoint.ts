import { HeaderMap, type ApolloServer, type HTTPGraphQLResponse } from '@apollo/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestOrigin, Viewer } from '../auth/viewer.ts';
import { createContext, type Context, type Services } from '../context.ts';
import { addLogFields } from '../log.ts';
import type { DocumentsMode } from '../shared/documents-mode.ts';
import { authenticate, needsTokenLookUp } from './authenticate.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import type { InFlight } from './in-flight.ts';
import type { Streams } from './live/streams.ts';
import { byHash } from '../documents/recent-documents.ts';
import { withDocument } from './documents/with-document.ts';
import { documentLimits } from './limits.ts';
import { findNodes } from './nodes.ts';
import { refuse, refuseCrowd, refuseTraffic } from './refusals.ts';
import type { Traffic } from './traffic.ts';
import { noteCrowd, watchOperation } from './watch-operation.ts';

/** What serves operations, over HTTP and in process. */
export interface Api {
  apollo: ApolloServer<Context>;
  services: Services;
  traffic: Traffic;
  inFlight: InFlight;
  documents: DocumentsMode;
  streams: Streams;
}

/** Answers `/graphql`: GraphQL over HTTP, by POST with JSON, or by GET for queries. */
export async function serveGraphql(
  api: Api,
  request: IncomingMessage,
  response: ServerResponse,
  origin: RequestOrigin,
): Promise<void> {
  if (request.method !== 'POST' && request.method !== 'GET') {
    response.setHeader('allow', 'POST, GET');
    return refuse(response, 405, 'METHOD_NOT_ALLOWED', 'Send operations by POST.');
  }
  // Looking a token up costs a question to the database: whoever makes tokens up is counted before it is asked.
  if (needsTokenLookUp(api.services, request)) {
    const admission = await api.traffic.admitAddress(origin.clientAddress);
    if (!admission.isAdmitted) {
      for (const [name, value] of Object.entries(admission.headers)) response.setHeader(name, value);
      return refuseTraffic(response, admission);
    }
  }
  const authentication = await authenticate(api.services, request);
  const viewer = authentication.ok ? authentication.viewer : null;
  const admission = await api.traffic.admit(viewer, origin);
  for (const [name, value] of Object.entries(admission.headers)) response.setHeader(name, value);
  if (!admission.isAdmitted) return refuseTraffic(response, admission);
  // Before the body is read: refusing must cost little.
  if (api.inFlight.isFull(groupOf(viewer, origin))) {
    noteCrowd();
    return refuseCrowd(response);
  }
  const coding = request.headers['content-encoding'] ?? 'identity';
  if (coding !== 'identity')
    return refuse(response, 415, 'BAD_REQUEST', 'Send the body as it is, not compressed.');
  const body = request.method === 'POST' ? await readBody(request, response) : '';
  if (body === null) return;
  const isJson = /^application\/(graphql\+)?json\b/i.test(request.headers['content-type'] ?? '');
  if (request.method === 'POST' && !isJson) {
    return refuse(response, 415, 'BAD_REQUEST', 'Send the operation as application/json.');
  }
  const parsed = request.method === 'POST' ? parseJson(body) : { value: undefined };
  if (!parsed) return refuse(response, 400, 'BAD_REQUEST', 'The body is not JSON.');
  const { query } = Object(parsed.value) as { query?: unknown };
  if (typeof query === 'string' && query.length > documentLimits.characters) {
    const message = `A document has ${documentLimits.characters} characters at most.`;
    return refuse(response, 400, 'BAD_USER_INPUT', message);
  }
  if (!authentication.ok) {
    const code = authentication.status === 401 ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    return refuse(response, authentication.status, code, authentication.message);
  }
  const idempotencyKey = readIdempotencyKey(linesOf(request, 'idempotency-key'));
  if (!idempotencyKey.ok) return refuse(response, 400, 'BAD_USER_INPUT', idempotencyKey.message);
  const answer = await runOperation(api, viewer, origin, idempotencyKey.key, async (context) => {
    const [, search = ''] = /\?([^#]*)/.exec(request.url ?? '') ?? [];
    const asked = await withDocument(api.documents, context, {
      search: new URLSearchParams(search),
      body: parsed.value,
    });
    if (!asked.ok) return asked;
    const giveContext = async () => context;
    return api.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method as string,
        headers: headerMap(request),
        search: asked.search,
        body: byHash(asked.body),
      },
      context: giveContext,
    });
  });
  if (answer !== 'full' && 'ok' in answer)
    return refuse(response, answer.status, answer.code, answer.message);
  return answer === 'full' ? refuseCrowd(response) : send(response, answer);
}

/** Runs one operation with a context of its own, when it is its group's turn; 'full' when that does not come in time. */
export function runOperation<Answer>(
  { services, inFlight }: Api,
  viewer: Viewer | null,
  origin: RequestOrigin,
  idempotencyKey: string | null,
  run: (context: Context) => Promise<Answer>,
): Promise<Answer | 'full'> {
  if (viewer) addLogFields({ tenant: viewer.tenant.key });
  const watch = watchOperation(viewer);
  return watch.run(async () => {
    const leave = await inFlight.enter(groupOf(viewer, origin));
    watch.tookTurn(leave !== null);
    if (!leave) return 'full';
    const context = createContext(services, viewer, origin, findNodes, idempotencyKey);
    try {
      return await run(context);
    } finally {
      watch.answered();
      // The answer does not wait for the snapshot's end; the next operation of the group does.
      void context.end().finally(() => {
        leave();
        watch.ended(context.viewer);
      });
    }
  });
}

/** Who shares: an organisation, or the visitors of one address. */
function groupOf(viewer: Viewer | null, origin: RequestOrigin): string {
  return viewer ? viewer.tenant.key : `visitors at ${origin.clientAddress}`;
}

async function send(response: ServerResponse, answer: HTTPGraphQLResponse): Promise<void> {
  response.statusCode = answer.status ?? 200;
  // The limit of the requests stands there already; that of the points comes beside it.
  for (const [name, value] of answer.headers)
    if (name.startsWith('ratelimit')) response.appendHeader(name, value);
    else response.setHeader(name, value);
  response.setHeader('cache-control', 'no-store');
  if (answer.body.kind !== 'complete') throw new Error('Incremental delivery is not served');
  response.end(answer.body.string);
}

/** What Apollo looks at: what is sent, what is wanted, and what a browser does not send to a foreign site without asking before. */
const headersForApollo = ['content-type', 'accept', 'x-apollo-operation-name', 'apollo-require-preflight'];

function headerMap(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const name of headersForApollo) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, String(value));
  }
  return headers;
}

/** Every line of a header. The list of all headers by their lines is made only where there is one. */
function linesOf(request: IncomingMessage, name: string): readonly string[] | undefined {
  return request.headers[name] === undefined ? undefined : request.headersDistinct[name];
}

/**
 * The body as text; null when it is too large, of which no more is read: the answer to that goes out on a connection that still stands, and ends
 * with it.
 */
export async function readBody(request: IncomingMessage, response: ServerResponse): Promise<string | null> {
  const body = await takeBody(request);
  if (body === null) {
    const message = `A request has ${documentLimits.bodyBytes} bytes at most.`;
    refuse(response, 413, 'PAYLOAD_TOO_LARGE', message, { connection: 'close' });
  }
  return body;
}

function takeBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= documentLimits.bodyBytes) return chunks.push(chunk);
      request.pause();
      return resolve(null);
    });
    // A client that goes away is not waited for.
    request.once('close', () => resolve(null));
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', reject);
  });
}

export function parseJson(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
