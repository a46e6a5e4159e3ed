import { redirect, type Cookies, type RequestEvent } from '@sveltejs/kit';
import { cookieOptions } from './cookies.server.ts';

const flashCookie = 'redress_flash';
const problemCookie = 'redress_problem';

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

/** Goes to `path`, where it is shown once what did not work: for ways that end elsewhere than in a form. */
export function leadBack(event: RequestEvent, path: string, problem: string): never {
  event.cookies.set(problemCookie, problem, { ...cookieOptions, maxAge: 60 });
  redirect(303, path);
}

/** What did not work on the way to this page; shown once. */
export function takeProblem(cookies: Cookies): string | null {
  const problem = cookies.get(problemCookie);
  if (problem === undefined) return null;
  cookies.delete(problemCookie, cookieOptions);
  return problem;
}
