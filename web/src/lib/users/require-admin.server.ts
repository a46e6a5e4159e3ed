import { error } from '@sveltejs/kit';
import type { ViewerPartsFragment } from '#lib/api/generated.ts';

/** The data of an administrator's page; others get the error page, also where the API would let them read. */
export function requireAdmin<Data extends { viewer: ViewerPartsFragment }>(data: Data): Data {
  if (data.viewer.role !== 'ADMIN') error(403, '');
  return data;
}
