import { column, columns, type Shape } from '../graphql/shape.ts';

/** How an organisation's settings are read. The slug stands in the registry: the type takes it from the viewer. */
export const organisationShape: Shape = {
  typeName: 'Organisation',
  table: 'settings',
  fields: {
    id: columns({ id: 'id' }),
    slug: () => ({}),
    name: column('name'),
    version: column('version'),
    registrationOpen: columns({ registrationOpen: 'registration_open' }),
    publicFormOpen: columns({ publicFormOpen: 'public_form_open' }),
    acknowledgeWithinDays: columns({ acknowledgeWithinDays: 'acknowledge_within_days' }),
    finalResponseWithinDays: columns({ finalResponseWithinDays: 'final_response_within_days' }),
    rejectWindowDays: columns({ rejectWindowDays: 'reject_window_days' }),
    reopenWindowDays: columns({ reopenWindowDays: 'reopen_window_days' }),
    closeAfterDays: columns({ closeAfterDays: 'close_after_days' }),
    reminderDays: columns({ reminderDays: 'reminder_days' }),
    redressLimitMinor: columns({ redressLimitMinor: 'redress_limit_minor' }),
    currency: column('currency'),
    timeZone: columns({ timeZone: 'time_zone' }),
    showStaffSurnames: columns({ showStaffSurnames: 'show_staff_surnames' }),
  },
};
