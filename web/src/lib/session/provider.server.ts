import { redirect, type Cookies, type RequestEvent } from '@sveltejs/kit';
import { PUBLIC_URL } from '$app/env/private';
import { execute } from '#lib/api/execute.server.ts';
import { StartProviderSignInDocument } from '#lib/api/generated.ts';
import { dataOrThrow } from '#lib/api/query.server.ts';
import { cookieOptions } from './cookies.server.ts';
import { leadBack } from './flash.server.ts';
import { signInPath } from './paths.ts';

/** What this browser keeps while its person is at the identity provider. Only with it a sign-in that comes back can end here. */
export interface KeptAttempt {
  attempt: string;
  purpose: 'sign-in' | 'link';
  /** Where to go afterwards. */
  next: string;
}

const attemptCookie = `${cookieOptions.secure ? '__Host-' : ''}redress_attempt`;
const tenMinutesSeconds = 600;

/** Keeps an attempt until the browser is back. */
export function keepAttempt(cookies: Cookies, kept: KeptAttempt): void {
  cookies.set(attemptCookie, JSON.stringify(kept), { ...cookieOptions, maxAge: tenMinutesSeconds });
}

/** The attempt that this browser kept, once; null when there is none. */
export function takeAttempt(cookies: Cookies): KeptAttempt | null {
  const text = cookies.get(attemptCookie);
  if (text === undefined) return null;
  cookies.delete(attemptCookie, cookieOptions);
  try {
    const { attempt, purpose, next } = JSON.parse(text) as Record<string, unknown>;
    if (typeof attempt !== 'string' || typeof next !== 'string') return null;
    return { attempt, purpose: purpose === 'link' ? 'link' : 'sign-in', next };
  } catch {
    return null;
  }
}

/** Where the provider sent the browser to, in the address that people use. */
export function callbackUrlOf({ url }: RequestEvent): string {
  return `${PUBLIC_URL}${url.pathname}${url.search}`;
}

/** Sends the browser to the organisation's identity provider to sign in, or back to the sign-in with a sentence. */
export async function goToProvider(
  event: RequestEvent,
  next: string,
  invitationToken: string | null,
): Promise<never> {
  const organisation = event.params.tenant ?? '';
  const input = { organisation, invitationToken };
  const answer = await execute(event, StartProviderSignInDocument, { input }, null);
  const { authorizationUrl, attempt, errors } = dataOrThrow(answer).startProviderSignIn;
  if (!authorizationUrl || !attempt) {
    return leadBack(event, signInPath(organisation, next), errors[0]?.message ?? 'Try again.');
  }
  keepAttempt(event.cookies, { attempt, purpose: 'sign-in', next });
  redirect(303, authorizationUrl, { external: [new URL(authorizationUrl).origin] });
}
