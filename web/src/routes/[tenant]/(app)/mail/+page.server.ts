import { MailPageDocument, type MailState } from '#lib/api/generated.ts';
import { pageVariables } from '#lib/api/page-variables.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { requireAdmin } from '#lib/users/require-admin.server.ts';
import { mailStateLabels } from '#lib/mail/words.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  // Before the query, which the API answers administrators only.
  if (event.locals.session && event.locals.session.role !== 'ADMIN') error(403, '');
  const state = event.url.searchParams.get('state') ?? '';
  const filter = state in mailStateLabels ? { state: [state as MailState] } : null;
  const variables = { ...pageVariables(event.url, 30), filter };
  return requireAdmin(await loadPage(event, MailPageDocument, variables, { audience: 'staff' }));
};
