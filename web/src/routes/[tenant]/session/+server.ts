import { renewSession } from '#lib/session/session.server.ts';
import type { RequestHandler } from './$types';

/** Called by the browser's API client after a 401: the token is over, or is refused before its time. */
export const POST: RequestHandler = async (event) =>
  new Response(null, { status: (await renewSession(event)) ? 204 : 401 });
