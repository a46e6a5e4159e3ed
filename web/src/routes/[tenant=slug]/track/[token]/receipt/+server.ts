import { error } from '@sveltejs/kit';
import { execute } from '#lib/api/execute.server.ts';
import { TrackedReceiptDocument } from '#lib/api/generated.ts';
import { dataOrThrow, needsSignIn } from '#lib/api/query.server.ts';
import { receiptFile } from '#lib/complaints/receipt-file.server.ts';
import { openTracking, renewTracking } from '#lib/session/tracking.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { token } = event.params;
  const ask = (accessToken: string | null) =>
    accessToken
      ? execute(event, TrackedReceiptDocument, {}, accessToken)
      : error(404, 'This link is not good, or not any more.');
  let answer = await ask(await openTracking(event, token));
  if (needsSignIn(answer)) answer = await ask(await renewTracking(event, token));
  const { viewer } = dataOrThrow(answer);
  return receiptFile(viewer?.organisation.slug === event.params.tenant ? viewer.trackedComplaint : null);
};
