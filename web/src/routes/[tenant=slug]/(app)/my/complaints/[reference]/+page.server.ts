import { error } from '@sveltejs/kit';
import { MyComplaintDocument } from '#lib/api/generated.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { consumerActions } from '#lib/complaints/consumer-actions.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const variables = {
    reference: event.params.reference,
    commentsBefore: searchParams.get('messages'),
    timelineBefore: searchParams.get('history'),
  };
  const data = await loadPage(event, MyComplaintDocument, variables, { audience: 'consumer' });
  if (!data.complaint) error(404, 'There is no such complaint, or it is not yours.');
  return { ...data, complaint: data.complaint };
};

export const actions: Actions = consumerActions(async () => undefined);
