import { error } from '@sveltejs/kit';
import { MessagesAboutComplaintDocument } from '#lib/api/generated.ts';
import { pageVariables } from '#lib/api/page-variables.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { resend } from '#lib/webhooks/resend.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const id = event.params.complaint;
  const variables = { id, ...pageVariables(event.url, 25), filter: { complaintId: id } };
  const data = await loadPage(event, MessagesAboutComplaintDocument, variables, { audience: 'admin' });
  if (!data.complaint) error(404, 'There is no such complaint in your organisation.');
  return { ...data, complaint: data.complaint };
};

export const actions: Actions = { resend };
