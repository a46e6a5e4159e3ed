import { actorOf, changesBetween, recordEvent } from '../audit/audit.store.ts';
import { revoke } from '../auth/revocations.ts';
import { listStaffWithoutFactor } from '../auth/second-factor.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { InputChecks } from '../shared/checks.ts';
import { done, invalidInput, notAllowed, refused, staleVersion, type Answer } from '../shared/refusal.ts';
import {
  checkSettings,
  timeZoneMessage,
  type CheckedSettings,
  type SettingsInput,
} from './settings-input.ts';
import { findSettings } from './settings.queries.ts';
import { findTimeZone, lockSettings, updateSettingsRow } from './settings.store.ts';

export type UpdateOrganisation = SettingsInput & { version: number };

const ownFactorFirst = notAllowed('Set up a second factor for yourself first, under “Your account”.', [
  'staffSecondFactor',
]);

/** Changes the organisation's settings. What already runs keeps its dates: deadlines stand in the complaints. */
export async function updateOrganisation(
  scope: ChangeScope,
  input: UpdateOrganisation,
): Promise<Answer<null>> {
  const { unit, viewer, context, now } = scope;
  const checks = new InputChecks();
  const checked = checkSettings(checks, input);
  await lockSettings(unit);
  const before = await findSettings(unit);
  if (before.version !== input.version) return refused(staleVersion('Organisation', before.id));
  if (checks.failed) return refused(...checks.refusals);
  const requiresFactor = checked.staffSecondFactor && !before.staffSecondFactor;
  const withoutFactor = requiresFactor ? await listStaffWithoutFactor(unit) : [];
  if (withoutFactor.includes(viewer.userId ?? '')) return refused(ownFactorFirst);
  const timeZone = await findTimeZone(unit, checked.timeZone);
  if (!timeZone) return refused(invalidInput(['timeZone'], timeZoneMessage));
  const after = { ...checked, timeZone };
  const changes = changesBetween(asText(before), asText(after));
  if (changes.length === 0) return done(null);
  updateSettingsRow(unit, after);
  const event = {
    action: 'settings.changed',
    subjectType: 'organisation' as const,
    subjectId: before.id,
    subjectLabel: after.name,
    changes,
  };
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  // Their next tokens allow nothing but setting one up.
  await revoke(context.services.pools, withoutFactor);
  return done(null);
}

/** The settings as an audit event names them. */
function asText(settings: CheckedSettings): Record<string, string | null> {
  return {
    name: settings.name,
    'registration open': yesOrNo(settings.registrationOpen),
    'public form open': yesOrNo(settings.publicFormOpen),
    'days to acknowledge': String(settings.acknowledgeWithinDays),
    'days to the final response': String(settings.finalResponseWithinDays),
    'days to reject': String(settings.rejectWindowDays),
    'days to reopen': String(settings.reopenWindowDays),
    'days to close unanswered': String(settings.closeAfterDays),
    'reminders on days': settings.reminderDays.join(', '),
    'redress limit in minor units': String(settings.redressLimitMinor),
    currency: settings.currency,
    'time zone': settings.timeZone,
    'staff surnames shown': yesOrNo(settings.showStaffSurnames),
    'second factor of staff required': yesOrNo(settings.staffSecondFactor),
    'mail to consumers': yesOrNo(settings.consumerMailOn),
    'sender of mail': settings.mailSenderName,
    'answers to mail': settings.mailReplyTo,
  };
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
