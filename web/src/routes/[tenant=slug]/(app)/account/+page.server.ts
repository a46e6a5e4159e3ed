import { readForm } from '#lib/api/form-fields.server.ts';
import {
  AccountPageDocument,
  ChangePasswordDocument,
  EndSessionsDocument,
  RenewRecoveryCodesDocument,
  StartIdentityLinkDocument,
  TurnOffSecondFactorDocument,
  UnlinkIdentityDocument,
} from '#lib/api/generated.ts';
import { failForm, mutate } from '#lib/api/mutate.server.ts';
import { pageVariables } from '#lib/api/page-variables.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { done, takeProblem } from '#lib/session/flash.server.ts';
import { keepAttempt } from '#lib/session/provider.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const variables = { ...pageVariables(event.url, 10), organisation: event.params.tenant };
  const data = await loadPage(event, AccountPageDocument, variables, { audience: 'everyone' });
  return { ...data, problem: takeProblem(event.cookies) };
};

export const actions: Actions = {
  password: async (event) => {
    const form = await readForm(event);
    const sent = { name: 'password', values: form.values };
    if (form.secret('newPassword') !== form.secret('repeatedPassword')) {
      return failForm(sent, { repeatedPassword: 'This is not the same as the new password above.' });
    }
    const input = {
      currentPassword: form.secret('currentPassword'),
      newPassword: form.secret('newPassword'),
    };
    const { failure } = await mutate(event, ChangePasswordDocument, { input }, sent);
    return failure ?? done(event, event.url.pathname, 'Your password was changed.');
  },
  /** The codes are in the answer and nowhere else: they are shown this once. */
  renewCodes: async (event) => {
    const form = await readForm(event);
    const input = { password: form.secret('password'), code: form.text('code') };
    const sent = { name: 'renew-codes', values: form.values };
    const { payload, failure } = await mutate(event, RenewRecoveryCodesDocument, { input }, sent);
    return failure ?? { recoveryCodes: payload.recoveryCodes ?? [] };
  },
  turnOff: async (event) => {
    const form = await readForm(event);
    const input = { password: form.secret('password'), code: form.text('code') };
    const sent = { name: 'turn-off', values: form.values };
    const { failure } = await mutate(event, TurnOffSecondFactorDocument, { input }, sent);
    return failure ?? done(event, event.url.pathname, 'The second factor is off.');
  },
  /** What comes next leads to another site: a link does, which no rule for forms stands in the way of. */
  link: async (event) => {
    const form = await readForm(event);
    const input = { currentPassword: form.secret('currentPassword') };
    const sent = { name: 'link', values: form.values };
    const { payload, failure } = await mutate(event, StartIdentityLinkDocument, { input }, sent);
    if (failure) return failure;
    keepAttempt(event.cookies, { attempt: payload.attempt ?? '', purpose: 'link', next: event.url.pathname });
    return { continueTo: payload.authorizationUrl };
  },
  unlink: async (event) => {
    const form = await readForm(event);
    const input = { userId: form.text('userId') };
    const sent = { name: 'unlink', values: form.values };
    const { failure } = await mutate(event, UnlinkIdentityDocument, { input }, sent);
    return failure ?? done(event, event.url.pathname, 'Your account is not linked any more.');
  },
  endSession: async (event) => {
    const form = await readForm(event);
    const id = form.text('id');
    const sent = { name: `end-${id}`, values: form.values };
    const { failure } = await mutate(event, EndSessionsDocument, { input: { id } }, sent);
    return failure ?? done(event, event.url.pathname, 'The session has ended.');
  },
  endOthers: async (event) => {
    const form = await readForm(event);
    const sent = { name: 'end-others', values: form.values };
    const { payload, failure } = await mutate(event, EndSessionsDocument, { input: {} }, sent);
    if (failure) return failure;
    const count = payload.count ?? 0;
    const message = count === 1 ? 'The other session has ended.' : `${count} other sessions have ended.`;
    done(event, event.url.pathname, message);
  },
};
