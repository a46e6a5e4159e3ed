import { statement } from '../db/sql.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import type { Settings } from './settings.queries.ts';

/** Holds the settings' only row; gives its version. */
export async function lockSettings(unit: WriteUnit): Promise<void> {
  await unit.query(statement`select version from settings for update`);
}

/** Writes the settings, and the next version. */
export function updateSettingsRow(unit: WriteUnit, settings: Omit<Settings, 'id' | 'version'>): void {
  unit.write(statement`update settings set version = version + 1, name = ${settings.name},
    registration_open = ${settings.registrationOpen}, public_form_open = ${settings.publicFormOpen},
    acknowledge_within_days = ${settings.acknowledgeWithinDays},
    final_response_within_days = ${settings.finalResponseWithinDays},
    reject_window_days = ${settings.rejectWindowDays}, reopen_window_days = ${settings.reopenWindowDays},
    close_after_days = ${settings.closeAfterDays}, reminder_days = ${[...settings.reminderDays]},
    redress_limit_minor = ${settings.redressLimitMinor}, currency = ${settings.currency},
    time_zone = ${settings.timeZone}, show_staff_surnames = ${settings.showStaffSurnames},
    staff_second_factor = ${settings.staffSecondFactor},
    consumer_mail = ${settings.consumerMailOn}, mail_sender_name = ${settings.mailSenderName}, mail_reply_to = ${settings.mailReplyTo}`);
}

/** The database's spelling of a time zone's name, which is found in any case of letters; null when it does not know it. */
export async function findTimeZone(unit: WriteUnit, name: string): Promise<string | null> {
  const [zone] = await unit.query<{ name: string }>(statement`
    select name from pg_timezone_names where lower(name) = lower(${name}) limit 1`);
  return zone?.name ?? null;
}
