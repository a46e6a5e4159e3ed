import { error } from '@sveltejs/kit';
import { newFormKey } from '#lib/api/form-key.server.ts';
import { readForm, type FormFields } from '#lib/api/form-fields.server.ts';
import type { FormFailure } from '#lib/api/form-failure.ts';
import {
  LogComplaintDocument,
  LogComplaintPageDocument,
  PeopleLookUpDocument,
  type Channel,
  type Priority,
} from '#lib/api/generated.ts';
import { failForm, mutate } from '#lib/api/mutate.server.ts';
import { loadPage, query } from '#lib/api/query.server.ts';
import { momentOf } from '#lib/components/local-time.ts';
import { findTimeZone } from '#lib/organisation/time-zone.server.ts';
import { may } from '#lib/navigation/may.ts';
import { done } from '#lib/session/flash.server.ts';
import { allStaffChoices, assignable } from '#lib/users/staff-choices.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const personId = event.url.searchParams.get('person') ?? '';
  const variables = { personId, withPerson: personId !== '' };
  const data = await loadPage(event, LogComplaintPageDocument, variables, { audience: 'staff' });
  if (!may(data.viewer.role, 'logComplaint')) error(403, '');
  return {
    ...data,
    formKey: newFormKey(),
    assignable: await allStaffChoices(event, assignable, data.assignable),
  };
};

export const actions: Actions = {
  /** Without JavaScript: looks the person up and gives the whole form back as it was. */
  find: async (event) => {
    const form = await readForm(event);
    const { people } = await query(event, PeopleLookUpDocument, { text: form.text('personText') });
    const unchanged: FormFailure = {
      form: 'log',
      values: form.values,
      errors: {},
      message: null,
      isStale: false,
      signInUrl: null,
      challenge: null,
    };
    return { ...unchanged, found: people.nodes };
  },
  log: async (event) => {
    const form = await readForm(event);
    const sent = { name: 'log', values: form.values };
    const receivedAt = momentOf(form.text('receivedAt'), await findTimeZone(event));
    if (!receivedAt) return failForm(sent, { receivedAt: 'Give the day and the time.' });
    const input = {
      ...consumer(form),
      // The API refuses what is no channel or priority.
      channel: form.text('channel') as Channel,
      priority: form.text('priority') as Priority,
      receivedAt,
      subject: form.text('subject'),
      description: form.text('description'),
      desiredOutcome: form.optional('desiredOutcome'),
      categoryId: form.optional('categoryId'),
      assigneeId: form.optional('assigneeId'),
    };
    const { payload, failure } = await mutate(event, LogComplaintDocument, { input }, sent);
    if (failure) return failure;
    if (!payload.complaint) throw new Error('The API logged a complaint without giving it back.');
    const { reference } = payload.complaint;
    const message = `The complaint was logged. Tell the consumer its reference: ${reference}.`;
    done(event, `/${event.params.tenant}/complaints/${reference}`, message);
  },
};

function consumer(form: FormFields) {
  const chosen = form.text('consumerId');
  if (chosen !== 'new') return { consumerId: chosen || null };
  return {
    newConsumer: {
      name: form.text('newConsumer.name'),
      email: form.optional('newConsumer.email'),
      phone: form.optional('newConsumer.phone'),
      address: form.optional('newConsumer.address'),
    },
  };
}
