import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { openSession } from '#lib/session/session.server.ts';
import { themeCookie, toTheme } from '#lib/session/theme.ts';

export const handle: Handle = async ({ event, resolve }) => {
  event.locals.theme = toTheme(event.cookies.get(themeCookie));
  event.locals.session = await openSession(event);
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%redress.theme%', event.locals.theme),
    filterSerializedResponseHeaders: (name) => name === 'content-type',
  });
  response.headers.set('cache-control', 'private, no-store');
  return response;
};

export const handleError: HandleServerError = ({ kind, error, event }) => {
  const requestId = event.platform?.req.redress?.requestId;
  if (kind === 'app') return { ...error, requestId };
  // The page that shows it has better words than "Not Found".
  if (kind !== 'unknown') return { status: error.status, message: '', requestId };
  event.platform?.req.redress?.reportFault(error);
  return { status: 500, message: '', requestId };
};
