import { statement } from '../db/sql.ts';
import type { UnitOfWork } from '../tenancy/with-tenant.ts';

/** What an organisation has set. Windows and deadlines in calendar days. */
export interface Settings {
  id: string;
  version: number;
  name: string;
  registrationOpen: boolean;
  publicFormOpen: boolean;
  acknowledgeWithinDays: number;
  finalResponseWithinDays: number;
  rejectWindowDays: number;
  reopenWindowDays: number;
  closeAfterDays: number;
  reminderDays: number[];
  redressLimitMinor: number;
  currency: string;
  timeZone: string;
  showStaffSurnames: boolean;
  staffSecondFactor: boolean;
  /** Whoever complains hears by e-mail. */
  consumerMailOn: boolean;
  /** As whom mail comes; the organisation's name when null. */
  mailSenderName: string | null;
  /** Where answers to mail go; nowhere when null. */
  mailReplyTo: string | null;
}

/** The settings of the unit's tenant. */
export async function findSettings(unit: UnitOfWork): Promise<Settings> {
  const [settings] =
    await unit.query<Settings>(statement`select id, version, name, registration_open as "registrationOpen",
    public_form_open as "publicFormOpen", acknowledge_within_days as "acknowledgeWithinDays",
    final_response_within_days as "finalResponseWithinDays", reject_window_days as "rejectWindowDays",
    reopen_window_days as "reopenWindowDays", close_after_days as "closeAfterDays", reminder_days as "reminderDays",
    redress_limit_minor as "redressLimitMinor", currency, time_zone as "timeZone", show_staff_surnames as "showStaffSurnames",
    staff_second_factor as "staffSecondFactor",
    consumer_mail as "consumerMailOn", mail_sender_name as "mailSenderName", mail_reply_to as "mailReplyTo"
    from settings`);
  if (!settings) throw new Error('The organisation has no settings');
  return settings;
}
