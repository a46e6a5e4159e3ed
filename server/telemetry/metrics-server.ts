import { createServer, type Server } from 'node:http';
import { faultFields, logLine } from '../log.ts';
import type { Metrics } from './metrics.ts';

/** Serves `/metrics` and nothing else, for Prometheus; not listening yet. It asks for no password: it belongs on a port that strangers cannot reach. */
export function createMetricsServer({ registry, refresh }: Metrics): Server {
  return createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0];
    if (path !== '/metrics' || (request.method !== 'GET' && request.method !== 'HEAD')) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('The metrics are at /metrics.\n');
      return;
    }
    refresh()
      .then(() => registry.metrics())
      .then((text) => {
        response
          .writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' })
          .end(text);
      })
      .catch((error: unknown) => {
        logLine('error', 'the metrics could not be read', faultFields(error));
        response.writeHead(500).end();
      });
  });
}
