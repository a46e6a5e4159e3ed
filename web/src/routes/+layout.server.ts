import { takeFlash } from '#lib/session/flash.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => {
  // Reading the path makes this run on every navigation, so that a message goes when the reader goes on.
  void event.url.pathname;
  return { theme: event.locals.theme, flash: takeFlash(event.cookies), now: new Date().toISOString() };
};
