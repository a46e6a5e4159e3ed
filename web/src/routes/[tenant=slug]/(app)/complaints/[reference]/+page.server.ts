import { error } from '@sveltejs/kit';
import { StaffComplaintDocument } from '#lib/api/generated.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { staffActions } from '#lib/complaints/staff-actions.server.ts';
import { allStaffChoices, assignable } from '#lib/users/staff-choices.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const variables = {
    reference: event.params.reference,
    commentsBefore: searchParams.get('messages'),
    timelineBefore: searchParams.get('history'),
  };
  const data = await loadPage(event, StaffComplaintDocument, variables, { audience: 'staff' });
  if (!data.complaint) error(404, 'There is no complaint of that reference in your organisation.');
  const choices = await allStaffChoices(event, assignable, data.assignable);
  return { ...data, complaint: data.complaint, assignable: choices };
};

export const actions: Actions = staffActions;
