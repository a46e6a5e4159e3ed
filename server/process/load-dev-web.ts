import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { ViteDevServer } from 'vite';
import type { Config } from '../config.ts';
import { setWebEnvironment, type WebApp } from './load-web.ts';

/**
 * The request that the web app is answering. SvelteKit's development server hands nothing through to the page, so
 * web/vite.config.ts takes the request from here.
 */
const currentRequest = new AsyncLocalStorage<IncomingMessage>();

/** Serves the web app from its sources, with hot reloading through the very same port. */
export function loadDevWeb(config: Config): WebApp {
  let vite: ViteDevServer | null = null;
  return {
    handler: (request, response) => {
      currentRequest.run(request, () => vite?.middlewares(request, response));
    },
    attach: async (server) => {
      setWebEnvironment(config);
      Object.assign(globalThis, { redressCurrentRequest: currentRequest });
      const root = fileURLToPath(new URL('../../../web', import.meta.url));
      // SvelteKit looks for its files in the working directory.
      process.chdir(root);
      const { createServer } = await import('vite');
      vite = await createServer({
        root,
        clearScreen: false,
        appType: 'custom',
        server: { middlewareMode: true, ws: { server } },
        // Packages of Svelte sources; the web app's package.json names none, so vite would not find them.
        ssr: { noExternal: [/svelte/, 'bits-ui', 'runed'] },
      });
      server.once('close', () => void vite?.close());
    },
  };
}
