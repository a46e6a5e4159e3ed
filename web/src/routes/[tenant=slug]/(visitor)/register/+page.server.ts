import { redirect } from '@sveltejs/kit';
import { readForm } from '#lib/api/form-fields.server.ts';
import { RegisterDocument } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { writeSessionCookies } from '#lib/session/cookies.server.ts';
import { startPath } from '#lib/session/paths.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const input = {
      organisation: event.params.tenant,
      displayName: form.text('displayName'),
      email: form.text('email'),
      phone: form.optional('phone'),
      username: form.text('username'),
      password: form.secret('password'),
    };
    const sent = { name: 'register', values: form.values };
    const { payload, failure } = await mutate(event, RegisterDocument, { input }, sent, null);
    if (failure) return failure;
    if (!payload.session) throw new Error('The API registered somebody without a session.');
    writeSessionCookies(event.cookies, payload.session);
    redirect(303, startPath(payload.session.viewer.organisation.slug, 'CONSUMER'));
  },
};
