import { error } from '@sveltejs/kit';
import { readForm } from '#lib/api/form-fields.server.ts';
import { CreatePersonDocument, NewPersonPageDocument } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { may } from '#lib/navigation/may.ts';
import { personInput } from '#lib/people/person-input.server.ts';
import { done } from '#lib/session/flash.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const data = await loadPage(event, NewPersonPageDocument, {}, { audience: 'staff' });
  if (!may(data.viewer.role, 'createPerson')) error(403, '');
  return data;
};

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const sent = { name: 'person', values: form.values };
    const { payload, failure } = await mutate(
      event,
      CreatePersonDocument,
      { input: personInput(form) },
      sent,
    );
    if (failure) return failure;
    if (!payload.person) throw new Error('The API added a person without giving them back.');
    done(event, `/${event.params.tenant}/people/${payload.person.id}`, 'The person was added.');
  },
};
