import { redirect } from '@sveltejs/kit';
import { readForm } from '#lib/api/form-fields.server.ts';
import { SignInDocument } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { readSessionCookies, writeSessionCookies } from '#lib/session/cookies.server.ts';
import { safeNext } from '#lib/session/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ cookies, params, url }) => {
  const other = readSessionCookies(cookies).organisation;
  return {
    next: safeNext(params.tenant, url.searchParams.get('next')),
    username: url.searchParams.get('username'),
    signedInElsewhere: other && other !== params.tenant ? other : null,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const input = {
      organisation: event.params.tenant,
      username: form.text('username'),
      password: form.secret('password'),
    };
    const { payload, failure } = await mutate(
      event,
      SignInDocument,
      { input },
      { name: 'sign-in', values: form.values },
      null,
    );
    if (failure) return failure;
    if (payload.session) writeSessionCookies(event.cookies, payload.session);
    redirect(303, safeNext(event.params.tenant, form.text('next')));
  },
};
