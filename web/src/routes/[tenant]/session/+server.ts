import type { RequestHandler } from './$types';

/** Called by the browser's API client after a 401: the hook has renewed the session by now, or there is none. */
export const POST: RequestHandler = ({ locals }) =>
  new Response(null, { status: locals.session ? 204 : 401 });
