import { error, type RequestEvent } from '@sveltejs/kit';
import { execute } from '#lib/api/execute.server.ts';
import { TrackComplaintDocument } from '#lib/api/generated.ts';
import { dataOrThrow } from '#lib/api/query.server.ts';
import { cookieOptions } from './cookies.server.ts';

const trackingCookie = 'redress_tracking';

/**
 * The access token of a tracking link, null when the link is not good. It is kept in a cookie of the link's own path: a
 * person who is signed in stays so, and two links do not mix. The link itself renews it.
 */
export async function openTracking(event: RequestEvent, token: string): Promise<string | null> {
  return event.cookies.get(trackingCookie) ?? renewTracking(event, token);
}

/** Opens a new session from the link, for when the kept one has ended. */
export async function renewTracking(event: RequestEvent, token: string): Promise<string | null> {
  const answer = await execute(event, TrackComplaintDocument, { input: { token } }, null);
  const { session, errors } = dataOrThrow(answer).trackComplaint;
  if (errors[0]?.code === 'RATE_LIMITED') error(429, errors[0].message);
  if (!session) return null;
  const expires = new Date(Date.parse(session.expiresAt) - 15_000);
  event.cookies.set(trackingCookie, session.accessToken, {
    ...cookieOptions,
    path: event.url.pathname,
    expires,
  });
  return session.accessToken;
}
