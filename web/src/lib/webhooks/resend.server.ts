import type { RequestEvent } from '@sveltejs/kit';
import { readForm } from '#lib/api/form-fields.server.ts';
import { ResendWebhookMessageDocument } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { done } from '#lib/session/flash.server.ts';

/** The action of pages with a log: sends one of its messages again. */
export async function resend(event: RequestEvent) {
  const form = await readForm(event);
  const id = form.text('delivery');
  const sent = { name: `resend-${id}`, values: form.values };
  const { failure } = await mutate(event, ResendWebhookMessageDocument, { input: { id } }, sent);
  return failure ?? done(event, event.url.pathname, 'The message is sent again.');
}
