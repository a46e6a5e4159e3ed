import type { Server } from 'node:http';
import { afterEach } from 'vitest';
import { createHttpServer, type HttpServerOptions } from '../api/http.ts';
import type { InProcessApi } from '../shared/in-process-api.ts';
import { callsOf, close, listen, testConfig, type HttpApi } from './http-api.ts';

/** A server beside the first one. */
export interface FurtherServer extends Pick<HttpApi, 'url' | 'send' | 'post'> {
  /** What its web app is given with a request. */
  inProcess(): Promise<InProcessApi>;
}

/**
 * What starts servers on the database of `api`, each with settings of its own: further processes, as far as counting goes. Each ends with
 * the test that started it.
 */
export function furtherServers(
  api: () => HttpApi,
): (config?: Partial<HttpServerOptions['config']>) => Promise<FurtherServer> {
  let open: Server[] = [];
  afterEach(async () => {
    for (const server of open) await close(server);
    open = [];
  });
  return async (config) => {
    const { database, clock } = api();
    let given: InProcessApi | undefined;
    const server = await createHttpServer({
      config: { ...testConfig(), ...config },
      pools: database.pools,
      now: () => clock.now,
      web: (request, response) => {
        given = request.redress;
        response.end('a page');
      },
    });
    open.push(server);
    const url = await listen(server);
    return {
      url,
      ...callsOf(url),
      async inProcess() {
        await fetch(url);
        if (!given) throw new Error('The web app was not reached.');
        return given;
      },
    };
  };
}
