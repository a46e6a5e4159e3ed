import type { Cookies } from '@sveltejs/kit';
import { PUBLIC_URL } from '$app/env/private';
import type { SessionPartsFragment } from '#lib/api/generated.ts';

const isSecure = PUBLIC_URL.startsWith('https:');
const prefix = isSecure ? '__Host-' : '';
const accessCookie = `${prefix}redress_access`;
const refreshCookie = `${prefix}redress_refresh`;
const labelCookie = `${prefix}redress_label`;
const ninetyDaysSeconds = 90 * 24 * 3600;

/** `HttpOnly` and `SameSite=Lax` everywhere; `Secure` when people reach the installation by https. */
export const cookieOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure } as const;

/** What a browser holds between two requests. The label is a hint for links and layouts, the tokens alone are proof. */
export interface StoredSession {
  accessToken: string | undefined;
  refreshToken: string | undefined;
  organisation: string | undefined;
  role: string | undefined;
}

/** Reads the session cookies. */
export function readSessionCookies(cookies: Cookies): StoredSession {
  const [organisation, role] = (cookies.get(labelCookie) ?? '').split(':');
  return {
    accessToken: cookies.get(accessCookie),
    refreshToken: cookies.get(refreshCookie),
    organisation: organisation || undefined,
    role: role || undefined,
  };
}

/** Keeps a session in the browser; the access cookie goes a little before its token ends, the refresh cookie renews it. */
export function writeSessionCookies(cookies: Cookies, session: SessionPartsFragment): void {
  const marginMilliseconds = 15_000;
  const expires = new Date(Date.parse(session.expiresAt) - marginMilliseconds);
  const { organisation, role } = session.viewer;
  cookies.set(accessCookie, session.accessToken, { ...cookieOptions, expires });
  cookies.set(refreshCookie, session.refreshToken, { ...cookieOptions, maxAge: ninetyDaysSeconds });
  cookies.set(labelCookie, `${organisation.slug}:${role}`, { ...cookieOptions, maxAge: ninetyDaysSeconds });
}

/** Forgets the session. */
export function clearSessionCookies(cookies: Cookies): void {
  for (const name of [accessCookie, refreshCookie, labelCookie]) cookies.delete(name, cookieOptions);
}
