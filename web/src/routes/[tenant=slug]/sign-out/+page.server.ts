import { redirect } from '@sveltejs/kit';
import { execute } from '#lib/api/execute.server.ts';
import { SignOutDocument } from '#lib/api/generated.ts';
import { clearSessionCookies, readSessionCookies } from '#lib/session/cookies.server.ts';
import { signInPath } from '#lib/session/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params }) => redirect(303, signInPath(params.tenant));

export const actions: Actions = {
  default: async (event) => {
    const { refreshToken = null } = readSessionCookies(event.cookies);
    const accessToken = event.locals.session?.accessToken ?? null;
    // The browser forgets the session whatever the API says; an ended session needs no ending.
    if (accessToken ?? refreshToken)
      await execute(event, SignOutDocument, { input: { refreshToken } }, accessToken);
    clearSessionCookies(event.cookies);
    redirect(303, signInPath(event.params.tenant));
  },
};
