import { readForm } from '#lib/api/form-fields.server.ts';
import { SignInDocument, SignInOptionsDocument } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { query } from '#lib/api/query.server.ts';
import { readSessionCookies } from '#lib/session/cookies.server.ts';
import { completeSignIn, enter } from '#lib/session/enter.server.ts';
import { takeProblem } from '#lib/session/flash.server.ts';
import type { KeptForm } from '#lib/session/kept-form.ts';
import { safeNext } from '#lib/session/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { cookies, params, url } = event;
  const other = readSessionCookies(cookies).organisation;
  const variables = { organisation: params.tenant };
  const { signInOptions } = await query(event, SignInOptionsDocument, variables, null);
  return {
    ...signInOptions,
    problem: takeProblem(cookies),
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
    return failure ?? enter(event, payload.session, form);
  },
  completeSignIn,
  /** Takes over a form that came after its session had ended, so that nothing of it is lost. */
  keep: async (event) => {
    const { values } = await readForm(event);
    const to = safeNext(event.params.tenant, event.url.searchParams.get('to'));
    return { kept: { to, values } satisfies KeptForm };
  },
};
