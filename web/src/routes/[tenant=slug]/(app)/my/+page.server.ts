import { MyComplaintsDocument } from '#lib/api/generated.ts';
import { pageVariables } from '#lib/api/page-variables.ts';
import { loadPage } from '#lib/api/query.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadPage(event, MyComplaintsDocument, pageVariables(event.url, 15), { audience: 'consumer' });
