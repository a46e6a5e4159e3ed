import { HeaderMap, type ApolloServer, type HTTPGraphQLResponse } from '@apollo/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestOrigin } from '../auth/viewer.ts';
import { createContext, type Context, type Services } from '../context.ts';
import { faultFields, logLine } from '../log.ts';
import type { InProcessApi } from '../shared/in-process-api.ts';
import { authenticate, viewerOfToken } from './authenticate.ts';
import { documentLimits } from './limits.ts';
import { findNodes } from './nodes.ts';

/** Answers `/graphql`: GraphQL over HTTP, by POST with JSON, or by GET for queries. */
export async function serveGraphql(
  apollo: ApolloServer<Context>,
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  origin: RequestOrigin,
): Promise<void> {
  if (request.method !== 'POST' && request.method !== 'GET') {
    response.setHeader('allow', 'POST, GET');
    return refuse(response, 405, 'METHOD_NOT_ALLOWED', 'Send operations by POST.');
  }
  const body = request.method === 'POST' ? await readBody(request) : '';
  if (body === null) {
    response.setHeader('connection', 'close');
    return refuse(
      response,
      413,
      'PAYLOAD_TOO_LARGE',
      `A request has ${documentLimits.bodyBytes} bytes at most.`,
    );
  }
  const isJson = /^application\/(graphql\+)?json\b/i.test(request.headers['content-type'] ?? '');
  if (request.method === 'POST' && !isJson) {
    return refuse(response, 415, 'BAD_REQUEST', 'Send the operation as application/json.');
  }
  const parsed = request.method === 'POST' ? parseJson(body) : { value: undefined };
  if (!parsed) return refuse(response, 400, 'BAD_REQUEST', 'The body is not JSON.');
  const authentication = await authenticate(services, request);
  if (!authentication.ok) {
    const code = authentication.status === 401 ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    return refuse(response, authentication.status, code, authentication.message);
  }

  const context = createContext(services, authentication.viewer, origin, findNodes);
  try {
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: headerMap(request),
        search: new URL(request.url ?? '/', 'http://localhost').search,
        body: parsed.value,
      },
      context: async () => context,
    });
    await send(response, answer);
  } finally {
    void context.closeRead();
  }
}

/** The same API for code of this process: the web app's server side. */
export function inProcessApi(
  apollo: ApolloServer<Context>,
  services: Services,
  origin: RequestOrigin,
): InProcessApi {
  return {
    clientAddress: origin.clientAddress,
    requestId: origin.requestId,
    async execute({ query, variables, operationName, accessToken, requestId, clientAddress, userAgent }) {
      const authentication = accessToken
        ? await viewerOfToken(services, accessToken)
        : ({ ok: true, viewer: null } as const);
      if (!authentication.ok) {
        return {
          status: 401,
          body: { errors: [{ message: authentication.message, extensions: { code: 'UNAUTHENTICATED' } }] },
        };
      }
      const context = createContext(
        services,
        authentication.viewer,
        { requestId, clientAddress, client: userAgent },
        findNodes,
      );
      try {
        const { body, http } = await apollo.executeOperation(
          { query, variables, operationName },
          { contextValue: context },
        );
        if (body.kind !== 'single') throw new Error('Incremental delivery is not served');
        return { status: http.status ?? 200, body: body.singleResult as never };
      } finally {
        void context.closeRead();
      }
    },
  };
}

/** A refusal before GraphQL: JSON of the same form. */
export function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
}

/** A fault outside an operation: logged, and answered without its message. */
export function answerFault(response: ServerResponse, origin: RequestOrigin, error: unknown): void {
  logLine('error', 'fault', { requestId: origin.requestId, ...faultFields(error) });
  if (response.headersSent) response.destroy();
  else refuse(response, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
}

async function send(response: ServerResponse, answer: HTTPGraphQLResponse): Promise<void> {
  response.statusCode = answer.status ?? 200;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.setHeader('cache-control', 'no-store');
  if (answer.body.kind !== 'complete') throw new Error('Incremental delivery is not served');
  response.end(answer.body.string);
}

function headerMap(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

/** The body as text; null when it is too large, of which no more is read: the answer goes out on a connection that still stands. */
function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= documentLimits.bodyBytes) return chunks.push(chunk);
      request.pause();
      return resolve(null);
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', reject);
  });
}

function parseJson(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
