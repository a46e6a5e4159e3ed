import type { RequestEvent } from '@sveltejs/kit';
import { readForm, type FormFields } from '#lib/api/form-fields.server.ts';
import {
  AcceptResolutionDocument,
  AddCommentDocument,
  AddResolutionNoteDocument,
  AssignComplaintDocument,
  AwaitConsumerDocument,
  AwaitThirdPartyDocument,
  ClassifyComplaintDocument,
  ReopenComplaintDocument,
  ResolveComplaintDocument,
  ResumeComplaintDocument,
  StartComplaintDocument,
  WithdrawComplaintDocument,
  type ErrorPartsFragment,
  type Outcome,
  type Priority,
  type TypedDocumentString,
} from '#lib/api/generated.ts';
import { failForm, mutate } from '#lib/api/mutate.server.ts';
import { done } from '#lib/session/flash.server.ts';
import { parseMoney } from './format-money.ts';

type Payloads = Record<string, { errors: readonly ErrorPartsFragment[] }>;

/** An action whose form goes to one mutation; afterwards the page tells `message`. */
function move<Data extends Payloads, Input extends object>(
  name: string,
  document: TypedDocumentString<Data, { input: Input }>,
  toInput: (form: FormFields) => Input,
  message: string,
) {
  return async (event: RequestEvent) => {
    const form = await readForm(event);
    const { failure } = await mutate(
      event,
      document,
      { input: toInput(form) },
      { name, values: form.values },
    );
    return failure ?? done(event, event.url.pathname, message);
  };
}

/** The form actions of a complaint's page for staff. */
export const staffActions = {
  start: move('start', StartComplaintDocument, keys, 'The complaint is yours.'),
  assign: move(
    'assign',
    AssignComplaintDocument,
    (form) => ({ ...keys(form), assigneeId: form.text('assigneeId') }),
    'The complaint was assigned.',
  ),
  ask: move(
    'ask',
    AwaitConsumerDocument,
    (form) => ({ ...keys(form), question: form.text('question') }),
    'Your question was sent. The complaint waits for the answer.',
  ),
  wait: move(
    'wait',
    AwaitThirdPartyDocument,
    (form) => ({ ...keys(form), reason: form.text('reason') }),
    'The complaint waits for a third party.',
  ),
  resume: move('resume', ResumeComplaintDocument, keys, 'The complaint waits no longer.'),
  reopen: move(
    'reopen',
    ReopenComplaintDocument,
    (form) => ({ ...keys(form), reason: form.text('reason') }),
    'The complaint is in progress again.',
  ),
  accept: move(
    'accept',
    AcceptResolutionDocument,
    (form) => ({ ...keys(form), evidence: form.text('evidence') }),
    'The acceptance was recorded, and the complaint is closed.',
  ),
  withdraw: move(
    'withdraw',
    WithdrawComplaintDocument,
    (form) => ({ ...keys(form), reason: form.optional('reason'), evidence: form.text('evidence') }),
    'The withdrawal was recorded, and the complaint is closed.',
  ),
  classify: move(
    'classify',
    ClassifyComplaintDocument,
    (form) => ({
      ...keys(form),
      categoryId: form.optional('categoryId'),
      // The API refuses what is no priority.
      priority: form.text('priority') as Priority,
    }),
    'Category and priority were saved.',
  ),
  write,
  resolve,
};

/** One text, three readers: the consumer, staff, or whoever resolves the complaint. */
async function write(event: RequestEvent) {
  const form = await readForm(event);
  const sent = { name: 'write', values: form.values };
  const complaintId = form.text('id');
  const body = form.text('body');
  if (form.text('reader') === 'resolution') {
    const input = { id: complaintId, body };
    const { failure } = await mutate(event, AddResolutionNoteDocument, { input }, sent);
    return failure ?? done(event, event.url.pathname, 'The resolution note was kept.');
  }
  const isInternal = form.text('reader') !== 'consumer';
  const input = { complaintId, body, isInternal };
  const { failure } = await mutate(event, AddCommentDocument, { input }, sent);
  const message = isInternal
    ? 'The internal note was kept.'
    : 'Your message stands in the conversation with the consumer.';
  return failure ?? done(event, event.url.pathname, message);
}

async function resolve(event: RequestEvent) {
  const form = await readForm(event);
  const sent = { name: 'resolve', values: form.values, fields: { 'redress.amountMinor': 'redress' } };
  const written = form.text('redress');
  const amountMinor = written ? parseMoney(written, form.text('currency')) : null;
  if (written && amountMinor === null) {
    return failForm(sent, { redress: 'Write an amount like 25 or 25.50, or leave it empty for none.' });
  }
  if (!form.text('outcome')) return failForm(sent, { outcome: 'Choose the outcome.' });
  const input = {
    ...keys(form),
    // The API refuses what is no outcome.
    outcome: form.text('outcome') as Outcome,
    explanation: form.text('explanation'),
    rootCause: form.text('rootCause'),
    remedy: form.text('remedy'),
    redress: amountMinor === null ? null : { amountMinor },
  };
  const { failure } = await mutate(event, ResolveComplaintDocument, { input }, sent);
  return (
    failure ?? done(event, event.url.pathname, 'The complaint is resolved. Now the consumer has the word.')
  );
}

function keys(form: FormFields): { id: string; version: number } {
  return { id: form.text('id'), version: form.integer('version') ?? 0 };
}
