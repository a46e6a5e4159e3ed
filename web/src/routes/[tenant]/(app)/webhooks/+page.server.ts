import { error } from '@sveltejs/kit';
import { WebhookListDocument } from '#lib/api/generated.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { requireAdmin } from '#lib/users/require-admin.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  // Before the query, which the API answers administrators only.
  if (event.locals.session && event.locals.session.role !== 'ADMIN') error(403, '');
  return requireAdmin(await loadPage(event, WebhookListDocument, {}, { audience: 'staff' }));
};
