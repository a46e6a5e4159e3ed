import { failForm, mutate } from '#lib/api/mutate.server.ts';
import { readForm } from '#lib/api/form-fields.server.ts';
import { AcceptInvitationDocument, InvitationDocument } from '#lib/api/generated.ts';
import { query } from '#lib/api/query.server.ts';
import { completeSignIn, enter } from '#lib/session/enter.server.ts';
import { takeProblem } from '#lib/session/flash.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const variables = { token: event.params.token, organisation: event.params.tenant };
  const data = await query(event, InvitationDocument, variables, null);
  return { ...data, problem: takeProblem(event.cookies) };
};

export const actions: Actions = {
  accept: async (event) => {
    const form = await readForm(event);
    const sent = { name: 'invitation', values: form.values };
    if (form.secret('password') !== form.secret('repeatedPassword')) {
      return failForm(sent, { repeatedPassword: 'This is not the same as the password above.' });
    }
    const input = { token: event.params.token, password: form.secret('password') };
    const { payload, failure } = await mutate(event, AcceptInvitationDocument, { input }, sent, null);
    return failure ?? enter(event, payload.session, form);
  },
  completeSignIn,
};
