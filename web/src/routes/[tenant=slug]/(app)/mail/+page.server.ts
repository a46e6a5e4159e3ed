import { MailPageDocument, type MailState } from '#lib/api/generated.ts';
import { pageVariables } from '#lib/api/page-variables.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { mailStateLabels } from '#lib/mail/words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const state = event.url.searchParams.get('state') ?? '';
  const filter = state in mailStateLabels ? { state: [state as MailState] } : null;
  const variables = { ...pageVariables(event.url, 30), filter };
  return loadPage(event, MailPageDocument, variables, { audience: 'admin' });
};
