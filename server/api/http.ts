import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { RequestOrigin } from '../auth/viewer.ts';
import { signingKeyOf } from '../auth/signing-key.ts';
import type { Config } from '../config.ts';
import type { Services } from '../context.ts';
import type { Pools } from '../db/pools.ts';
import { withLogFields, type LogFields } from '../log.ts';
import type { InProcessApi } from '../shared/in-process-api.ts';
import { inFlightLimits, streamLimits, trafficLimits, type StreamLimits } from '../shared/limits.ts';
import { startApollo } from './apollo.ts';
import { boundConnections } from './connections.ts';
import { createBudgets } from './cost/budgets.ts';
import { shareBudgets } from './cost/share-budgets.ts';
import { serveGraphql, type Api } from './graphql-endpoint.ts';
import { serveHealth } from './health.ts';
import { createInFlight } from './in-flight.ts';
import { inProcessApi } from './in-process-endpoint.ts';
import { serveEventStream } from './live/event-stream.ts';
import { serveSockets } from './live/sockets.ts';
import { openStreams } from './live/streams.ts';
import { editorPath, serveEditor } from './playground.ts';
import { printedSchema } from './printed-schema.ts';
import { answerFault, refuse, refusePage } from './refusals.ts';
import { logRequest } from './request-log.ts';
import { originReader } from './request-origin.ts';
import { schemaFile } from './schema-file.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { startTraffic } from './traffic.ts';
import { watchRequest } from './watch-request.ts';

/** The web app's handler: gets every path that is not the API's. What it rejects with is a fault. */
export type WebHandler = (
  request: IncomingMessage & { redress?: InProcessApi },
  response: ServerResponse,
) => void | Promise<void>;

export interface HttpServerOptions {
  config: Services['config'] &
    Pick<Config, 'trustedProxies'> &
    Partial<Pick<Config, 'trafficLimits' | 'inFlightShare' | 'documents'>>;
  pools: Pools;
  /** Null when the web app is not built. */
  web: WebHandler | null;
  /** The clock; the system's when not given. */
  now?: () => Date;
  /** Another schema than the product's is for benches and tests that leave its guards out. */
  schema?: GraphQLSchema;
  /** Other limits of streams than the product's are for tests. */
  streams?: Partial<StreamLimits>;
}

/** The HTTP server with everything behind it; not listening yet. */
export async function createHttpServer({
  config,
  pools,
  web,
  now = () => new Date(),
  schema,
  streams = {},
}: HttpServerOptions): Promise<Server> {
  const services: Services = { pools, config, now };
  const limits = config.trafficLimits ?? trafficLimits;
  const budgets = createBudgets(limits, now);
  const api: Api = {
    services,
    apollo: await startApollo(schema, budgets),
    traffic: startTraffic(services, limits),
    documents: config.documents ?? 'any',
    inFlight: createInFlight({ ...inFlightLimits, share: config.inFlightShare ?? inFlightLimits.share }),
    streams: openStreams({ ...streamLimits, ...streams }),
  };
  const readOrigin = originReader(config.trustedProxies);
  const serveSchema = schemaFile(printedSchema());

  async function route(
    request: IncomingMessage,
    response: ServerResponse,
    origin: RequestOrigin,
  ): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === '/graphql') return serveGraphql(api, request, response, origin);
    if (path === '/graphql/stream') return serveEventStream(api, request, response, origin);
    if (path.startsWith(editorPath)) return serveEditor(path, response);
    if (path.startsWith('/health/')) return serveHealth(path, pools, response);
    if (path === '/public/audit-key.pem') {
      const { publicKey } = signingKeyOf(config.auditSigningKey);
      response.writeHead(200, { 'content-type': 'application/x-pem-file' }).end(publicKey);
      return;
    }
    if (path === '/schema.graphql') return serveSchema(request, response);
    if (!web) {
      response
        .writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
        .end('The web app is not built: run npm run build.\n');
      return;
    }
    // SvelteKit would leave the body unread, and the next request of the connection unanswered.
    if (!URL.canParse(`http://${request.headers.host}${request.url}`))
      return refuse(response, 400, 'BAD_REQUEST', 'The Host header and the path make no address.');
    if (!path.startsWith('/_app/')) {
      const admission = await api.traffic.admitAddress(origin.clientAddress);
      if (!admission.isAdmitted) return refusePage(response, admission);
    }
    await web(Object.assign(request, { redress: inProcessApi(api, origin) }), response);
  }

  const server = createServer(
    {
      requestTimeout: 60_000,
      headersTimeout: 10_000,
      connectionsCheckingInterval: 5_000,
      maxHeaderSize: 16_384,
    },
    (request, response) => {
      const origin = readOrigin(request);
      response.setHeader('x-request-id', origin.requestId);
      setSecurityHeaders(response, config.publicUrl);
      const fields: LogFields & { requestId: string } = { requestId: origin.requestId };
      watchRequest(request, response, fields, () => {
        logRequest(request, response, fields);
        withLogFields(fields, () => {
          route(request, response, origin).catch((error: unknown) => answerFault(response, error));
        });
      });
    },
  );
  boundConnections(server, config.trustedProxies);
  serveSockets(api, server, readOrigin);
  const sharing = shareBudgets(services, budgets);
  server.once('close', () => {
    api.traffic.stop();
    sharing.stop();
  });
  // A server does not end before its streams, and they do not end by themselves: their clients come back to another process.
  const close = server.close.bind(server);
  server.close = (done) => {
    api.streams.stop();
    return close(done);
  };
  return server;
}
