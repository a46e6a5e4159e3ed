import { redirect } from '@sveltejs/kit';
import { signInPath, startPath } from '#lib/session/paths.ts';
import type { PageServerLoad } from './$types';

/** `/<organisation>` leads everybody to their own start page. */
export const load: PageServerLoad = ({ locals, params }) => {
  if (!locals.session) redirect(303, signInPath(params.tenant));
  redirect(303, startPath(params.tenant, locals.session.role));
};
