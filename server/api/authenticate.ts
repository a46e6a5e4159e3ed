import type { IncomingHttpHeaders } from 'node:http';
import { verifyAccessToken } from '../auth/access-tokens.ts';
import { isServiceToken, needsLookUp, verifyServiceToken } from '../auth/service-tokens.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Services } from '../context.ts';

/** Who sent a request: a viewer, a visitor (null), or somebody whose token is no good. */
export type Authentication =
  { ok: true; viewer: Viewer | null } | { ok: false; status: 401 | 403; message: string };

const badToken: Authentication = {
  ok: false,
  status: 401,
  message: 'The access token is not valid, or not any more.',
};

/** The names under which the web app keeps the access token; the first one needs https. */
export const accessCookies = ['__Host-redress_access', 'redress_access'] as const;

/** Reads the bearer token or, from our own pages only, the access cookie. */
export async function authenticate(
  services: Services,
  request: { headers: IncomingHttpHeaders },
): Promise<Authentication> {
  const header = request.headers.authorization;
  if (header !== undefined) {
    const token = bearerText(header);
    return token ? viewerOfBearer(services, token) : badToken;
  }
  const token = cookieToken(request.headers.cookie);
  if (!token) return { ok: true, viewer: null };
  if (!isOwnPage(services, request)) {
    return {
      ok: false,
      status: 403,
      message: 'The cookie is for our own pages: send the token as Authorization: Bearer.',
    };
  }
  return viewerOfToken(services, token);
}

/** True when a request brings a service token that has to be looked up: nobody sent it to this process in the last second. */
export function needsTokenLookUp(services: Services, { headers }: { headers: IncomingHttpHeaders }): boolean {
  const token = headers.authorization === undefined ? undefined : bearerText(headers.authorization);
  return token !== undefined && needsLookUp(services, token);
}

/** The viewer of what stands behind `Bearer`: a person's access token, or a service token of software. */
export async function viewerOfBearer(services: Services, token: string): Promise<Authentication> {
  if (!isServiceToken(token)) return viewerOfToken(services, token);
  const viewer = await verifyServiceToken(services, token);
  return viewer ? { ok: true, viewer } : badToken;
}

function bearerText(header: string): string | undefined {
  return /^Bearer +([\w.~+/=-]+)$/i.exec(header)?.[1];
}

/** The viewer of an access token that is at hand; the web app's cookies carry no others. */
export async function viewerOfToken(services: Services, token: string): Promise<Authentication> {
  const viewer = await verifyAccessToken(services, token);
  return viewer ? { ok: true, viewer } : badToken;
}

/** Browsers tell where a request comes from; one that comes from elsewhere must not use the cookie. */
export function isOwnPage({ config }: Services, request: { headers: IncomingHttpHeaders }): boolean {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (origin === undefined) return true;
  if (origin === new URL(config.publicUrl).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function cookieToken(cookies: string | undefined): string | null {
  if (!cookies) return null;
  const pairs = cookies.split(';').map((pair) => pair.trim().split('='));
  for (const name of accessCookies) {
    const value = pairs
      .find(([key]) => key === name)
      ?.slice(1)
      .join('=');
    if (value) return value;
  }
  return null;
}
