import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Config } from '../config.ts';
import type { Services } from '../context.ts';
import type { Pools } from '../db/pools.ts';
import type { InProcessApi } from '../shared/in-process-api.ts';
import { startApollo } from './apollo.ts';
import { answerFault, inProcessApi, serveGraphql } from './graphql-endpoint.ts';
import { serveHealth } from './health.ts';
import { servePlayground } from './playground.ts';
import { originReader } from './request-origin.ts';
import { printedSchema } from './printed-schema.ts';

/** The web app's handler: gets every path that is not the API's. */
export type WebHandler = (
  request: IncomingMessage & { redress?: InProcessApi },
  response: ServerResponse,
) => void;

export interface HttpServerOptions {
  config: Pick<Config, 'secretKey' | 'publicUrl' | 'outboundAllow' | 'mode' | 'smtpUrl' | 'trustedProxies'>;
  pools: Pools;
  /** Null when the web app is not built. */
  web: WebHandler | null;
  /** The clock; the system's when not given. */
  now?: () => Date;
}

/** The HTTP server with everything behind it; not listening yet. */
export async function createHttpServer({
  config,
  pools,
  web,
  now = () => new Date(),
}: HttpServerOptions): Promise<Server> {
  const services: Services = { pools, config, now };
  const apollo = await startApollo();
  const readOrigin = originReader(config.trustedProxies);
  const sdl = printedSchema();

  return createServer(
    { requestTimeout: 60_000, headersTimeout: 20_000, maxHeaderSize: 16_384 },
    (request, response) => {
      const origin = readOrigin(request);
      response.setHeader('x-request-id', origin.requestId);
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
      void route(path).catch((error: unknown) => answerFault(response, origin, error));

      async function route(path: string): Promise<void> {
        if (path === '/graphql') {
          response.setHeader('x-content-type-options', 'nosniff');
          return serveGraphql(apollo, services, request, response, origin);
        }
        if (path === '/playground' || path.startsWith('/playground/')) return servePlayground(path, response);
        if (path.startsWith('/health/')) return serveHealth(path, pools, response);
        if (path === '/schema.graphql') {
          response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(sdl);
          return;
        }
        if (!web) {
          response
            .writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
            .end('The web app is not built: run npm run build.\n');
          return;
        }
        web(Object.assign(request, { redress: inProcessApi(apollo, services, origin) }), response);
      }
    },
  );
}
