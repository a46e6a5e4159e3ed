import { error, type RequestEvent } from '@sveltejs/kit';
import { execute } from '#lib/api/execute.server.ts';
import { TrackedComplaintDocument } from '#lib/api/generated.ts';
import { dataOrThrow, needsSignIn } from '#lib/api/query.server.ts';
import { consumerActions } from '#lib/complaints/consumer-actions.server.ts';
import { openTracking, renewTracking } from '#lib/session/tracking.server.ts';
import type { Actions, PageServerLoad } from './$types';

const linkMessage = 'This link is not good, or not any more.';

export const load: PageServerLoad = async (event) => {
  const { token } = event.params;
  const accessToken = await openTracking(event, token);
  let answer = await ask(event, accessToken);
  if (needsSignIn(answer)) answer = await ask(event, await renewTracking(event, token));
  const { viewer } = dataOrThrow(answer);
  if (!viewer?.trackedComplaint || viewer.organisation.slug !== event.params.tenant) error(404, linkMessage);
  return {
    viewer,
    complaint: viewer.trackedComplaint,
    now: new Date().toISOString(),
    link: event.url.origin + event.url.pathname,
  };
};

export const actions: Actions = consumerActions(async (event) => {
  const accessToken = await openTracking(event, event.params.token ?? '');
  return accessToken ?? error(404, linkMessage);
});

function ask(event: RequestEvent, accessToken: string | null) {
  if (!accessToken) error(404, linkMessage);
  const { searchParams } = event.url;
  const variables = {
    commentsBefore: searchParams.get('messages'),
    timelineBefore: searchParams.get('history'),
  };
  return execute(event, TrackedComplaintDocument, variables, accessToken);
}
