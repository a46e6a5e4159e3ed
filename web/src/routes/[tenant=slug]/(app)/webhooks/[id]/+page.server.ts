import { error } from '@sveltejs/kit';
import { changeAction, readChange } from '#lib/api/change-action.server.ts';
import {
  DeleteWebhookDocument,
  DisableWebhookDocument,
  EnableWebhookDocument,
  EndWebhookOverlapDocument,
  ReplayWebhookDocument,
  RotateWebhookDocument,
  TestWebhookDocument,
  UpdateWebhookDocument,
  WebhookPageDocument,
} from '#lib/api/generated.ts';
import { failForm, mutate } from '#lib/api/mutate.server.ts';
import { pageVariables } from '#lib/api/page-variables.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { readEnums } from '#lib/api/url-enums.ts';
import { momentOf } from '#lib/components/local-time.ts';
import { findTimeZone } from '#lib/organisation/time-zone.server.ts';
import { done } from '#lib/session/flash.server.ts';
import { resend } from '#lib/webhooks/resend.server.ts';
import { readWebhook } from '#lib/webhooks/webhook-input.server.ts';
import { deliveryStateLabels } from '#lib/webhooks/words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { id } = event.params;
  const state = readEnums(event.url.searchParams, 'state', deliveryStateLabels);
  const filter = { endpointId: id, ...(state.length > 0 && { state }) };
  const variables = { id, ...pageVariables(event.url, 25), filter };
  const data = await loadPage(event, WebhookPageDocument, variables, { audience: 'admin' });
  if (data.webhook?.__typename !== 'WebhookEndpoint')
    error(404, 'There is no such webhook in your organisation.');
  return { ...data, webhook: data.webhook };
};

export const actions: Actions = {
  edit: async (event) => {
    const { form, keys } = await readChange(event);
    const sent = { name: 'edit', values: form.values };
    const input = { ...keys, ...readWebhook(form) };
    const { failure } = await mutate(event, UpdateWebhookDocument, { input }, sent);
    return failure ?? done(event, event.url.pathname, 'The webhook was saved.');
  },
  enable: changeAction(
    'enable',
    EnableWebhookDocument,
    'It is switched on. What it missed is sent by a replay.',
  ),
  disable: changeAction(
    'disable',
    DisableWebhookDocument,
    'It is switched off. Nothing is sent there any more.',
  ),
  remove: async (event) => {
    const { form, keys } = await readChange(event);
    const sent = { name: 'remove', values: form.values };
    const { failure } = await mutate(event, DeleteWebhookDocument, { input: keys }, sent);
    return failure ?? done(event, `/${event.params.tenant}/webhooks`, 'The webhook was removed.');
  },
  /** The secret is in the answer and nowhere else: it is shown this once. */
  rotate: async (event) => {
    const { form, keys } = await readChange(event);
    const sent = { name: 'rotate', values: form.values };
    const { payload, failure } = await mutate(event, RotateWebhookDocument, { input: keys }, sent);
    return failure ?? { rotated: { secret: payload.secret } };
  },
  endOverlap: changeAction(
    'end-overlap',
    EndWebhookOverlapDocument,
    'The old secret does not sign any more.',
  ),
  test: async (event) => {
    const { form, keys } = await readChange(event);
    const sent = { name: 'test', values: form.values };
    const { failure } = await mutate(event, TestWebhookDocument, { input: { id: keys.id } }, sent);
    return failure ?? done(event, event.url.pathname, 'A test message is on its way: see below.');
  },
  replay: async (event) => {
    const { form, keys } = await readChange(event);
    const sent = { name: 'replay', values: form.values };
    const from = momentOf(form.text('from'), await findTimeZone(event));
    if (from === null) return failForm(sent, { from: 'Give a day and a time.' });
    const { payload, failure } = await mutate(
      event,
      ReplayWebhookDocument,
      { input: { id: keys.id, from } },
      sent,
    );
    const words = `${payload?.count ?? 0} messages are sent again.`;
    return failure ?? done(event, event.url.pathname, words);
  },
  resend,
};
