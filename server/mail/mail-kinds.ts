/** Mail to whoever complains. Organisations can switch it off. */
export const consumerMailKinds = [
  'acknowledgement',
  'message',
  'question',
  'resolved',
  'reminder',
  'closed',
  'closed_unanswered',
] as const;
export type ConsumerMailKind = (typeof consumerMailKinds)[number];

/** How each of them is called in a complaint's history. */
export const consumerMailNames: Record<ConsumerMailKind, string> = {
  acknowledgement: 'acknowledgement',
  message: 'notice of a message',
  question: 'notice of a question',
  resolved: 'notice of the final response',
  reminder: 'reminder',
  closed: 'notice that it is closed',
  closed_unanswered: 'notice that it is closed',
};

/** Mail to the holder of an account, about the account. */
export const accountMailKinds = [
  'invitation',
  'new_password',
  'password_reset',
  'password_changed',
  'second_factor_changed',
  'webhook_disabled',
] as const;
export type AccountMailKind = (typeof accountMailKinds)[number];

/** Every kind of mail; `assigned` goes to staff, about a complaint. */
export const mailKinds = [...consumerMailKinds, ...accountMailKinds, 'assigned'] as const;
export type MailKind = (typeof mailKinds)[number];

/** What became of a mail: skipped ones were not worth sending any more, or must not be sent. */
export const mailStates = ['waiting', 'sent', 'failed', 'skipped'] as const;
export type MailState = (typeof mailStates)[number];
