import type { RequestEvent } from '@sveltejs/kit';
import { OrganisationTimeZoneDocument } from '#lib/api/generated.ts';
import { query } from '#lib/api/query.server.ts';

/** The time zone of the organisation, in which the days of an address begin; UTC while nobody is signed in. */
export async function findTimeZone(event: RequestEvent): Promise<string> {
  const { viewer } = await query(event, OrganisationTimeZoneDocument, {});
  return viewer?.organisation.timeZone ?? 'UTC';
}
