import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { sql } from '../db/sql.ts';
import { readOne } from '../graphql/read.ts';
import { column, columns, nothing, type Shape } from '../graphql/shape.ts';
import type { Organisation } from './organisation.types.ts';

/** How an organisation's settings are read. The slug stands in the registry: the type takes it from the viewer. */
export const organisationShape: Shape = {
  typeName: 'Organisation',
  table: 'settings',
  fields: {
    id: columns({ id: 'id' }),
    slug: nothing,
    providerCallbackUrl: nothing,
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
    staffSecondFactor: columns({ staffSecondFactor: 'staff_second_factor' }),
    consumerMailOn: columns({ consumerMailOn: 'consumer_mail' }),
    mailSenderName: columns({ mailSenderName: 'mail_sender_name' }),
    mailReplyTo: columns({ mailReplyTo: 'mail_reply_to' }),
  },
};

/** The viewer's organisation with what was asked of it. */
export function findOrganisation(context: Context, info: GraphQLResolveInfo): Promise<Organisation | null> {
  return readOne(context, info, organisationShape, () => sql.raw('true'), []);
}
