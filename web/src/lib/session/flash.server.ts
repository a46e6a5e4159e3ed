import { redirect, type Cookies, type RequestEvent } from '@sveltejs/kit';
import { cookieOptions } from './cookies.server.ts';

const flashCookie = 'redress_flash';

/** Ends a form action that worked: goes to `path`, where `message` is shown once. */
export function done(event: RequestEvent, path: string, message: string): never {
  event.cookies.set(flashCookie, message, { ...cookieOptions, maxAge: 60 });
  redirect(303, path);
}

/** The message for this page, if the last action left one; shown once. */
export function takeFlash(cookies: Cookies): string | null {
  const message = cookies.get(flashCookie);
  if (message === undefined) return null;
  cookies.delete(flashCookie, cookieOptions);
  return message;
}
