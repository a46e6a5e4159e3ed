import { WebhookListDocument } from '#lib/api/generated.ts';
import { loadPage } from '#lib/api/query.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  return loadPage(event, WebhookListDocument, {}, { audience: 'admin' });
};
