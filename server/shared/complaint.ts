/** How a complaint reached the organisation. */
export const channels = [
  'web',
  'phone',
  'email',
  'letter',
  'in_person',
  'fax',
  'referral',
  'social_media',
  'other',
] as const;
export type Channel = (typeof channels)[number];

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

/** The answer that a resolution gives, in the words of the field. */
export const outcomes = ['upheld', 'partly_upheld', 'not_upheld', 'withdrawn', 'out_of_scope'] as const;
export type Outcome = (typeof outcomes)[number];

/** Why a complaint is closed; unanswered is counted apart from acceptance. */
export const closeReasons = ['accepted', 'unanswered', 'withdrawn', 'imported'] as const;
export type CloseReason = (typeof closeReasons)[number];

/** The consumer sees replies and questions, never notes. */
export const commentKinds = ['reply', 'question', 'internal_note', 'resolution_note'] as const;
export type CommentKind = (typeof commentKinds)[number];

/** The kinds of comment that the consumer sees. */
export const publicCommentKinds: readonly CommentKind[] = ['reply', 'question'];

/** By whom a complaint was entered. */
export const origins = ['consumer', 'help_desk', 'public_form', 'service', 'import'] as const;
export type Origin = (typeof origins)[number];
