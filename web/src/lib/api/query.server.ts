import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { clearSessionCookies } from '#lib/session/cookies.server.ts';
import { secondFactorPath, signInPath, startPath } from '#lib/session/paths.ts';
import { renewSession } from '#lib/session/session.server.ts';
import { execute, type ApiAnswer } from './execute.server.ts';
import type { Role, TypedDocumentString, ViewerPartsFragment } from './generated.ts';

/** Who a page is for: consumers have their own pages, all other roles share theirs; administrators have some for themselves. */
export type Audience = 'consumer' | 'staff' | 'admin' | 'everyone';

type WithViewer = { viewer: ViewerPartsFragment | null };

/**
 * Runs the one query of a page for signed-in people. The document selects `viewer { ...ViewerParts }`, which the frame shows.
 * Visitors land at the sign-in and come back afterwards; people for whom the page is not meant land on their own start page, staff on an
 * administrator's page get the error page, also where the API would let them read.
 */
export async function loadPage<Data extends WithViewer, Variables extends Record<string, unknown>>(
  event: RequestEvent,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  options: { audience: Audience },
): Promise<Data & { viewer: ViewerPartsFragment; now: string }> {
  if (!event.locals.session) redirectToSignIn(event);
  // Before the query: of a page for others it may ask what this role is not told.
  const { organisation, role } = event.locals.session;
  requireAudience(options.audience, role, organisation);
  const data = await query(event, document, variables);
  const { viewer } = data;
  if (!viewer) redirectToSignIn(event);
  requireAudience(options.audience, viewer.role, viewer.organisation.slug);
  return { ...data, viewer, now: new Date().toISOString() };
}

/** Runs a query as whoever is asking, a visitor included. Denials become error pages, an ended session the sign-in. */
export async function query<Data, Variables extends Record<string, unknown>>(
  event: RequestEvent,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  accessToken: string | null = event.locals.session?.accessToken ?? null,
): Promise<Data> {
  const answer = await executeRenewing(event, document, variables, accessToken);
  if (needsSignIn(answer)) redirectToSignIn(event);
  leadToSecondFactor(event, answer);
  return dataOrThrow(answer);
}

/**
 * Runs a document. An access token of the session's that is refused before its time (another role, a new second factor) is renewed once:
 * nothing has run then. One that was given by hand is not.
 */
export async function executeRenewing<Data, Variables extends Record<string, unknown>>(
  event: RequestEvent,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  accessToken: string | null,
  idempotencyKey: string | null = null,
): Promise<ApiAnswer<Data>> {
  const answer = await execute(event, document, variables, accessToken, idempotencyKey);
  const isOfSession = accessToken !== null && accessToken === event.locals.session?.accessToken;
  if (answer.status !== 401 || !isOfSession) return answer;
  const renewed = await renewSession(event);
  return renewed ? execute(event, document, variables, renewed.accessToken, idempotencyKey) : answer;
}

/** Somebody who has to set up a second factor first is led there, whatever they asked for. */
export function leadToSecondFactor(event: RequestEvent, answer: ApiAnswer<unknown>): void {
  const isAsked = answer.body.errors?.some((e) => e.extensions?.reason === 'SECOND_FACTOR_REQUIRED');
  if (isAsked) redirect(303, secondFactorPath(event.params.tenant ?? ''));
}

/** The data of an answer; a denial or a fault is thrown as the error page that fits. */
export function dataOrThrow<Data>(answer: ApiAnswer<Data>): Data {
  const { data, errors } = answer.body;
  if (data && !errors?.length) return data;
  const code = errors?.[0]?.extensions?.code;
  if (code === 'FORBIDDEN') error(403, errors?.[0]?.message ?? 'This is not open to you.');
  const isBusy = code === 'RATE_LIMITED' || code === 'UNAVAILABLE';
  if (isBusy) error(answer.status, errors?.[0]?.message ?? 'Try again in a moment.');
  if (code === 'BAD_USER_INPUT')
    error(400, 'The address of this page has a value that we do not understand.');
  throw new Error(
    `The API did not answer the page's query: ${errors?.[0]?.message ?? `HTTP ${answer.status}`}`,
  );
}

/** True when the answer says that nobody is signed in, or no longer. */
export function needsSignIn(answer: ApiAnswer<unknown>): boolean {
  return (
    answer.status === 401 || (answer.body.errors ?? []).some((e) => e.extensions?.code === 'UNAUTHENTICATED')
  );
}

function redirectToSignIn(event: RequestEvent): never {
  if (event.locals.session) clearSessionCookies(event.cookies);
  const here = event.request.method === 'GET' ? event.url.pathname + event.url.search : event.url.pathname;
  redirect(303, signInPath(event.params.tenant, here));
}

function requireAudience(audience: Audience, role: Role, organisation: string): void {
  const isRightSide = audience === 'everyone' || (role === 'CONSUMER') === (audience === 'consumer');
  if (!isRightSide) redirect(303, startPath(organisation, role));
  if (audience === 'admin' && role !== 'ADMIN') error(403, '');
}
