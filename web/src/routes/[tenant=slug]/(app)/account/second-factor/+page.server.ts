import { readForm } from '#lib/api/form-fields.server.ts';
import {
  ConfirmSecondFactorDocument,
  SecondFactorPageDocument,
  StartSecondFactorDocument,
} from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { loadPage } from '#lib/api/query.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadPage(event, SecondFactorPageDocument, {}, { audience: 'everyone' });

export const actions: Actions = {
  start: async (event) => {
    const form = await readForm(event);
    const input = { password: form.secret('password') };
    const sent = { name: 'start', values: form.values };
    const { payload, failure } = await mutate(event, StartSecondFactorDocument, { input }, sent);
    return failure ?? { started: { secret: payload.secret ?? '', uri: payload.uri ?? '' } };
  },
  /** The recovery codes are in the answer and nowhere else: they are shown this once. */
  confirm: async (event) => {
    const form = await readForm(event);
    const input = { code: form.text('code') };
    const sent = { name: 'confirm', values: form.values };
    const { payload, failure } = await mutate(event, ConfirmSecondFactorDocument, { input }, sent);
    return failure ?? { recoveryCodes: payload.recoveryCodes ?? [] };
  },
};
