import { redirect } from '@sveltejs/kit';
import { REDRESS_MODE } from '$app/env/private';
import { failForm } from '#lib/api/mutate.server.ts';
import { readForm } from '#lib/api/form-fields.server.ts';
import { cookieOptions, readSessionCookies } from '#lib/session/cookies.server.ts';
import { signInPath, sitePath } from '#lib/session/paths.ts';
import { themeCookie, toTheme } from '#lib/session/theme.ts';
import { hasSlugShape } from '$shared/slug.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ cookies }) => ({
  isDemo: REDRESS_MODE === 'demo' || REDRESS_MODE === 'development',
  current: readSessionCookies(cookies).organisation ?? null,
});

export const actions: Actions = {
  /** Leads to the sign-in of the organisation that was typed; an unknown one gets the same page. */
  organisation: async (event) => {
    const form = await readForm(event);
    const slug = form.text('organisation').toLowerCase().replace(/^.*\//, '');
    if (!hasSlugShape(slug)) {
      const message =
        'Enter the short name from your organisation’s address: small letters, digits and dashes.';
      return failForm({ name: 'organisation', values: form.values }, { organisation: message });
    }
    redirect(303, signInPath(slug));
  },
  /** Keeps the chosen colours for a year and goes back to the page where they were chosen. */
  theme: async (event) => {
    const form = await readForm(event);
    const yearSeconds = 365 * 24 * 3600;
    event.cookies.set(themeCookie, toTheme(form.text('theme')), { ...cookieOptions, maxAge: yearSeconds });
    redirect(303, sitePath(form.text('next')) ?? '/');
  },
};
