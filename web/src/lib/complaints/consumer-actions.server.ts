import type { RequestEvent } from '@sveltejs/kit';
import { readForm, type FormFields } from '#lib/api/form-fields.server.ts';
import {
  AcceptResolutionDocument,
  AddCommentDocument,
  RejectResolutionDocument,
  ReopenComplaintDocument,
  WithdrawComplaintDocument,
} from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { done } from '#lib/session/flash.server.ts';

type TokenSource = (event: RequestEvent) => Promise<string | undefined>;

/**
 * The form actions of a consumer's complaint page, the same when signed in and by a tracking link. `findToken` gives the
 * access token to act with; undefined means the session of the browser.
 */
export function consumerActions(findToken: TokenSource) {
  return {
    reply: async (event: RequestEvent) => {
      const form = await readForm(event);
      const input = { complaintId: form.text('id'), body: form.text('body') };
      const sent = { name: 'reply', values: form.values };
      const { failure } = await mutate(event, AddCommentDocument, { input }, sent, await findToken(event));
      return failure ?? done(event, event.url.pathname, 'Your message was sent.');
    },
    accept: async (event: RequestEvent) => {
      const form = await readForm(event);
      const sent = { name: 'accept', values: form.values };
      const { failure } = await mutate(
        event,
        AcceptResolutionDocument,
        { input: keys(form) },
        sent,
        await findToken(event),
      );
      return (
        failure ??
        done(
          event,
          event.url.pathname,
          'Thank you. You accepted the resolution, and the complaint is closed.',
        )
      );
    },
    reject: async (event: RequestEvent) => {
      const form = await readForm(event);
      const input = { ...keys(form), reason: form.text('reason') };
      const sent = { name: 'reject', values: form.values };
      const { failure } = await mutate(
        event,
        RejectResolutionDocument,
        { input },
        sent,
        await findToken(event),
      );
      return (
        failure ??
        done(event, event.url.pathname, 'You rejected the resolution. We will look at your complaint again.')
      );
    },
    reopen: async (event: RequestEvent) => {
      const form = await readForm(event);
      const input = { ...keys(form), reason: form.text('reason') };
      const sent = { name: 'reopen', values: form.values };
      const { failure } = await mutate(
        event,
        ReopenComplaintDocument,
        { input },
        sent,
        await findToken(event),
      );
      return (
        failure ??
        done(event, event.url.pathname, 'The complaint is open again. We will look at it once more.')
      );
    },
    withdraw: async (event: RequestEvent) => {
      const form = await readForm(event);
      const input = { ...keys(form), reason: form.optional('reason') };
      const sent = { name: 'withdraw', values: form.values };
      const { failure } = await mutate(
        event,
        WithdrawComplaintDocument,
        { input },
        sent,
        await findToken(event),
      );
      return failure ?? done(event, event.url.pathname, 'You withdrew the complaint.');
    },
  };
}

function keys(form: FormFields): { id: string; version: number } {
  return { id: form.text('id'), version: form.integer('version') ?? 0 };
}
