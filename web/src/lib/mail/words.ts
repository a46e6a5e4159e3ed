import type { MailKind, MailState } from '#lib/api/generated.ts';
import type { BadgeTone } from '#lib/components/Badge.svelte';

/** What each mail is about, in words. */
export const mailKindLabels: Record<MailKind, string> = {
  ACKNOWLEDGEMENT: 'Acknowledgement',
  MESSAGE: 'Message to the consumer',
  QUESTION: 'Question to the consumer',
  RESOLVED: 'Final response',
  REMINDER: 'Reminder of the final response',
  CLOSED: 'Closed',
  CLOSED_UNANSWERED: 'Closed without an answer',
  INVITATION: 'Invitation',
  NEW_PASSWORD: 'New password, by an administrator',
  PASSWORD_RESET: 'Forgotten password',
  PASSWORD_CHANGED: 'Password changed',
  SECOND_FACTOR_CHANGED: 'Second step of the sign-in changed',
  WEBHOOK_DISABLED: 'Webhook switched off',
  ASSIGNED: 'Complaint assigned',
};

export const mailStateLabels: Record<MailState, string> = {
  WAITING: 'Waiting',
  SENT: 'Sent',
  FAILED: 'Failed',
  SKIPPED: 'Not sent',
};

export const mailStateTones: Record<MailState, BadgeTone> = {
  WAITING: 'waiting',
  SENT: 'resolved',
  FAILED: 'danger',
  SKIPPED: 'closed',
};
