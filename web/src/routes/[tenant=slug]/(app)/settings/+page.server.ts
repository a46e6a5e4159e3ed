import { readForm } from '#lib/api/form-fields.server.ts';
import { SettingsPageDocument, UpdateOrganisationDocument } from '#lib/api/generated.ts';
import { failForm, mutate } from '#lib/api/mutate.server.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { parseMoney } from '#lib/complaints/format-money.ts';
import { currencyOptions, timeZoneOptions } from '#lib/organisation/choices.server.ts';
import { done } from '#lib/session/flash.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const data = await loadPage(event, SettingsPageDocument, {}, { audience: 'admin' });
  return {
    ...data,
    timeZones: timeZoneOptions(data.viewer.organisation.timeZone),
    currencies: currencyOptions(),
  };
};

type DayField =
  | 'acknowledgeWithinDays'
  | 'finalResponseWithinDays'
  | 'rejectWindowDays'
  | 'reopenWindowDays'
  | 'closeAfterDays';

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const sent = {
      name: 'settings',
      values: form.values,
      fields: { redressLimitMinor: 'redressLimit' },
    };
    const errors: Record<string, string> = {};
    const days = (field: DayField) => {
      const value = form.integer(field);
      if (value === null) errors[field] = 'Give a whole number of days.';
      return value ?? 0;
    };
    const reminderDays = readDays(form.text('reminderDays'));
    if (!reminderDays)
      errors.reminderDays = 'Write days as whole numbers with commas between, such as 5, 10.';
    const currency = form.text('currency');
    const redressLimitMinor = parseLimit(form.text('redressLimit'), currency);
    if (redressLimitMinor === null) errors.redressLimit = 'Write an amount like 500 or 500.00.';
    const input = {
      version: form.integer('version') ?? 0,
      name: form.text('name'),
      registrationOpen: form.isChecked('registrationOpen'),
      publicFormOpen: form.isChecked('publicFormOpen'),
      showStaffSurnames: form.isChecked('showStaffSurnames'),
      staffSecondFactor: form.isChecked('staffSecondFactor'),
      acknowledgeWithinDays: days('acknowledgeWithinDays'),
      finalResponseWithinDays: days('finalResponseWithinDays'),
      rejectWindowDays: days('rejectWindowDays'),
      reopenWindowDays: days('reopenWindowDays'),
      closeAfterDays: days('closeAfterDays'),
      reminderDays: reminderDays ?? [],
      redressLimitMinor: redressLimitMinor ?? 0,
      currency,
      timeZone: form.text('timeZone'),
      consumerMailOn: form.isChecked('consumerMailOn'),
      mailSenderName: form.optional('mailSenderName'),
      mailReplyTo: form.optional('mailReplyTo'),
    };
    if (Object.keys(errors).length > 0) return failForm(sent, errors);
    const { failure } = await mutate(event, UpdateOrganisationDocument, { input }, sent);
    return failure ?? done(event, event.url.pathname, 'The settings were saved.');
  },
};

/** "5, 10" as days; null when something in it is no whole number. */
function readDays(text: string): number[] | null {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  return words.every((word) => /^\d{1,4}$/.test(word)) ? words.map(Number) : null;
}

/** Null also for a currency that nobody knows: no select offers one. */
function parseLimit(text: string, currency: string): number | null {
  return /^[A-Z]{3}$/.test(currency) ? parseMoney(text, currency) : null;
}
