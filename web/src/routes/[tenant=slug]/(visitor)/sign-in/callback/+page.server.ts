import { redirect, type RequestEvent } from '@sveltejs/kit';
import { execute } from '#lib/api/execute.server.ts';
import { CompleteIdentityLinkDocument, CompleteProviderSignInDocument } from '#lib/api/generated.ts';
import { dataOrThrow, needsSignIn } from '#lib/api/query.server.ts';
import { completeSignIn, enterAt } from '#lib/session/enter.server.ts';
import { done, leadBack } from '#lib/session/flash.server.ts';
import { signInPath } from '#lib/session/paths.ts';
import { callbackUrlOf, takeAttempt, type KeptAttempt } from '#lib/session/provider.server.ts';
import type { SecondStep } from '#lib/session/second-step.ts';
import type { Actions, PageServerLoad } from './$types';

const otherBrowser = 'This sign-in is over or was begun in another browser. Begin again.';

/** Where the identity provider sends people back to. Shows nothing but the second step, where there is one. */
export const load: PageServerLoad = async (event): Promise<{ step: SecondStep | null }> => {
  const { params, url, cookies } = event;
  // The second step's form was sent: it carries what it needs.
  if (event.request.method === 'POST') return { step: null };
  if (!url.searchParams.has('state')) redirect(303, signInPath(params.tenant));
  const kept = takeAttempt(cookies);
  if (!kept) return leadBack(event, signInPath(params.tenant), otherBrowser);
  return kept.purpose === 'link' ? link(event, kept) : signIn(event, kept);
};

export const actions: Actions = { completeSignIn };

async function signIn(event: RequestEvent, { attempt, next }: KeptAttempt): Promise<{ step: SecondStep }> {
  const input = { attempt, callbackUrl: callbackUrlOf(event) };
  const answer = await execute(event, CompleteProviderSignInDocument, { input }, null);
  const { session, errors } = dataOrThrow(answer).completeProviderSignIn;
  const [refusal] = errors;
  if (!refusal) return enterAt(event, session, next);
  if ('challenge' in refusal && refusal.challenge) {
    return { step: { challenge: refusal.challenge, next, kept: '' } };
  }
  return leadBack(event, signInPath(event.params.tenant, next), refusal.message);
}

async function link(event: RequestEvent, { attempt, next }: KeptAttempt): Promise<never> {
  const input = { attempt, callbackUrl: callbackUrlOf(event) };
  const token = event.locals.session?.accessToken ?? null;
  const answer = await execute(event, CompleteIdentityLinkDocument, { input }, token);
  if (needsSignIn(answer)) redirect(303, signInPath(event.params.tenant, next));
  const [refusal] = dataOrThrow(answer).completeIdentityLink.errors;
  if (refusal) return leadBack(event, next, refusal.message);
  return done(event, next, 'Your account is linked. You can sign in with it from now on.');
}
