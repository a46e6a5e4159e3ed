import { redirect } from '@sveltejs/kit';
import { failForm, mutate } from '#lib/api/mutate.server.ts';
import { readForm } from '#lib/api/form-fields.server.ts';
import { AcceptInvitationDocument } from '#lib/api/generated.ts';
import { writeSessionCookies } from '#lib/session/cookies.server.ts';
import { startPath } from '#lib/session/paths.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const sent = { name: 'invitation', values: form.values };
    if (form.secret('password') !== form.secret('repeatedPassword')) {
      return failForm(sent, { repeatedPassword: 'This is not the same as the password above.' });
    }
    const input = { token: event.params.token, password: form.secret('password') };
    const { payload, failure } = await mutate(event, AcceptInvitationDocument, { input }, sent, null);
    if (failure) return failure;
    if (!payload.session) throw new Error('The API accepted an invitation without a session.');
    writeSessionCookies(event.cookies, payload.session);
    const { organisation, role } = payload.session.viewer;
    redirect(303, startPath(organisation.slug, role));
  },
};
