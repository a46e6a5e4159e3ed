import { existsSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';

/** The web app, built or in development. */
export interface WebApp {
  /** Answers the requests that are the web app's. */
  handler: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
  /** Called once with the server, before it listens. */
  attach(server: Server): Promise<void>;
}

type NodeHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void | Promise<void>;

/** The protocol of PUBLIC_URL goes in this header of ours, which SvelteKit's protection against foreign forms reads. */
const PROTOCOL_HEADER = 'x-redress-protocol';

/** Loads the built web app; null where it was not built. */
export async function loadWeb(config: Config): Promise<WebApp | null> {
  const built = fileURLToPath(new URL('../../web/handler.js', import.meta.url));
  if (!existsSync(built)) return null;
  setWebEnvironment(config);
  process.env.PROTOCOL_HEADER = PROTOCOL_HEADER;
  process.env.BODY_SIZE_LIMIT ??= '1M';
  const { handler } = (await import(built)) as { handler: NodeHandler };
  const protocol = new URL(config.publicUrl).protocol.slice(0, -1);
  return {
    handler: (request, response) => {
      request.headers[PROTOCOL_HEADER] = protocol;
      return handler(request, response, () => response.writeHead(404).end());
    },
    attach: async () => undefined,
  };
}

/** What the web app reads from the environment (web/src/env.ts) has to be there before it is loaded. */
export function setWebEnvironment(config: Config): void {
  process.env.REDRESS_MODE = config.mode;
  process.env.PUBLIC_URL = config.publicUrl;
}
