import { PeopleListDocument } from '#lib/api/generated.ts';
import { pageVariables } from '#lib/api/page-variables.ts';
import { loadPage } from '#lib/api/query.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const text = event.url.searchParams.get('q')?.trim() || null;
  const variables = { ...pageVariables(event.url, 25), text };
  return loadPage(event, PeopleListDocument, variables, { audience: 'staff' });
};
