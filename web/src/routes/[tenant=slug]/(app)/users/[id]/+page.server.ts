import { error } from '@sveltejs/kit';
import { changeAction, readChange } from '#lib/api/change-action.server.ts';
import {
  DisableUserDocument,
  EnableUserDocument,
  EndUserSessionsDocument,
  ResetSecondFactorDocument,
  ResetUserPasswordDocument,
  UnlinkIdentityDocument,
  UpdateUserDocument,
  UserPageDocument,
  type Role,
} from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { done } from '#lib/session/flash.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { id } = event.params;
  const variables = {
    id,
    assigned: { assigneeId: id, status: ['OPEN' as const, 'IN_PROGRESS' as const, 'RESOLVED' as const] },
  };
  const data = await loadPage(event, UserPageDocument, variables, { audience: 'admin' });
  if (data.user?.__typename !== 'User') error(404, 'There is no such user in your organisation.');
  return { ...data, user: data.user };
};

export const actions: Actions = {
  edit: async (event) => {
    const { form, keys } = await readChange(event);
    const input = {
      ...keys,
      displayName: form.text('displayName'),
      email: form.optional('email'),
      // The API refuses what is no role.
      role: form.text('role') as Role,
    };
    const sent = { name: 'edit', values: form.values };
    const { failure } = await mutate(event, UpdateUserDocument, { input }, sent);
    return failure ?? done(event, event.url.pathname, 'The user was saved.');
  },
  unlink: async (event) => {
    const { form, keys } = await readChange(event);
    const sent = { name: 'unlink', values: form.values };
    const input = { userId: keys.id };
    const { failure } = await mutate(event, UnlinkIdentityDocument, { input }, sent);
    return failure ?? done(event, event.url.pathname, 'The account is not linked any more.');
  },
  disable: changeAction('disable', DisableUserDocument, 'The user cannot sign in any more.'),
  enable: changeAction('enable', EnableUserDocument, 'The user was enabled.'),
  resetFactor: changeAction('reset-factor', ResetSecondFactorDocument, 'The second factor was taken away.'),
  endSessions: changeAction('end-sessions', EndUserSessionsDocument, 'The user is signed out everywhere.'),
  /** The link is in the answer and nowhere else: it is shown this once. */
  reset: async (event) => {
    const { form, keys } = await readChange(event);
    const sent = { name: 'reset', values: form.values };
    const { payload, failure } = await mutate(event, ResetUserPasswordDocument, { input: keys }, sent);
    if (failure) return failure;
    return { invitation: { url: payload.invitationUrl } };
  },
};
