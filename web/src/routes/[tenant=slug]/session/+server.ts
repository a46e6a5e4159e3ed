import { readSessionCookies } from '#lib/session/cookies.server.ts';
import { renewSession } from '#lib/session/session.server.ts';
import type { RequestHandler } from './$types';

/** Called by the browser's API client after a 401: the token is over, or is refused before its time. 401 says that the session is too. */
export const POST: RequestHandler = async (event) => {
  if (await renewSession(event)) return new Response(null, { status: 204 });
  const isOver = readSessionCookies(event.cookies).refreshToken === undefined;
  return new Response(null, { status: isOver ? 401 : 503 });
};
