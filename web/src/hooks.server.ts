import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { findFrameViewer } from '#lib/session/frame-viewer.server.ts';
import { openSession } from '#lib/session/session.server.ts';
import { themeCookie, toTheme } from '#lib/session/theme.ts';

export const handle: Handle = async ({ event, resolve }) => {
  // SvelteKit takes it for a mistake in the form's source, a fault of ours; nobody but the sender of the request wrote it.
  if (event.url.searchParams.has('/default'))
    return new Response('No form is sent to this address.\n', { status: 404 });
  event.locals.theme = toTheme(event.cookies.get(themeCookie));
  event.locals.session = await openSession(event);
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%redress.theme%', event.locals.theme),
    filterSerializedResponseHeaders: (name) => name === 'content-type',
  });
  response.headers.set('cache-control', 'private, no-store');
  if (event.route.id === '/playground') allowOwnFrame(response.headers);
  return response;
};

/** The playground's editor is a page of its own in a frame: no other page may have one. */
function allowOwnFrame(headers: Headers): void {
  const policy = headers.get('content-security-policy');
  if (policy) headers.set('content-security-policy', `${policy}; frame-src 'self'`);
}

export const handleError: HandleServerError = async ({ kind, error, event }) => {
  const requestId = event.platform?.req.redress?.requestId;
  if (kind === 'unknown') {
    event.platform?.req.redress?.reportFault(error);
    return { status: 500, message: '', requestId };
  }
  const viewer = await findFrameViewer(event, error.status);
  // The page that shows it has better words than "Not Found".
  if (kind !== 'app') return { status: error.status, message: '', requestId, viewer };
  return { ...error, requestId, viewer };
};
