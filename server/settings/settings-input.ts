import type { InputChecks } from '../shared/checks.ts';
import { textLimits } from '../shared/limits.ts';
import type { Settings } from './settings.queries.ts';

/** What an administrator can set. */
export type SettingsInput = Omit<Settings, 'id' | 'version' | 'mailSenderName' | 'mailReplyTo'> & {
  mailSenderName?: string | null;
  mailReplyTo?: string | null;
};

/** Settings that can be kept. */
export type CheckedSettings = Omit<Settings, 'id' | 'version'>;

const mostDays = 365;
const mostReminders = 10;
// What a GraphQL Int holds.
const mostRedressMinor = 2_147_483_647;
const currencies = new Set(Intl.supportedValuesOf('currency'));

/** Checks every setting, but not whether the database knows the time zone too. */
export function checkSettings(checks: InputChecks, input: SettingsInput): CheckedSettings {
  const days = (field: keyof SettingsInput, value: number) => checks.integer([field], value, 1, mostDays);
  const currency = input.currency.trim().toUpperCase();
  if (!currencies.has(currency))
    checks.refuse(['currency'], 'Give the code of a currency in ISO 4217, such as USD.');
  const timeZone = input.timeZone.trim();
  if (!isTimeZone(timeZone)) checks.refuse(['timeZone'], timeZoneMessage);
  checkReminders(checks, input.reminderDays, input.closeAfterDays);
  return {
    name: checks.text(['name'], input.name, textLimits.name),
    registrationOpen: input.registrationOpen,
    publicFormOpen: input.publicFormOpen,
    acknowledgeWithinDays: days('acknowledgeWithinDays', input.acknowledgeWithinDays),
    finalResponseWithinDays: days('finalResponseWithinDays', input.finalResponseWithinDays),
    rejectWindowDays: days('rejectWindowDays', input.rejectWindowDays),
    reopenWindowDays: days('reopenWindowDays', input.reopenWindowDays),
    closeAfterDays: days('closeAfterDays', input.closeAfterDays),
    reminderDays: input.reminderDays,
    redressLimitMinor: checks.integer(['redressLimitMinor'], input.redressLimitMinor, 0, mostRedressMinor),
    currency,
    timeZone,
    showStaffSurnames: input.showStaffSurnames,
    staffSecondFactor: input.staffSecondFactor,
    consumerMailOn: input.consumerMailOn,
    mailSenderName: checks.optionalText(['mailSenderName'], input.mailSenderName, textLimits.name),
    mailReplyTo: checks.optionalEmail(['mailReplyTo'], input.mailReplyTo),
  };
}

export const timeZoneMessage =
  'Give a time zone as the IANA database names it, such as Europe/London or UTC.';

/** Of the IANA database: areas with a place, and UTC. Abbreviations such as IST mean other zones to other software. */
function isTimeZone(name: string): boolean {
  if (!/^(UTC|[A-Za-z]+(\/[A-Za-z0-9_+-]+){1,2})$/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function checkReminders(checks: InputChecks, reminderDays: readonly number[], closeAfterDays: number): void {
  const isAscending = reminderDays.every((day, index) => index === 0 || day > (reminderDays[index - 1] ?? 0));
  const isInside = reminderDays.every((day) => Number.isInteger(day) && day >= 1 && day < closeAfterDays);
  if (reminderDays.length > mostReminders)
    checks.refuse(['reminderDays'], `Give at most ${mostReminders} days.`);
  if (!isAscending) checks.refuse(['reminderDays'], 'Give each day once, in ascending order.');
  if (!isInside) {
    checks.refuse(
      ['reminderDays'],
      `Give days from 1 to ${closeAfterDays - 1}: after ${closeAfterDays} days the complaint is closed.`,
    );
  }
}
