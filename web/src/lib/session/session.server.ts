import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '#lib/api/execute.server.ts';
import { RefreshSessionDocument, type Role } from '#lib/api/generated.ts';
import { clearSessionCookies, readSessionCookies, writeSessionCookies } from './cookies.server.ts';

/** The session of one request to the web app. */
export interface RequestSession {
  accessToken: string;
  /** The organisation's slug and the role as they were at sign-in: they choose layouts and links, never permissions. */
  organisation: string;
  role: Role;
}

/**
 * Finds the session of this browser, renewing an expired access token once. Null for visitors and for an organisation
 * in the URL that is not the session's: its pages are then that organisation's sign-in.
 */
export async function openSession(event: RequestEvent): Promise<RequestSession | null> {
  const stored = readSessionCookies(event.cookies);
  if (!stored.organisation || !stored.role) return null;
  const tenant = event.params.tenant;
  if (tenant !== undefined && tenant !== stored.organisation) return null;
  const label = { organisation: stored.organisation, role: stored.role as Role };
  if (stored.accessToken) return { accessToken: stored.accessToken, ...label };
  return stored.refreshToken ? renew(event, stored.refreshToken) : null;
}

/** Renews the session of this request before its access token ends, because the API refuses it; null when the session is over. */
export async function renewSession(event: RequestEvent): Promise<RequestSession | null> {
  const { refreshToken } = readSessionCookies(event.cookies);
  event.locals.session = refreshToken ? await renew(event, refreshToken) : null;
  return event.locals.session;
}

async function renew(event: RequestEvent, refreshToken: string): Promise<RequestSession | null> {
  const { body } = await execute(event, RefreshSessionDocument, { input: { refreshToken } }, null);
  const session = body.data?.refreshSession.session;
  if (!session) {
    // Neither a fault of ours nor a limit must sign anybody out: only a clear refusal does.
    if (body.data?.refreshSession.errors.some(({ code }) => code === 'INVALID_CREDENTIALS'))
      clearSessionCookies(event.cookies);
    return null;
  }
  writeSessionCookies(event.cookies, session);
  return {
    accessToken: session.accessToken,
    organisation: session.viewer.organisation.slug,
    role: session.viewer.role,
  };
}
