import { REDRESS_MODE } from '$app/env/private';
import { PlaygroundViewerDocument } from '#lib/api/generated.ts';
import { executeRenewing } from '#lib/api/query.server.ts';
import { readSessionCookies } from '#lib/session/cookies.server.ts';
import type { PageServerLoad } from './$types';
import { identityOf } from './identity.ts';

/** Whoever is signed in to the web app in this browser starts as that user; the demo's passwords are offered in the demo only. */
export const load: PageServerLoad = async (event) => {
  const { session } = event.locals;
  const answer = session && (await executeRenewing(event, PlaygroundViewerDocument, {}, session.accessToken));
  return {
    webViewer: answer?.body.data ? identityOf(answer.body.data) : null,
    organisation: readSessionCookies(event.cookies).organisation ?? null,
    isDemo: REDRESS_MODE === 'demo' || REDRESS_MODE === 'development',
  };
};
