import { redirect } from '@sveltejs/kit';
import { readForm } from '#lib/api/form-fields.server.ts';
import { SignInDocument } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { readSessionCookies, writeSessionCookies } from '#lib/session/cookies.server.ts';
import { readKept, type KeptForm } from '#lib/session/kept-form.ts';
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
  signIn: async (event) => {
    const form = await readForm(event);
    const input = {
      organisation: event.params.tenant,
      username: form.text('username'),
      password: form.secret('password'),
    };
    const sent = { name: 'sign-in', values: form.values };
    const { payload, failure } = await mutate(event, SignInDocument, { input }, sent, null);
    if (failure) return failure;
    if (!payload.session) throw new Error('The API signed somebody in without a session.');
    writeSessionCookies(event.cookies, payload.session);
    // As the organisation spells itself: the address may have been typed in capitals.
    const { slug } = payload.session.viewer.organisation;
    const kept = readKept(form.text('kept'));
    if (kept) return { resume: { ...kept, to: safeNext(slug, kept.to) } };
    redirect(303, safeNext(slug, form.text('next')));
  },
  /** Takes over a form that came after its session had ended, so that nothing of it is lost. */
  keep: async (event) => {
    const { values } = await readForm(event);
    const to = safeNext(event.params.tenant, event.url.searchParams.get('to'));
    return { kept: { to, values } satisfies KeptForm };
  },
};
