// Written by scripts/generate-web-types.ts from schema.graphql and the .graphql files beside it. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A password for the account of an invitation or a reset. */
export type AcceptInvitationInput = {
  /** 15 to 200 characters; not one that is guessed among the first, nor made of the username or the name of the organisation. */
  password: string;
  /** The last part of the link. */
  token: string;
};

/** Accept the resolution. */
export type AcceptResolutionInput = {
  /** From the help desk, and only from it: how the consumer said so; 1 to 4,000 characters. */
  evidence?: string | null | undefined;
  /** The complaint. */
  id: string | number;
  /** The version that the change is based on; refused with `STALE_VERSION` when the complaint was changed since. */
  version: number;
};

/** What acted. */
export type ActorKind =
  /** An import of complaints. */
  | 'IMPORT'
  /** The operator of the installation, on the command line. */
  | 'OPERATOR'
  /** A complainant without an account, by the public form or a tracking link. */
  | 'PERSON'
  /** Software of a partner, with a service token. */
  | 'SERVICE'
  /** The system's own clock. */
  | 'SYSTEM'
  /** A user who signed in. */
  | 'USER';

/** Write on a complaint. */
export type AddCommentInput = {
  /** 1 to 20,000 characters. */
  body: string;
  /** The complaint. */
  complaintId: string | number;
  /** True for an internal note, which only staff may write and see. */
  isInternal?: boolean;
};

/** A note on the resolution, never shown to the consumer. */
export type AddResolutionNoteInput = {
  /** 1 to 20,000 characters. */
  body: string;
  /** The complaint. */
  id: string | number;
};

/** Which category cannot be chosen any more. */
export type ArchiveCategoryInput = {
  /** The category. */
  id: string | number;
  /** The version that the change is based on; refused with `STALE_VERSION` when the category was changed since. */
  version: number;
};

/** Give a complaint to somebody. */
export type AssignComplaintInput = {
  /** Active staff of the organisation. */
  assigneeId: string | number;
  /** The complaint. */
  id: string | number;
  /** The version that the change is based on; refused with `STALE_VERSION` when the complaint was changed since. */
  version: number;
};

/** Which events of the audit trail; all conditions must hold. */
export type AuditEventFilter = {
  /** These actions, such as `complaint.resolved`. */
  action?: Array<string> | null | undefined;
  /** What this user, person or service token did. */
  actorId?: string | number | null | undefined;
  /** Before this moment, exclusive. */
  before?: string | null | undefined;
  /** From this moment on, inclusive. */
  from?: string | null | undefined;
  /** What happened to this thing. */
  subjectId?: string | number | null | undefined;
  /** Contained in the name of the actor or the thing, or in the action; case does not matter. */
  text?: string | null | undefined;
};

/** Ask the consumer. */
export type AwaitConsumerInput = {
  /** The complaint. */
  id: string | number;
  /** What the consumer is asked; 1 to 4,000 characters. */
  question: string;
  /** The version that the change is based on; refused with `STALE_VERSION` when the complaint was changed since. */
  version: number;
};

/** Wait for somebody else. */
export type AwaitThirdPartyInput = {
  /** The complaint. */
  id: string | number;
  /** For whom and why; 1 to 4,000 characters. The consumer does not see it. */
  reason: string;
  /** The version that the change is based on; refused with `STALE_VERSION` when the complaint was changed since. */
  version: number;
};

/** The viewer's new password. */
export type ChangePasswordInput = {
  /** The one that holds so far. */
  currentPassword: string;
  /** 15 to 200 characters; not one that is guessed among the first, nor made of the username or the name of the organisation. */
  newPassword: string;
};

/** How a complaint reached the organisation. */
export type Channel =
  /** An e-mail. */
  | 'EMAIL'
  /** A fax. */
  | 'FAX'
  /** Spoken at a counter or a visit. */
  | 'IN_PERSON'
  /** A letter on paper. */
  | 'LETTER'
  /** Any other way. */
  | 'OTHER'
  /** A telephone call. */
  | 'PHONE'
  /** Passed on by another organisation. */
  | 'REFERRAL'
  /** A public post or message. */
  | 'SOCIAL_MEDIA'
  /** The web app or the public form. */
  | 'WEB';

/** Set what a complaint is about and how urgent it is. What is left out stays; a null category takes it away. */
export type ClassifyComplaintInput = {
  /** A category that is not archived; null takes the category away. */
  categoryId?: string | number | null | undefined;
  /** The complaint. */
  id: string | number;
  /** How urgent; null leaves it. */
  priority?: Priority | null | undefined;
  /** The version that the change is based on; refused with `STALE_VERSION` when the complaint was changed since. */
  version: number;
};

/** Why a complaint is closed. */
export type CloseReason =
  /** The consumer accepted the resolution. */
  | 'ACCEPTED'
  /** It was closed already when it was imported. */
  | 'IMPORTED'
  /** The consumer did not answer within the window; counted apart from acceptance. */
  | 'UNANSWERED'
  /** The consumer took the complaint back. */
  | 'WITHDRAWN';

/** Who sees a comment, and what it is for. */
export type CommentKind =
  /** For staff only. */
  | 'INTERNAL_NOTE'
  /** A question to the consumer that the complaint waits for. */
  | 'QUESTION'
  /** Between the consumer and the organisation. */
  | 'REPLY'
  /** On the resolution, for staff only. */
  | 'RESOLUTION_NOTE';

/** What can be done to a complaint. */
export type ComplaintAction =
  /** Accept the resolution: the complaint is closed. */
  | 'ACCEPT'
  /** Add a note on the resolution that the consumer does not see. */
  | 'ADD_RESOLUTION_NOTE'
  /** Give the complaint to a member of staff. */
  | 'ASSIGN'
  /** Ask the consumer a question and wait for the answer. */
  | 'AWAIT_CONSUMER'
  /** Wait for somebody else, with a reason. */
  | 'AWAIT_THIRD_PARTY'
  /** The system closes a resolved complaint that the consumer did not answer. */
  | 'CLOSE_UNANSWERED'
  /** Reject the resolution: the complaint is worked on again. */
  | 'REJECT'
  /** Work on a closed complaint again. */
  | 'REOPEN'
  /** Give the final response, with a resolution record. */
  | 'RESOLVE'
  /** End the wait and go on. */
  | 'RESUME'
  /** Claim the complaint for oneself and begin to work on it. */
  | 'START'
  /** Take the complaint back: it is closed. */
  | 'WITHDRAW';

/** Which complaints; all conditions that are given must hold. An id that finds nothing gives an empty list. */
export type ComplaintFilter = {
  /** Assigned to this user. */
  assigneeId?: string | number | null | undefined;
  /** Of this category or one of its sub-categories. */
  categoryId?: string | number | null | undefined;
  /** Received in one of these ways. */
  channel?: Array<Channel> | null | undefined;
  /** Closed for one of these reasons. */
  closeReason?: Array<CloseReason> | null | undefined;
  /** Closed before this moment, exclusive. */
  closedBefore?: string | null | undefined;
  /** Closed from this moment on, inclusive. */
  closedFrom?: string | null | undefined;
  /** Of this person. */
  consumerId?: string | number | null | undefined;
  /** Not resolved, and the final response is due before this moment, exclusive. */
  dueBefore?: string | null | undefined;
  /** With one of these ids in the system that it came from, exactly as written there; 500 at most. */
  externalReference?: Array<string> | null | undefined;
  /** True: assigned to the viewer. False: not. */
  isMine?: boolean | null | undefined;
  /** The time for the final response is over and none is given; or not. */
  isOverdue?: boolean | null | undefined;
  /** It came back at least once: rejected or reopened; or not. */
  isReopened?: boolean | null | undefined;
  /** True: nobody works on it. False: somebody does. */
  isUnassigned?: boolean | null | undefined;
  /** A manager must decide who takes it; or not. */
  needsManager?: boolean | null | undefined;
  /** Resolved with one of these outcomes. */
  outcome?: Array<Outcome> | null | undefined;
  /** Of one of these priorities. */
  priority?: Array<Priority> | null | undefined;
  /** Received before this moment, exclusive. */
  receivedBefore?: string | null | undefined;
  /** Received from this moment on, inclusive. */
  receivedFrom?: string | null | undefined;
  /** At one of these statuses. */
  status?: Array<ComplaintStatus> | null | undefined;
  /** Words, or beginnings of words, in the reference, subject, text, comments, or the name and address of the consumer. All must be found; accents and case do not matter. 200 characters at most. */
  text?: string | null | undefined;
  /** Changed after this moment, exclusive. For a look at what is new; a copy follows the order CHANGED, which misses nothing. */
  updatedAfter?: string | null | undefined;
  /** Waiting for one of these. */
  waitingFor?: Array<WaitingFor> | null | undefined;
};

/** The order of complaints. */
export type ComplaintOrder = {
  /** Which way. */
  direction: OrderDirection;
  /** By what. */
  field: ComplaintOrderField;
};

/** What complaints can be ordered by. */
export type ComplaintOrderField =
  /** The order in which changes can be followed, ASC only: for keeping a copy, which misses none. A complaint that changes moves to the end; a change comes into view as soon as all that began before it are over. */
  | 'CHANGED'
  /** When the final response is due; complaints without a deadline come after all others. */
  | 'DUE_AT'
  /** How urgent it is. */
  | 'PRIORITY'
  /** When it was received. */
  | 'RECEIVED_AT'
  /** Its reference. */
  | 'REFERENCE'
  /** How well it fits the text of the filter; without a text this is RECEIVED_AT. */
  | 'RELEVANCE'
  /** When it last changed. */
  | 'UPDATED_AT';

/** The backbone of a complaint: Open → In progress → Resolved → Closed. */
export type ComplaintStatus =
  /** Done: accepted, unanswered, withdrawn, or imported as closed. */
  | 'CLOSED'
  /** Somebody works on it, or it waits for an answer. */
  | 'IN_PROGRESS'
  /** Received; nobody works on it yet. */
  | 'OPEN'
  /** The final response is given; the consumer is asked to accept or reject it. */
  | 'RESOLVED';

/** An account that came back from the identity provider. */
export type CompleteIdentityLinkInput = {
  /** What the start gave and the browser kept. */
  attempt: string;
  /** The whole address, parameters and all, to which the provider sent the browser. It must be the one registered there. */
  callbackUrl: string;
};

/** A sign-in that came back from the identity provider. */
export type CompleteProviderSignInInput = {
  /** What the start gave and the browser kept. */
  attempt: string;
  /** The whole address, parameters and all, to which the provider sent the browser. It must be the one registered there. */
  callbackUrl: string;
};

/** The code that a sign-in waits for. */
export type CompleteSignInInput = {
  /** From the `SecondFactorRequiredError` of the sign-in. */
  challenge: string;
  /** A code of the second factor, or a recovery code. Either is taken once. */
  code: string;
};

/** The proof that the device has the secret. */
export type ConfirmSecondFactorInput = {
  /** The six digits that the app shows. */
  code: string;
};

/** A new category. */
export type CreateCategoryInput = {
  /** 1 to 120 characters; unique within its parent, upper and lower case being the same. */
  name: string;
  /** The category that it stands under: a root that is not archived. Left out for a root. */
  parentId?: string | number | null | undefined;
};

/** Somebody who complains, as they are known. */
export type CreatePersonInput = {
  /** A postal address; 500 characters at most. */
  address?: string | null | undefined;
  /** An e-mail address. */
  email?: string | null | undefined;
  /** The full name; 1 to 200 characters. */
  name: string;
  /** A telephone number in any form; 40 characters at most. */
  phone?: string | null | undefined;
};

/** A new service token. */
export type CreateServiceTokenInput = {
  /** After how many days it ends by itself: 1 to 365, 90 when nothing is said. */
  expiresInDays?: number | null | undefined;
  /** What it is for: 1 to 100 characters. */
  name: string;
  /** True for one that does not end by itself. */
  neverExpires?: boolean | null | undefined;
  /** The viewer's own password. Left out by those whom an identity provider signs in: they must have signed in within ten minutes. */
  password?: string | null | undefined;
  /** What it may do: at least one. */
  scopes: Array<ServiceTokenScope>;
};

/** A new member of staff. */
export type CreateUserInput = {
  /** How others see the user; 1 to 200 characters. */
  displayName: string;
  /** Where mail reaches the user. */
  email?: string | null | undefined;
  /** Any role of staff; consumers register, or are invited as a person. */
  role: Role;
  /** 2 to 64 letters a to z, digits and `. _ @ + -`; upper case is taken as lower case. Unique in the organisation. */
  username: string;
};

/** A new endpoint. */
export type CreateWebhookEndpointInput = {
  /** What it is for; 1 to 200 characters. */
  description: string;
  /** What it is told; at least one. */
  eventKinds: Array<EventKind>;
  /** An https address of a public server, without a password in it and on the usual port or one above 1023; at most 2000 characters. */
  url: string;
};

/** What has to happen in time. */
export type DeadlineKind =
  /** The consumer is told that the complaint was received. */
  | 'ACKNOWLEDGEMENT'
  /** The consumer gets the final response: the complaint is resolved. */
  | 'FINAL_RESPONSE';

/** The endpoint that is removed. */
export type DeleteWebhookEndpointInput = {
  /** The endpoint. */
  id: string | number;
  /** The version that the change is based on; refused with `STALE_VERSION` when it was changed since. */
  version: number;
};

/** Which user is kept from signing in. */
export type DisableUserInput = {
  /** The user. */
  id: string | number;
  /** The version that the change is based on; refused with `STALE_VERSION` when the user was changed since. */
  version: number;
};

/** The endpoint that is switched off. */
export type DisableWebhookEndpointInput = {
  /** The endpoint. */
  id: string | number;
  /** The version that the change is based on; refused with `STALE_VERSION` when it was changed since. */
  version: number;
};

/** Which user may sign in again. */
export type EnableUserInput = {
  /** The user. */
  id: string | number;
  /** The version that the change is based on; refused with `STALE_VERSION` when the user was changed since. */
  version: number;
};

/** The endpoint that is switched on. */
export type EnableWebhookEndpointInput = {
  /** The endpoint. */
  id: string | number;
  /** The version that the change is based on; refused with `STALE_VERSION` when it was changed since. */
  version: number;
};

/** Which sessions of the viewer end. */
export type EndSessionsInput = {
  /** One session. Null: all but the one that asks. */
  id?: string | number | null | undefined;
};

/** Who is signed out everywhere. */
export type EndUserSessionsInput = {
  /** The user. */
  id: string | number;
  /** The version that the change is based on; refused with `STALE_VERSION` when the user was changed since. */
  version: number;
};

/** The endpoint whose old secret is forgotten. */
export type EndWebhookSecretOverlapInput = {
  /** The endpoint. */
  id: string | number;
  /** The version that the change is based on; refused with `STALE_VERSION` when it was changed since. */
  version: number;
};

/** The stable codes of typed errors. New ones may be added. */
export type ErrorCode =
  /** Something like it exists already. */
  | 'CONFLICT'
  /** The `Idempotency-Key` was sent before, with something else. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The sign-in, token or link is not valid. */
  | 'INVALID_CREDENTIALS'
  /** A field of the input is not right; `path` names it. */
  | 'INVALID_INPUT'
  /** The complaint's status, or a rule of its lifecycle, does not let the action happen now. */
  | 'INVALID_TRANSITION'
  /** The viewer may not do this to this thing, or not now; the message says why. */
  | 'NOT_ALLOWED'
  /** There is no such thing, or the viewer may not see it. */
  | 'NOT_FOUND'
  /** It was tried too often; nothing was checked or done. */
  | 'RATE_LIMITED'
  /** The password was right; a code of the second factor is needed too. */
  | 'SECOND_FACTOR_REQUIRED'
  /** The thing was changed since the version that the input carries. */
  | 'STALE_VERSION';

/** What can happen to a complaint, as webhooks and live updates tell it. New ones may be added. */
export type EventKind =
  /** The consumer or the organisation wrote a message. In messages: `comment.added`. */
  | 'COMMENT_ADDED'
  /** Somebody works on it now: it was begun or handed over. In messages: `complaint.assigned`. */
  | 'COMPLAINT_ASSIGNED'
  /** It is closed: accepted, withdrawn, or not answered in time. In messages: `complaint.closed`. */
  | 'COMPLAINT_CLOSED'
  /** It was closed and is worked on again. In messages: `complaint.reopened`. */
  | 'COMPLAINT_REOPENED'
  /** The consumer rejected the final response; it is worked on again. In messages: `complaint.resolution_rejected`. */
  | 'COMPLAINT_RESOLUTION_REJECTED'
  /** The final response was given. In messages: `complaint.resolved`. */
  | 'COMPLAINT_RESOLVED'
  /** The wait is over. In messages: `complaint.resumed`. */
  | 'COMPLAINT_RESUMED'
  /** A complaint came in: from the consumer, by the public form, or logged by staff. In messages: `complaint.submitted`. */
  | 'COMPLAINT_SUBMITTED'
  /** Its category, its priority or who has to decide about it changed. In messages: `complaint.updated`. */
  | 'COMPLAINT_UPDATED'
  /** It waits for an answer: of the consumer, or of somebody outside. In messages: `complaint.waiting`. */
  | 'COMPLAINT_WAITING'
  /** Staff wrote an internal note. In messages: `note.added`. */
  | 'NOTE_ADDED';

/** Which person gets an account. */
export type InvitePersonInput = {
  /** The person; without an account so far. */
  id: string | number;
  /** 2 to 64 letters a to z, digits and `. _ @ + -`; upper case is taken as lower case. Unique in the organisation. */
  username: string;
};

/** A complaint that somebody of the staff takes in for a consumer: `consumerId` or `newConsumer`, not both. */
export type LogComplaintInput = {
  /** A member of staff to give it to at once. */
  assigneeId?: string | number | null | undefined;
  /** A category that is not archived. */
  categoryId?: string | number | null | undefined;
  /** How it reached the organisation. */
  channel: Channel;
  /** A known person. */
  consumerId?: string | number | null | undefined;
  /** What happened; 1 to 20,000 characters. */
  description: string;
  /** What would put it right; 4,000 characters at most. */
  desiredOutcome?: string | null | undefined;
  /** Its id in the system that it comes from: 200 characters at most, each given once in the organisation. The complaint is found by it. */
  externalReference?: string | null | undefined;
  /** A person to add. */
  newConsumer?: NewConsumerInput | null | undefined;
  /** NORMAL when nothing is said. */
  priority?: Priority | null | undefined;
  /** When it reached the organisation; clocks start here. Not in the future. */
  receivedAt: string;
  /** In a line what it is about; 1 to 200 characters. */
  subject: string;
};

/** What a mail is about. */
export type MailKind =
  /** To whoever complained: the complaint was received. */
  | 'ACKNOWLEDGEMENT'
  /** To a member of staff: a complaint is theirs now. */
  | 'ASSIGNED'
  /** To whoever complained: the complaint is closed. */
  | 'CLOSED'
  /** To whoever complained: it was closed without an answer. */
  | 'CLOSED_UNANSWERED'
  /** To a new user: a link to a password. */
  | 'INVITATION'
  /** To whoever complained: there is a message. */
  | 'MESSAGE'
  /** To a user whose password an administrator reset: a link to a new one. */
  | 'NEW_PASSWORD'
  /** To a user: the password was changed. */
  | 'PASSWORD_CHANGED'
  /** To a user who forgot the password: a link to a new one. */
  | 'PASSWORD_RESET'
  /** To whoever complained: there is a question to answer. */
  | 'QUESTION'
  /** To whoever complained: the final response waits for an answer. */
  | 'REMINDER'
  /** To whoever complained: the final response, to accept or reject. */
  | 'RESOLVED'
  /** To a user: the second step of the sign-in was changed. */
  | 'SECOND_FACTOR_CHANGED'
  /** To an administrator: a webhook was switched off because nobody answers there. */
  | 'WEBHOOK_DISABLED';

/** What became of a mail. */
export type MailState =
  /** The mail server refused it for good, or for two days. */
  | 'FAILED'
  /** The mail server took it. */
  | 'SENT'
  /** It was not worth sending any more, or must not be sent. */
  | 'SKIPPED'
  /** It is tried, or will be tried again. */
  | 'WAITING';

/** A person who is not known yet. */
export type NewConsumerInput = {
  /** A postal address. */
  address?: string | null | undefined;
  /** An e-mail address. */
  email?: string | null | undefined;
  /** 1 to 200 characters. */
  name: string;
  /** A telephone number. */
  phone?: string | null | undefined;
};

/** Which way an order runs. */
export type OrderDirection =
  /** Smallest, earliest, lowest first. */
  | 'ASC'
  /** Largest, latest, highest first. */
  | 'DESC';

/** The answer that a resolution gives. */
export type Outcome =
  /** The organisation did nothing wrong. */
  | 'NOT_UPHELD'
  /** Not something that the organisation can decide. */
  | 'OUT_OF_SCOPE'
  /** The consumer is right in part. */
  | 'PARTLY_UPHELD'
  /** The consumer is right. */
  | 'UPHELD'
  /** The consumer took the complaint back. */
  | 'WITHDRAWN';

/** Which mails; all conditions must hold. */
export type OutgoingMailFilter = {
  /** What became of them. */
  state?: Array<MailState> | null | undefined;
};

/** How urgent the organisation takes a complaint. */
export type Priority =
  /** Before the others. */
  | 'HIGH'
  /** Can wait. */
  | 'LOW'
  /** In its turn. */
  | 'NORMAL'
  /** Now. */
  | 'URGENT';

/** Money, in the organisation's currency. */
export type RedressInput = {
  /** In minor units: cents, pence. More than 0. */
  amountMinor: number;
};

/** The session to go on with. */
export type RefreshSessionInput = {
  /** The newest refresh token of the session. It is used up. */
  refreshToken: string;
};

/** Make a document known. */
export type RegisterDocumentInput = {
  /** The document, exactly as clients hash it: white space counts. It fits the schema; 1 to 50,000 characters. */
  text: string;
};

/** A consumer who makes an account. */
export type RegisterInput = {
  /** The full name; 1 to 200 characters. */
  displayName: string;
  /** An e-mail address. */
  email: string;
  /** The organisation's short name, as in its web address; case does not matter. */
  organisation: string;
  /** 15 to 200 characters; not one that is guessed among the first, nor made of the username or the name of the organisation. */
  password: string;
  /** A telephone number; 40 characters at most. */
  phone?: string | null | undefined;
  /** 2 to 64 letters a to z, digits and `. _ @ + -`; upper case is taken as lower case. Unique in the organisation. */
  username: string;
};

/** Reject the resolution. */
export type RejectResolutionInput = {
  /** The complaint. */
  id: string | number;
  /** Why; 1 to 4,000 characters. */
  reason: string;
  /** The version that the change is based on; refused with `STALE_VERSION` when the complaint was changed since. */
  version: number;
};

/** Make a document unknown. */
export type RemoveDocumentInput = {
  /** The document. */
  id: string | number;
};

/** The proof that it is the viewer who asks. */
export type RenewRecoveryCodesInput = {
  /** A code of the second factor, or a recovery code. Either is taken once. */
  code: string;
  /** The viewer's password, once more. Who has none, because an identity provider signs them in, leaves it out: then the sign-in must be less than ten minutes old. */
  password?: string | null | undefined;
};

/** Work on a closed complaint again. */
export type ReopenComplaintInput = {
  /** The complaint. */
  id: string | number;
  /** Why; 1 to 4,000 characters. */
  reason: string;
  /** The version that the change is based on; refused with `STALE_VERSION` when the complaint was changed since. */
  version: number;
};

/** What is sent again. */
export type ReplayWebhooksInput = {
  /** From when on, inclusive; at most 30 days ago. */
  from: string;
  /** The endpoint; it has to be switched on. */
  id: string | number;
};

/** Whose password was forgotten. */
export type RequestPasswordResetInput = {
  /** The username, or the e-mail address, of the account; case does not matter. */
  account: string;
  /** The organisation's short name, as in its web address; case does not matter. */
  organisation: string;
};

/** Which message is sent again. */
export type ResendWebhookInput = {
  /** A delivery of it. */
  id: string | number;
};

/** Whose second factor is taken away. */
export type ResetSecondFactorInput = {
  /** The user. */
  id: string | number;
  /** The version that the change is based on; refused with `STALE_VERSION` when the user was changed since. */
  version: number;
};

/** Whose password is reset. */
export type ResetUserPasswordInput = {
  /** The user. */
  id: string | number;
  /** The version that the change is based on; refused with `STALE_VERSION` when the user was changed since. */
  version: number;
};

/** The resolution record. */
export type ResolveComplaintInput = {
  /** The answer in words, for the consumer; 1 to 20,000 characters. */
  explanation: string;
  /** The complaint. */
  id: string | number;
  /** The answer. */
  outcome: Outcome;
  /** Money. Above the organisation's limit it takes a manager who is not the assignee. */
  redress?: RedressInput | null | undefined;
  /** What the organisation does about it, for the consumer; 1 to 4,000 characters. */
  remedy: string;
  /** What made it go wrong, for staff; 1 to 4,000 characters. */
  rootCause: string;
  /** The version that the change is based on; refused with `STALE_VERSION` when the complaint was changed since. */
  version: number;
};

/** Which category can be chosen again. */
export type RestoreCategoryInput = {
  /** The category. */
  id: string | number;
  /** The version that the change is based on; refused with `STALE_VERSION` when the category was changed since. */
  version: number;
};

/** End a wait. */
export type ResumeComplaintInput = {
  /** The complaint. */
  id: string | number;
  /** The version that the change is based on; refused with `STALE_VERSION` when the complaint was changed since. */
  version: number;
};

/** The service token to end. */
export type RevokeServiceTokenInput = {
  /** The token's id. */
  id: string | number;
};

/** What a user is in the organisation. A user has exactly one role. */
export type Role =
  /** Runs the organisation's part of the installation; may do everything that a manager may. */
  | 'ADMIN'
  /** Has complaints of their own. */
  | 'CONSUMER'
  /** Takes complaints in, on behalf of consumers. */
  | 'HELP_DESK'
  /** Leads: assigns, decides, reports. */
  | 'MANAGER'
  /** Solves complaints. */
  | 'SUPPORT';

/** The endpoint that gets a new secret. */
export type RotateWebhookSecretInput = {
  /** The endpoint. */
  id: string | number;
  /** The version that the change is based on; refused with `STALE_VERSION` when it was changed since. */
  version: number;
};

/** The identity provider as it shall be. */
export type SaveIdentityProviderInput = {
  /** What this installation is called there. */
  clientId: string;
  /** Null keeps the one that is there, empty takes it away. For another issuer it has to be given again. */
  clientSecret?: string | null | undefined;
  /** True: people can sign in by it. It is asked for its metadata first. */
  isEnabled: boolean;
  /** The https address that the provider calls its issuer. */
  issuer: string;
  /** What the button on the sign-in page calls it; 1 to 60 characters. */
  label: string;
  /** The role of users that are made at their first sign-in, not `ADMIN`; null: only users who were linked sign in. */
  newUserRole?: Role | null | undefined;
  /** What to ask for, such as `profile` and `email`; `openid` is added. */
  scopes: Array<string>;
  /** True: passwords of staff are not taken any more, those of administrators excepted. */
  staffMustUse: boolean;
  /** The version that the change is based on, 0 when none is set yet; refused with `STALE_VERSION` when it was changed since. */
  version: number;
};

/** Which endpoint is tested. */
export type SendTestWebhookInput = {
  /** The endpoint; one that is switched off as well. */
  id: string | number;
};

/** What software may do with a service token. What no scope names, no token may do. */
export type ServiceTokenScope =
  /** See the audit trail. */
  | 'AUDIT_READ'
  /** Write to consumers in the name of the organisation, and write notes. */
  | 'COMMENTS_WRITE'
  /** See every complaint with its conversation and history, internal notes included. */
  | 'COMPLAINTS_READ'
  /** Enter complaints for consumers, and follow those that it entered. */
  | 'COMPLAINTS_SUBMIT'
  /** Classify complaints, and assign them to staff. */
  | 'COMPLAINTS_WRITE'
  /** See and search everybody who ever complained, with their addresses. */
  | 'PEOPLE_READ'
  /** Add people, and see and correct the details of those whose id it has. */
  | 'PEOPLE_WRITE'
  /** See statistics and the workload of staff. */
  | 'REPORTS_READ'
  /** See the users of the organisation with their names and mail addresses. */
  | 'USERS_READ';

/** Whether a service token is taken. */
export type ServiceTokenState =
  /** It is taken. */
  | 'ACTIVE'
  /** Its time is over. */
  | 'EXPIRED'
  /** An administrator ended it. */
  | 'REVOKED';

/** A user and their password. */
export type SignInInput = {
  /** The organisation's short name, as in its web address; case does not matter. */
  organisation: string;
  /** Case matters. */
  password: string;
  /** Case does not matter. */
  username: string;
};

/** The session to end. */
export type SignOutInput = {
  /** A refresh token of the session. Not needed with an access token, whose session ends in any case. */
  refreshToken?: string | null | undefined;
};

/** Claim a complaint. */
export type StartComplaintInput = {
  /** The complaint. */
  id: string | number;
  /** The version that the change is based on; refused with `STALE_VERSION` when the complaint was changed since. */
  version: number;
};

/** That it is the viewer who links an account. */
export type StartIdentityLinkInput = {
  /** The password of the viewer. Users without one have to have signed in within the last ten minutes. */
  currentPassword?: string | null | undefined;
};

/** Where somebody wants to sign in by the identity provider. */
export type StartProviderSignInInput = {
  /** The last part of the link of an invitation or a reset: the account at the provider is linked to its user. */
  invitationToken?: string | null | undefined;
  /** The organisation's short name, as in its web address; case does not matter. */
  organisation: string;
};

/** A new second factor for the viewer. */
export type StartSecondFactorInput = {
  /** The viewer's password, once more. Who has none, because an identity provider signs them in, leaves it out: then the sign-in must be less than ten minutes old. */
  password?: string | null | undefined;
};

/** What the consumer complains about. */
export type SubmitComplaintInput = {
  /** A category that is not archived. */
  categoryId?: string | number | null | undefined;
  /** What happened; 1 to 20,000 characters. */
  description: string;
  /** What would put it right; 4,000 characters at most. */
  desiredOutcome?: string | null | undefined;
  /** In a line what it is about; 1 to 200 characters. */
  subject: string;
};

/** A complaint by somebody who has no account. */
export type SubmitPublicComplaintInput = {
  /** A category that is not archived. */
  categoryId?: string | number | null | undefined;
  /** What happened; 1 to 20,000 characters. */
  description: string;
  /** What would put it right; 4,000 characters at most. */
  desiredOutcome?: string | null | undefined;
  /** An e-mail address; this or a telephone number is needed. */
  email?: string | null | undefined;
  /** Who complains; 1 to 200 characters. */
  name: string;
  /** The organisation's short name, as in its web address. */
  organisation: string;
  /** A telephone number. */
  phone?: string | null | undefined;
  /** In a line what it is about; 1 to 200 characters. */
  subject: string;
};

/** A complaint to follow. */
export type TrackComplaintInput = {
  /** The last part of the tracking link. */
  token: string;
};

/** The proof that it is the viewer who asks. */
export type TurnOffSecondFactorInput = {
  /** A code of the second factor, or a recovery code. Either is taken once. */
  code: string;
  /** The viewer's password, once more. Who has none, because an identity provider signs them in, leaves it out: then the sign-in must be less than ten minutes old. */
  password?: string | null | undefined;
};

/** Whose accounts at the identity provider are taken away. */
export type UnlinkIdentityInput = {
  /** The viewer, or for administrators any user. */
  userId: string | number;
};

/** A category's new name. */
export type UpdateCategoryInput = {
  /** The category. */
  id: string | number;
  /** 1 to 120 characters; unique within its parent, upper and lower case being the same. */
  name: string;
  /** The version that the change is based on; refused with `STALE_VERSION` when the category was changed since. */
  version: number;
};

/** The settings as they shall be, all of them. What runs already keeps its dates. */
export type UpdateOrganisationInput = {
  /** Within how many calendar days of receipt a complaint is acknowledged; 1 to 365. */
  acknowledgeWithinDays: number;
  /** After how many days without an answer a resolved complaint is closed; 1 to 365. */
  closeAfterDays: number;
  /** True: whoever complains hears by e-mail what happens, where an address is known. Mail about accounts, and to staff, is sent in any case. */
  consumerMailOn: boolean;
  /** Of redress from now on: ISO 4217, such as `USD`. What was given keeps its currency. */
  currency: string;
  /** Within how many calendar days of receipt the final response is given; 1 to 365. */
  finalResponseWithinDays: number;
  /** Where answers to mail go; null: mail says that answers are not read. */
  mailReplyTo?: string | null | undefined;
  /** As whom mail comes; null: by the full name. */
  mailSenderName?: string | null | undefined;
  /** The full name; 1 to 200 characters. */
  name: string;
  /** True: anybody can complain without an account. */
  publicFormOpen: boolean;
  /** Money above which a manager must resolve, in minor units of the currency: cents, pence. */
  redressLimitMinor: number;
  /** True: consumers can make an account by themselves. */
  registrationOpen: boolean;
  /** For how many days the consumer can reject a resolution; 1 to 365. */
  rejectWindowDays: number;
  /** After how many days without an answer to a resolution the consumer is reminded; ascending, each before the complaint is closed. At most ten; empty for none. */
  reminderDays: Array<number>;
  /** For how many days the consumer can reopen a closed complaint; 1 to 365. */
  reopenWindowDays: number;
  /** False: consumers see only the given names of staff. */
  showStaffSurnames: boolean;
  /** True: staff sign in with a second factor; those who have none may do nothing but set one up. */
  staffSecondFactor: boolean;
  /** The time zone of its days, as the IANA database names it, such as `Europe/London`. */
  timeZone: string;
  /** The version that the change is based on; refused with `STALE_VERSION` when the settings were changed since. */
  version: number;
};

/** The person as they shall be known. What is left out becomes empty. */
export type UpdatePersonInput = {
  /** A postal address; 500 characters at most. */
  address?: string | null | undefined;
  /** An e-mail address. */
  email?: string | null | undefined;
  /** The person. */
  id: string | number;
  /** The full name; 1 to 200 characters. */
  name: string;
  /** A telephone number in any form; 40 characters at most. */
  phone?: string | null | undefined;
  /** The version that the change is based on; refused with `STALE_VERSION` when the person was changed since. */
  version: number;
};

/** The user as they shall be. What is left out becomes empty. */
export type UpdateUserInput = {
  /** How others see the user; 1 to 200 characters. */
  displayName: string;
  /** Where mail reaches the user. */
  email?: string | null | undefined;
  /** The user. */
  id: string | number;
  /** A consumer stays a consumer, and staff stay staff. */
  role: Role;
  /** The version that the change is based on; refused with `STALE_VERSION` when the user was changed since. */
  version: number;
};

/** An endpoint as it shall be. */
export type UpdateWebhookEndpointInput = {
  /** What it is for; 1 to 200 characters. Nothing said: as it is. */
  description?: string | null | undefined;
  /** What it is told; at least one. Nothing said: as it is. */
  eventKinds?: Array<EventKind> | null | undefined;
  /** The endpoint. */
  id: string | number;
  /** An https address of a public server, without a password in it and on the usual port or one above 1023; at most 2000 characters. Nothing said: as it is. */
  url?: string | null | undefined;
  /** The version that the change is based on; refused with `STALE_VERSION` when it was changed since. */
  version: number;
};

/** Which users; all conditions must hold. */
export type UserFilter = {
  /** True: those who can be assigned a complaint, the active staff. False: all others. */
  assignable?: boolean | null | undefined;
  /** One of these roles. */
  role?: Array<Role> | null | undefined;
  /** One of these states. */
  status?: Array<UserStatus> | null | undefined;
  /** Contained in the name, the username or the e-mail address; case and accents do not matter. */
  text?: string | null | undefined;
};

/** Whether a user can sign in. */
export type UserStatus =
  /** Can sign in; staff can be assigned complaints. After a password reset, once the new password is set. */
  | 'ACTIVE'
  /** Cannot sign in; kept because the history names them. */
  | 'DISABLED'
  /** Has a link to set the first password and has not done so. */
  | 'INVITED';

/** How the audit trail is verified. */
export type VerifyAuditInput = {
  /** A checkpoint that was kept elsewhere, `number:hash`: it must be in the trail. */
  checkpoint?: string | null | undefined;
};

/** Whom a complaint in progress waits for. */
export type WaitingFor =
  /** The consumer was asked a question. */
  | 'CONSUMER'
  /** Somebody outside the organisation has to do something first. */
  | 'THIRD_PARTY';

/** Why a delivery is made. */
export type WebhookDeliveryCause =
  /** It happened. */
  | 'EVENT'
  /** Somebody wanted everything from a moment on to be sent again. */
  | 'REPLAY'
  /** Somebody wanted it to be sent again. */
  | 'RESEND'
  /** Somebody wanted to see whether the endpoint answers. */
  | 'TEST';

/** Which deliveries; all conditions must hold. */
export type WebhookDeliveryFilter = {
  /** About this complaint. */
  complaintId?: string | number | null | undefined;
  /** To this endpoint. */
  endpointId?: string | number | null | undefined;
  /** What became of them. */
  state?: Array<WebhookDeliveryState> | null | undefined;
};

/** What became of a delivery. */
export type WebhookDeliveryState =
  /** The receiver took it: its answer was a 2xx. */
  | 'DELIVERED'
  /** No attempt succeeded. It can be sent again by hand. */
  | 'FAILED'
  /** It was not made, because the endpoint was switched off. A replay makes up for it. */
  | 'SKIPPED'
  /** It is made, will be tried again, or waits for an earlier one of the same complaint. */
  | 'WAITING';

/** Why nothing is sent to an endpoint any more. */
export type WebhookDisabledReason =
  /** An administrator switched it off. */
  | 'BY_HAND'
  /** Every attempt failed for five days. */
  | 'FAILING'
  /** The receiver answered with 410: it is gone for good. */
  | 'GONE';

/** Take the complaint back. */
export type WithdrawComplaintInput = {
  /** From the help desk, and only from it: how the consumer said so; 1 to 4,000 characters. */
  evidence?: string | null | undefined;
  /** The complaint. */
  id: string | number;
  /** Why; 4,000 characters at most. */
  reason?: string | null | undefined;
  /** The version that the change is based on; refused with `STALE_VERSION` when the complaint was changed since. */
  version: number;
};

type ErrorParts_ConflictError_Fragment = { code: ErrorCode; message: string; path: Array<string> | null };

type ErrorParts_CredentialsError_Fragment = { code: ErrorCode; message: string; path: Array<string> | null };

type ErrorParts_InputError_Fragment = { code: ErrorCode; message: string; path: Array<string> | null };

type ErrorParts_InvalidTransitionError_Fragment = {
  code: ErrorCode;
  message: string;
  path: Array<string> | null;
};

type ErrorParts_NotAllowedError_Fragment = { code: ErrorCode; message: string; path: Array<string> | null };

type ErrorParts_NotFoundError_Fragment = { code: ErrorCode; message: string; path: Array<string> | null };

type ErrorParts_RateLimitedError_Fragment = { code: ErrorCode; message: string; path: Array<string> | null };

type ErrorParts_SecondFactorRequiredError_Fragment = {
  challenge: string;
  code: ErrorCode;
  message: string;
  path: Array<string> | null;
};

type ErrorParts_StaleVersionError_Fragment = {
  code: ErrorCode;
  message: string;
  path: Array<string> | null;
  current:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | null;
};

export type ErrorPartsFragment =
  | ErrorParts_ConflictError_Fragment
  | ErrorParts_CredentialsError_Fragment
  | ErrorParts_InputError_Fragment
  | ErrorParts_InvalidTransitionError_Fragment
  | ErrorParts_NotAllowedError_Fragment
  | ErrorParts_NotFoundError_Fragment
  | ErrorParts_RateLimitedError_Fragment
  | ErrorParts_SecondFactorRequiredError_Fragment
  | ErrorParts_StaleVersionError_Fragment;

export type PagePartsFragment = {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
};

export type AuditLogQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter: AuditEventFilter;
  subjectId: string | number;
  withSubject: boolean;
  withVerification: boolean;
}>;

export type AuditLogQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  auditEvents: {
    totalCount: number;
    nodes: Array<{
      id: string;
      action: string;
      subjectType: string;
      subjectId: string | null;
      subjectLabel: string | null;
      actorName: string;
      actorKind: ActorKind;
      actorRole: Role | null;
      occurredAt: string;
      client: string | null;
      requestId: string | null;
      changes: Array<{ field: string; from: string | null; to: string | null }>;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
  staff: {
    nodes: Array<{ id: string; displayName: string; role: Role }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
  auditVerification?: {
    eventCount: number;
    chainCount: number;
    unsignedCount: number;
    lastCheckpoint: { number: number; madeAt: string; hash: string } | null;
  };
  subject?:
    | { __typename: 'AuditEvent'; id: string }
    | { __typename: 'Category'; name: string; id: string }
    | { __typename: 'Comment'; id: string }
    | { __typename: 'Complaint'; reference: string; id: string }
    | { __typename: 'IdentityProvider'; id: string }
    | { __typename: 'Organisation'; id: string }
    | { __typename: 'OutgoingMail'; id: string }
    | { __typename: 'Person'; name: string; id: string }
    | { __typename: 'ServiceToken'; id: string }
    | { __typename: 'TimelineEvent'; id: string }
    | { __typename: 'TrustedDocument'; id: string }
    | { __typename: 'User'; displayName: string; id: string }
    | { __typename: 'WebhookDelivery'; id: string }
    | { __typename: 'WebhookEndpoint'; id: string }
    | null;
};

export type VerifyAuditMutationVariables = Exact<{
  input: VerifyAuditInput;
}>;

export type VerifyAuditMutation = {
  verifyAudit: {
    verification: {
      isSound: boolean;
      eventCount: number;
      chainCount: number;
      checkpointCount: number;
      findingCount: number;
      findings: Array<{ code: string; message: string }>;
    } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type CategoryPartsFragment = {
  id: string;
  version: number;
  name: string;
  isArchived: boolean;
  complaintCount: number | null;
};

export type CategoryTreeQueryVariables = Exact<{ [key: string]: never }>;

export type CategoryTreeQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  categories: Array<{
    id: string;
    version: number;
    name: string;
    isArchived: boolean;
    complaintCount: number | null;
    children: Array<{
      id: string;
      version: number;
      name: string;
      isArchived: boolean;
      complaintCount: number | null;
    }>;
  }>;
};

export type CreateCategoryMutationVariables = Exact<{
  input: CreateCategoryInput;
}>;

export type CreateCategoryMutation = {
  createCategory: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type UpdateCategoryMutationVariables = Exact<{
  input: UpdateCategoryInput;
}>;

export type UpdateCategoryMutation = {
  updateCategory: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type ArchiveCategoryMutationVariables = Exact<{
  input: ArchiveCategoryInput;
}>;

export type ArchiveCategoryMutation = {
  archiveCategory: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type RestoreCategoryMutationVariables = Exact<{
  input: RestoreCategoryInput;
}>;

export type RestoreCategoryMutation = {
  restoreCategory: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type ConsumerComplaintRowFragment = {
  id: string;
  reference: string;
  subject: string;
  status: ComplaintStatus;
  waitingFor: WaitingFor | null;
  closeReason: CloseReason | null;
  receivedAt: string;
  updatedAt: string;
  confirmBy: string | null;
  isOverdue: boolean;
};

export type ConsumerComplaintPartsFragment = {
  id: string;
  reference: string;
  version: number;
  status: ComplaintStatus;
  waitingFor: WaitingFor | null;
  waitingSince: string | null;
  isOverdue: boolean;
  subject: string;
  description: string;
  desiredOutcome: string | null;
  channel: Channel;
  receivedAt: string;
  updatedAt: string;
  confirmBy: string | null;
  reopenUntil: string | null;
  reopenCount: number;
  closeReason: CloseReason | null;
  resolvedAt: string | null;
  closedAt: string | null;
  isImported: boolean;
  receipt: { keyId: string } | null;
  category: { id: string; name: string } | null;
  assignee: { id: string; displayName: string } | null;
  resolution: {
    outcome: Outcome;
    explanation: string;
    remedy: string | null;
    resolvedAt: string;
    redress: { amountMinor: number; currency: string } | null;
  } | null;
  earlierResolutions: Array<{
    outcome: Outcome;
    explanation: string;
    remedy: string | null;
    resolvedAt: string;
    redress: { amountMinor: number; currency: string } | null;
  }>;
  acceptance: { method: string; acceptedAt: string } | null;
  deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null; isOverdue: boolean }>;
  availableActions: Array<{ action: ComplaintAction; allowed: boolean; reason: string | null }>;
  comments: {
    totalCount: number;
    nodes: Array<{
      id: string;
      kind: CommentKind;
      body: string;
      authorName: string;
      createdAt: string;
      isMine: boolean;
    }>;
    pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
  };
  timeline: {
    nodes: Array<{ id: string; summary: string; actorName: string; occurredAt: string }>;
    pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
  };
};

export type MyComplaintsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;

export type MyComplaintsQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  toConfirm: {
    nodes: Array<{
      id: string;
      reference: string;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      closeReason: CloseReason | null;
      receivedAt: string;
      updatedAt: string;
      confirmBy: string | null;
      isOverdue: boolean;
    }>;
  };
  toAnswer: {
    nodes: Array<{
      id: string;
      reference: string;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      closeReason: CloseReason | null;
      receivedAt: string;
      updatedAt: string;
      confirmBy: string | null;
      isOverdue: boolean;
    }>;
  };
  complaints: {
    totalCount: number;
    nodes: Array<{
      id: string;
      reference: string;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      closeReason: CloseReason | null;
      receivedAt: string;
      updatedAt: string;
      confirmBy: string | null;
      isOverdue: boolean;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type NewComplaintPageQueryVariables = Exact<{ [key: string]: never }>;

export type NewComplaintPageQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  categories: Array<{ id: string; name: string; children: Array<{ id: string; name: string }> }>;
};

export type MyComplaintQueryVariables = Exact<{
  reference: string;
  commentsBefore?: string | null | undefined;
  timelineBefore?: string | null | undefined;
}>;

export type MyComplaintQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  complaint: {
    id: string;
    reference: string;
    version: number;
    status: ComplaintStatus;
    waitingFor: WaitingFor | null;
    waitingSince: string | null;
    isOverdue: boolean;
    subject: string;
    description: string;
    desiredOutcome: string | null;
    channel: Channel;
    receivedAt: string;
    updatedAt: string;
    confirmBy: string | null;
    reopenUntil: string | null;
    reopenCount: number;
    closeReason: CloseReason | null;
    resolvedAt: string | null;
    closedAt: string | null;
    isImported: boolean;
    receipt: { keyId: string } | null;
    category: { id: string; name: string } | null;
    assignee: { id: string; displayName: string } | null;
    resolution: {
      outcome: Outcome;
      explanation: string;
      remedy: string | null;
      resolvedAt: string;
      redress: { amountMinor: number; currency: string } | null;
    } | null;
    earlierResolutions: Array<{
      outcome: Outcome;
      explanation: string;
      remedy: string | null;
      resolvedAt: string;
      redress: { amountMinor: number; currency: string } | null;
    }>;
    acceptance: { method: string; acceptedAt: string } | null;
    deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null; isOverdue: boolean }>;
    availableActions: Array<{ action: ComplaintAction; allowed: boolean; reason: string | null }>;
    comments: {
      totalCount: number;
      nodes: Array<{
        id: string;
        kind: CommentKind;
        body: string;
        authorName: string;
        createdAt: string;
        isMine: boolean;
      }>;
      pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
    };
    timeline: {
      nodes: Array<{ id: string; summary: string; actorName: string; occurredAt: string }>;
      pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
    };
  } | null;
};

export type TrackedComplaintQueryVariables = Exact<{
  commentsBefore?: string | null | undefined;
  timelineBefore?: string | null | undefined;
}>;

export type TrackedComplaintQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    trackedComplaint: {
      id: string;
      reference: string;
      version: number;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      waitingSince: string | null;
      isOverdue: boolean;
      subject: string;
      description: string;
      desiredOutcome: string | null;
      channel: Channel;
      receivedAt: string;
      updatedAt: string;
      confirmBy: string | null;
      reopenUntil: string | null;
      reopenCount: number;
      closeReason: CloseReason | null;
      resolvedAt: string | null;
      closedAt: string | null;
      isImported: boolean;
      receipt: { keyId: string } | null;
      category: { id: string; name: string } | null;
      assignee: { id: string; displayName: string } | null;
      resolution: {
        outcome: Outcome;
        explanation: string;
        remedy: string | null;
        resolvedAt: string;
        redress: { amountMinor: number; currency: string } | null;
      } | null;
      earlierResolutions: Array<{
        outcome: Outcome;
        explanation: string;
        remedy: string | null;
        resolvedAt: string;
        redress: { amountMinor: number; currency: string } | null;
      }>;
      acceptance: { method: string; acceptedAt: string } | null;
      deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null; isOverdue: boolean }>;
      availableActions: Array<{ action: ComplaintAction; allowed: boolean; reason: string | null }>;
      comments: {
        totalCount: number;
        nodes: Array<{
          id: string;
          kind: CommentKind;
          body: string;
          authorName: string;
          createdAt: string;
          isMine: boolean;
        }>;
        pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
      };
      timeline: {
        nodes: Array<{ id: string; summary: string; actorName: string; occurredAt: string }>;
        pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
      };
    } | null;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
};

export type SubmitComplaintMutationVariables = Exact<{
  input: SubmitComplaintInput;
}>;

export type SubmitComplaintMutation = {
  submitComplaint: {
    complaint: { id: string; reference: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type SubmitPublicComplaintMutationVariables = Exact<{
  input: SubmitPublicComplaintInput;
}>;

export type SubmitPublicComplaintMutation = {
  submitPublicComplaint: {
    reference: string | null;
    trackingUrl: string | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type AddCommentMutationVariables = Exact<{
  input: AddCommentInput;
}>;

export type AddCommentMutation = {
  addComment: {
    comment: { id: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type AcceptResolutionMutationVariables = Exact<{
  input: AcceptResolutionInput;
}>;

export type AcceptResolutionMutation = {
  acceptResolution: {
    complaint: { id: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type RejectResolutionMutationVariables = Exact<{
  input: RejectResolutionInput;
}>;

export type RejectResolutionMutation = {
  rejectResolution: {
    complaint: { id: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type ReopenComplaintMutationVariables = Exact<{
  input: ReopenComplaintInput;
}>;

export type ReopenComplaintMutation = {
  reopenComplaint: {
    complaint: { id: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type WithdrawComplaintMutationVariables = Exact<{
  input: WithdrawComplaintInput;
}>;

export type WithdrawComplaintMutation = {
  withdrawComplaint: {
    complaint: { id: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type MyReceiptQueryVariables = Exact<{
  reference: string;
}>;

export type MyReceiptQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  complaint: { reference: string; receipt: { document: string } | null } | null;
};

export type TrackedReceiptQueryVariables = Exact<{ [key: string]: never }>;

export type TrackedReceiptQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    trackedComplaint: { reference: string; receipt: { document: string } | null } | null;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
};

export type ConsumerResolutionFragment = {
  outcome: Outcome;
  explanation: string;
  remedy: string | null;
  resolvedAt: string;
  redress: { amountMinor: number; currency: string } | null;
};

export type LogComplaintPageQueryVariables = Exact<{
  personId: string | number;
  withPerson: boolean;
}>;

export type LogComplaintPageQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    user: { id: string } | null;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  categories: Array<{ id: string; name: string; children: Array<{ id: string; name: string }> }>;
  assignable: {
    nodes: Array<{ id: string; displayName: string; role: Role }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
  person?:
    | { __typename: 'AuditEvent' }
    | { __typename: 'Category' }
    | { __typename: 'Comment' }
    | { __typename: 'Complaint' }
    | { __typename: 'IdentityProvider' }
    | { __typename: 'Organisation' }
    | { __typename: 'OutgoingMail' }
    | {
        __typename: 'Person';
        id: string;
        name: string;
        email: string | null;
        phone: string | null;
        address: string | null;
        complaintCount: number;
      }
    | { __typename: 'ServiceToken' }
    | { __typename: 'TimelineEvent' }
    | { __typename: 'TrustedDocument' }
    | { __typename: 'User' }
    | { __typename: 'WebhookDelivery' }
    | { __typename: 'WebhookEndpoint' }
    | null;
};

export type LogComplaintMutationVariables = Exact<{
  input: LogComplaintInput;
}>;

export type LogComplaintMutation = {
  logComplaint: {
    complaint: { id: string; reference: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type StaffComplaintPartsFragment = {
  waitingReason: string | null;
  waitingSince: string | null;
  description: string;
  desiredOutcome: string | null;
  channel: Channel;
  createdAt: string;
  confirmBy: string | null;
  reopenUntil: string | null;
  closeReason: CloseReason | null;
  resolvedAt: string | null;
  closedAt: string | null;
  firstClosedAt: string | null;
  isImported: boolean;
  externalReference: string | null;
  id: string;
  reference: string;
  version: number;
  subject: string;
  status: ComplaintStatus;
  waitingFor: WaitingFor | null;
  priority: Priority;
  receivedAt: string;
  updatedAt: string;
  isOverdue: boolean;
  needsManager: boolean;
  reopenCount: number;
  consumer: {
    email: string | null;
    phone: string | null;
    address: string | null;
    isImported: boolean;
    hasAccount: boolean;
    complaintCount: number;
    id: string;
    name: string;
  };
  category: { id: string; name: string; parent: { id: string; name: string } | null } | null;
  resolution: {
    outcome: Outcome;
    explanation: string;
    rootCause: string | null;
    remedy: string | null;
    resolvedAt: string;
    redress: { amountMinor: number; currency: string } | null;
    proposedBy: { id: string; displayName: string } | null;
  } | null;
  earlierResolutions: Array<{
    outcome: Outcome;
    explanation: string;
    rootCause: string | null;
    remedy: string | null;
    resolvedAt: string;
    redress: { amountMinor: number; currency: string } | null;
    proposedBy: { id: string; displayName: string } | null;
  }>;
  acceptance: { method: string; evidence: string | null; acceptedAt: string } | null;
  deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null; isOverdue: boolean }>;
  availableActions: Array<{ action: ComplaintAction; allowed: boolean; reason: string | null }>;
  comments: {
    totalCount: number;
    nodes: Array<{
      id: string;
      kind: CommentKind;
      body: string;
      authorName: string;
      authorRole: Role | null;
      createdAt: string;
      isMine: boolean;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
  timeline: {
    nodes: Array<{
      id: string;
      summary: string;
      actorName: string;
      occurredAt: string;
      changes: Array<{ field: string; from: string | null; to: string | null }>;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
  assignee: { id: string; displayName: string } | null;
};

export type StaffComplaintQueryVariables = Exact<{
  reference: string;
  commentsBefore?: string | null | undefined;
  timelineBefore?: string | null | undefined;
}>;

export type StaffComplaintQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    user: { id: string } | null;
    organisation: {
      redressLimitMinor: number | null;
      id: string;
      slug: string;
      name: string;
      timeZone: string;
      currency: string;
    };
  } | null;
  complaint: {
    waitingReason: string | null;
    waitingSince: string | null;
    description: string;
    desiredOutcome: string | null;
    channel: Channel;
    createdAt: string;
    confirmBy: string | null;
    reopenUntil: string | null;
    closeReason: CloseReason | null;
    resolvedAt: string | null;
    closedAt: string | null;
    firstClosedAt: string | null;
    isImported: boolean;
    externalReference: string | null;
    id: string;
    reference: string;
    version: number;
    subject: string;
    status: ComplaintStatus;
    waitingFor: WaitingFor | null;
    priority: Priority;
    receivedAt: string;
    updatedAt: string;
    isOverdue: boolean;
    needsManager: boolean;
    reopenCount: number;
    consumer: {
      email: string | null;
      phone: string | null;
      address: string | null;
      isImported: boolean;
      hasAccount: boolean;
      complaintCount: number;
      id: string;
      name: string;
    };
    category: { id: string; name: string; parent: { id: string; name: string } | null } | null;
    resolution: {
      outcome: Outcome;
      explanation: string;
      rootCause: string | null;
      remedy: string | null;
      resolvedAt: string;
      redress: { amountMinor: number; currency: string } | null;
      proposedBy: { id: string; displayName: string } | null;
    } | null;
    earlierResolutions: Array<{
      outcome: Outcome;
      explanation: string;
      rootCause: string | null;
      remedy: string | null;
      resolvedAt: string;
      redress: { amountMinor: number; currency: string } | null;
      proposedBy: { id: string; displayName: string } | null;
    }>;
    acceptance: { method: string; evidence: string | null; acceptedAt: string } | null;
    deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null; isOverdue: boolean }>;
    availableActions: Array<{ action: ComplaintAction; allowed: boolean; reason: string | null }>;
    comments: {
      totalCount: number;
      nodes: Array<{
        id: string;
        kind: CommentKind;
        body: string;
        authorName: string;
        authorRole: Role | null;
        createdAt: string;
        isMine: boolean;
      }>;
      pageInfo: {
        hasNextPage: boolean;
        hasPreviousPage: boolean;
        startCursor: string | null;
        endCursor: string | null;
      };
    };
    timeline: {
      nodes: Array<{
        id: string;
        summary: string;
        actorName: string;
        occurredAt: string;
        changes: Array<{ field: string; from: string | null; to: string | null }>;
      }>;
      pageInfo: {
        hasNextPage: boolean;
        hasPreviousPage: boolean;
        startCursor: string | null;
        endCursor: string | null;
      };
    };
    assignee: { id: string; displayName: string } | null;
  } | null;
  assignable: {
    nodes: Array<{ id: string; displayName: string; role: Role }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
  categories: Array<{ id: string; name: string; children: Array<{ id: string; name: string }> }>;
};

export type StartComplaintMutationVariables = Exact<{
  input: StartComplaintInput;
}>;

export type StartComplaintMutation = {
  startComplaint: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type AssignComplaintMutationVariables = Exact<{
  input: AssignComplaintInput;
}>;

export type AssignComplaintMutation = {
  assignComplaint: {
    complaint: { id: string; assignee: { id: string; displayName: string } | null } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type AwaitConsumerMutationVariables = Exact<{
  input: AwaitConsumerInput;
}>;

export type AwaitConsumerMutation = {
  awaitConsumer: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type AwaitThirdPartyMutationVariables = Exact<{
  input: AwaitThirdPartyInput;
}>;

export type AwaitThirdPartyMutation = {
  awaitThirdParty: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type ResumeComplaintMutationVariables = Exact<{
  input: ResumeComplaintInput;
}>;

export type ResumeComplaintMutation = {
  resumeComplaint: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type AddResolutionNoteMutationVariables = Exact<{
  input: AddResolutionNoteInput;
}>;

export type AddResolutionNoteMutation = {
  addResolutionNote: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type ResolveComplaintMutationVariables = Exact<{
  input: ResolveComplaintInput;
}>;

export type ResolveComplaintMutation = {
  resolveComplaint: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type ClassifyComplaintMutationVariables = Exact<{
  input: ClassifyComplaintInput;
}>;

export type ClassifyComplaintMutation = {
  classifyComplaint: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type StaffResolutionFragment = {
  outcome: Outcome;
  explanation: string;
  rootCause: string | null;
  remedy: string | null;
  resolvedAt: string;
  redress: { amountMinor: number; currency: string } | null;
  proposedBy: { id: string; displayName: string } | null;
};

export type ComplaintRowFragment = {
  id: string;
  reference: string;
  version: number;
  subject: string;
  status: ComplaintStatus;
  waitingFor: WaitingFor | null;
  priority: Priority;
  receivedAt: string;
  updatedAt: string;
  isOverdue: boolean;
  needsManager: boolean;
  reopenCount: number;
  deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null }>;
  consumer: { id: string; name: string };
  assignee: { id: string; displayName: string } | null;
  category: { id: string; name: string } | null;
};

export type CategoryChoiceFragment = {
  id: string;
  name: string;
  children: Array<{ id: string; name: string }>;
};

export type ComplaintListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter: ComplaintFilter;
  orderBy?: ComplaintOrder | null | undefined;
  personId: string | number;
  withPerson: boolean;
}>;

export type ComplaintListQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  complaints: {
    totalCount: number;
    nodes: Array<{
      id: string;
      reference: string;
      version: number;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      priority: Priority;
      receivedAt: string;
      updatedAt: string;
      isOverdue: boolean;
      needsManager: boolean;
      reopenCount: number;
      deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null }>;
      consumer: { id: string; name: string };
      assignee: { id: string; displayName: string } | null;
      category: { id: string; name: string } | null;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
  staff: {
    nodes: Array<{ id: string; displayName: string; role: Role }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
  categories: Array<{ id: string; name: string; children: Array<{ id: string; name: string }> }>;
  person?:
    | { __typename: 'AuditEvent'; id: string }
    | { __typename: 'Category'; id: string }
    | { __typename: 'Comment'; id: string }
    | { __typename: 'Complaint'; id: string }
    | { __typename: 'IdentityProvider'; id: string }
    | { __typename: 'Organisation'; id: string }
    | { __typename: 'OutgoingMail'; id: string }
    | { __typename: 'Person'; name: string; id: string }
    | { __typename: 'ServiceToken'; id: string }
    | { __typename: 'TimelineEvent'; id: string }
    | { __typename: 'TrustedDocument'; id: string }
    | { __typename: 'User'; id: string }
    | { __typename: 'WebhookDelivery'; id: string }
    | { __typename: 'WebhookEndpoint'; id: string }
    | null;
};

export type HelpDeskQueryVariables = Exact<{
  dueSoon: ComplaintFilter;
}>;

export type HelpDeskQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  unassigned: {
    totalCount: number;
    nodes: Array<{
      id: string;
      reference: string;
      version: number;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      priority: Priority;
      receivedAt: string;
      updatedAt: string;
      isOverdue: boolean;
      needsManager: boolean;
      reopenCount: number;
      deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null }>;
      consumer: { id: string; name: string };
      assignee: { id: string; displayName: string } | null;
      category: { id: string; name: string } | null;
    }>;
  };
  answered: {
    nodes: Array<{
      id: string;
      reference: string;
      version: number;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      priority: Priority;
      receivedAt: string;
      updatedAt: string;
      isOverdue: boolean;
      needsManager: boolean;
      reopenCount: number;
      comments: {
        nodes: Array<{ id: string; kind: CommentKind; authorRole: Role | null; createdAt: string }>;
      };
      deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null }>;
      consumer: { id: string; name: string };
      assignee: { id: string; displayName: string } | null;
      category: { id: string; name: string } | null;
    }>;
  };
  asked: {
    totalCount: number;
    nodes: Array<{
      waitingSince: string | null;
      id: string;
      reference: string;
      version: number;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      priority: Priority;
      receivedAt: string;
      updatedAt: string;
      isOverdue: boolean;
      needsManager: boolean;
      reopenCount: number;
      deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null }>;
      consumer: { id: string; name: string };
      assignee: { id: string; displayName: string } | null;
      category: { id: string; name: string } | null;
    }>;
  };
  toConfirm: {
    totalCount: number;
    nodes: Array<{
      resolvedAt: string | null;
      id: string;
      reference: string;
      version: number;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      priority: Priority;
      receivedAt: string;
      updatedAt: string;
      isOverdue: boolean;
      needsManager: boolean;
      reopenCount: number;
      deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null }>;
      consumer: { id: string; name: string };
      assignee: { id: string; displayName: string } | null;
      category: { id: string; name: string } | null;
    }>;
  };
  overdue: { totalCount: number };
  mine: { totalCount: number };
  dueSoon: { totalCount: number };
};

export type SupportDeskQueryVariables = Exact<{
  dueSoon: ComplaintFilter;
}>;

export type SupportDeskQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  mine: {
    totalCount: number;
    nodes: Array<{
      id: string;
      reference: string;
      version: number;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      priority: Priority;
      receivedAt: string;
      updatedAt: string;
      isOverdue: boolean;
      needsManager: boolean;
      reopenCount: number;
      deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null }>;
      consumer: { id: string; name: string };
      assignee: { id: string; displayName: string } | null;
      category: { id: string; name: string } | null;
    }>;
  };
  unclaimed: {
    totalCount: number;
    nodes: Array<{
      id: string;
      reference: string;
      version: number;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      priority: Priority;
      receivedAt: string;
      updatedAt: string;
      isOverdue: boolean;
      needsManager: boolean;
      reopenCount: number;
      availableActions: Array<{ action: ComplaintAction; allowed: boolean; reason: string | null }>;
      deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null }>;
      consumer: { id: string; name: string };
      assignee: { id: string; displayName: string } | null;
      category: { id: string; name: string } | null;
    }>;
  };
  overdue: { totalCount: number };
  dueSoon: { totalCount: number };
  waiting: { totalCount: number };
  toConfirm: { totalCount: number };
};

export type ManagerDeskQueryVariables = Exact<{
  isAdmin: boolean;
}>;

export type ManagerDeskQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  complaintStatistics: {
    open: number;
    inProgress: number;
    waiting: number;
    resolved: number;
    overdue: number;
    dueSoon: number;
    unassigned: number;
    needsManager: number;
    reopened: number;
    medianDaysToClose: number | null;
    byCategory: Array<{ count: number; category: { id: string; name: string } | null }>;
    byDay: Array<{ day: string; received: number; closed: number }>;
  };
  flagged: {
    nodes: Array<{
      id: string;
      reference: string;
      version: number;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      priority: Priority;
      receivedAt: string;
      updatedAt: string;
      isOverdue: boolean;
      needsManager: boolean;
      reopenCount: number;
      deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null }>;
      consumer: { id: string; name: string };
      assignee: { id: string; displayName: string } | null;
      category: { id: string; name: string } | null;
    }>;
  };
  late: {
    nodes: Array<{
      id: string;
      reference: string;
      version: number;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      priority: Priority;
      receivedAt: string;
      updatedAt: string;
      isOverdue: boolean;
      needsManager: boolean;
      reopenCount: number;
      deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null }>;
      consumer: { id: string; name: string };
      assignee: { id: string; displayName: string } | null;
      category: { id: string; name: string } | null;
    }>;
  };
  workload: Array<{
    open: number;
    waiting: number;
    overdue: number;
    dueSoon: number;
    resolvedLast30Days: number;
    user: { id: string; displayName: string; role: Role; status: UserStatus };
  }>;
  activeUsers?: { totalCount: number };
  invitedUsers?: { totalCount: number };
  categories?: Array<{ id: string; children: Array<{ id: string }> }>;
};

export type NavigationCountsQueryVariables = Exact<{ [key: string]: never }>;

export type NavigationCountsQuery = {
  complaintStatistics: { mine: number; unassigned: number; overdue: number; needsManager: number };
};

export type TrustedDocumentsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;

export type TrustedDocumentsQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  trustedDocuments: {
    nodes: Array<{ id: string; hash: string; name: string; text: string; registeredAt: string }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type RegisterDocumentMutationVariables = Exact<{
  input: RegisterDocumentInput;
}>;

export type RegisterDocumentMutation = {
  registerDocument: {
    document: { name: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type RemoveDocumentMutationVariables = Exact<{
  input: RemoveDocumentInput;
}>;

export type RemoveDocumentMutation = {
  removeDocument: {
    removedId: string | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type ComplaintChangesSubscriptionVariables = Exact<{
  id: string | number;
}>;

export type ComplaintChangesSubscription = {
  complaintChanged: {
    events: Array<{ id: string; summary: string }>;
    complaint: { id: string; updatedAt: string };
  } | null;
};

export type ListChangesSubscriptionVariables = Exact<{ [key: string]: never }>;

export type ListChangesSubscription = {
  complaintsChanged: { isResync: boolean; left: Array<string>; changed: Array<{ id: string }> } | null;
};

export type InstallationQueryVariables = Exact<{ [key: string]: never }>;

export type InstallationQuery = { installation: { sendsMail: boolean } };

export type MailPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: OutgoingMailFilter | null | undefined;
}>;

export type MailPageQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  installation: { sendsMail: boolean };
  outgoingMail: {
    totalCount: number;
    nodes: Array<{
      id: string;
      kind: MailKind;
      recipient: string;
      state: MailState;
      reason: string | null;
      createdAt: string;
      endedAt: string | null;
      complaint: { id: string; reference: string } | null;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type IdentityProviderPageQueryVariables = Exact<{ [key: string]: never }>;

export type IdentityProviderPageQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: {
      providerCallbackUrl: string;
      id: string;
      slug: string;
      name: string;
      timeZone: string;
      currency: string;
    };
  } | null;
  identityProvider: {
    version: number;
    label: string;
    issuer: string;
    clientId: string;
    hasClientSecret: boolean;
    scopes: Array<string>;
    isEnabled: boolean;
    newUserRole: Role | null;
    staffMustUse: boolean;
  } | null;
};

export type SaveIdentityProviderMutationVariables = Exact<{
  input: SaveIdentityProviderInput;
}>;

export type SaveIdentityProviderMutation = {
  saveIdentityProvider: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type PublicFormQueryVariables = Exact<{
  organisation: string;
}>;

export type PublicFormQuery = {
  publicForm: {
    organisation: string;
    name: string;
    categories: Array<{ id: string; name: string; children: Array<{ id: string; name: string }> }>;
  } | null;
};

export type SettingsPageQueryVariables = Exact<{ [key: string]: never }>;

export type SettingsPageQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: {
      version: number;
      registrationOpen: boolean;
      publicFormOpen: boolean;
      acknowledgeWithinDays: number;
      finalResponseWithinDays: number;
      rejectWindowDays: number;
      reopenWindowDays: number;
      closeAfterDays: number;
      reminderDays: Array<number>;
      redressLimitMinor: number | null;
      showStaffSurnames: boolean;
      staffSecondFactor: boolean;
      consumerMailOn: boolean;
      mailSenderName: string | null;
      mailReplyTo: string | null;
      id: string;
      slug: string;
      name: string;
      timeZone: string;
      currency: string;
    };
  } | null;
  installation: { sendsMail: boolean };
};

export type UpdateOrganisationMutationVariables = Exact<{
  input: UpdateOrganisationInput;
}>;

export type UpdateOrganisationMutation = {
  updateOrganisation: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type OrganisationTimeZoneQueryVariables = Exact<{ [key: string]: never }>;

export type OrganisationTimeZoneQuery = { viewer: { organisation: { timeZone: string } } | null };

export type PersonChoiceFragment = {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  address: string | null;
  complaintCount: number;
};

export type PeopleLookUpQueryVariables = Exact<{
  text: string;
}>;

export type PeopleLookUpQuery = {
  people: {
    totalCount: number;
    nodes: Array<{
      id: string;
      name: string;
      email: string | null;
      phone: string | null;
      address: string | null;
      complaintCount: number;
    }>;
  };
};

export type PeopleListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  text?: string | null | undefined;
}>;

export type PeopleListQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  people: {
    totalCount: number;
    nodes: Array<{
      hasAccount: boolean;
      isImported: boolean;
      createdAt: string;
      id: string;
      name: string;
      email: string | null;
      phone: string | null;
      address: string | null;
      complaintCount: number;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type PersonPartsFragment = {
  version: number;
  isImported: boolean;
  hasAccount: boolean;
  createdAt: string;
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  address: string | null;
  complaintCount: number;
};

export type PersonPageQueryVariables = Exact<{
  id: string | number;
  filter: ComplaintFilter;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;

export type PersonPageQuery = {
  installation: { sendsMail: boolean };
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  person:
    | { __typename: 'AuditEvent' }
    | { __typename: 'Category' }
    | { __typename: 'Comment' }
    | { __typename: 'Complaint' }
    | { __typename: 'IdentityProvider' }
    | { __typename: 'Organisation' }
    | { __typename: 'OutgoingMail' }
    | {
        __typename: 'Person';
        version: number;
        isImported: boolean;
        hasAccount: boolean;
        createdAt: string;
        id: string;
        name: string;
        email: string | null;
        phone: string | null;
        address: string | null;
        complaintCount: number;
      }
    | { __typename: 'ServiceToken' }
    | { __typename: 'TimelineEvent' }
    | { __typename: 'TrustedDocument' }
    | { __typename: 'User' }
    | { __typename: 'WebhookDelivery' }
    | { __typename: 'WebhookEndpoint' }
    | null;
  complaints: {
    totalCount: number;
    nodes: Array<{
      id: string;
      reference: string;
      version: number;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      priority: Priority;
      receivedAt: string;
      updatedAt: string;
      isOverdue: boolean;
      needsManager: boolean;
      reopenCount: number;
      deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null }>;
      consumer: { id: string; name: string };
      assignee: { id: string; displayName: string } | null;
      category: { id: string; name: string } | null;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type NewPersonPageQueryVariables = Exact<{ [key: string]: never }>;

export type NewPersonPageQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
};

export type CreatePersonMutationVariables = Exact<{
  input: CreatePersonInput;
}>;

export type CreatePersonMutation = {
  createPerson: {
    person: { id: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type UpdatePersonMutationVariables = Exact<{
  input: UpdatePersonInput;
}>;

export type UpdatePersonMutation = {
  updatePerson: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type InvitePersonMutationVariables = Exact<{
  input: InvitePersonInput;
}>;

export type InvitePersonMutation = {
  invitePerson: {
    invitationUrl: string | null;
    user: { id: string; username: string | null; displayName: string; email: string | null } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type PlaygroundViewerQueryVariables = Exact<{ [key: string]: never }>;

export type PlaygroundViewerQuery = {
  viewer: { displayName: string; role: Role; organisation: { name: string } } | null;
  serviceToken: { name: string; organisation: { name: string } } | null;
};

export type AccountPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  organisation: string;
}>;

export type AccountPageQuery = {
  signInOptions: { providerLabel: string | null };
  viewer: {
    hasPassword: boolean;
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    user: { id: string } | null;
    externalIdentities: Array<{
      issuer: string;
      subject: string;
      accountName: string | null;
      linkedAt: string;
      lastUsedAt: string | null;
    }>;
    secondFactor: {
      isOn: boolean;
      isRequired: boolean;
      onSince: string | null;
      recoveryCodesLeft: number;
    } | null;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  sessions: {
    totalCount: number;
    nodes: Array<{
      id: string;
      device: string;
      isCurrent: boolean;
      startedAt: string;
      lastUsedAt: string;
      reuseDetectedAt: string | null;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type SecondFactorPageQueryVariables = Exact<{ [key: string]: never }>;

export type SecondFactorPageQuery = {
  viewer: {
    hasPassword: boolean;
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    secondFactor: { isOn: boolean; isRequired: boolean } | null;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
};

export type EndSessionsMutationVariables = Exact<{
  input: EndSessionsInput;
}>;

export type EndSessionsMutation = {
  endSessions: {
    count: number | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type StartSecondFactorMutationVariables = Exact<{
  input: StartSecondFactorInput;
}>;

export type StartSecondFactorMutation = {
  startSecondFactor: {
    secret: string | null;
    uri: string | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type ConfirmSecondFactorMutationVariables = Exact<{
  input: ConfirmSecondFactorInput;
}>;

export type ConfirmSecondFactorMutation = {
  confirmSecondFactor: {
    recoveryCodes: Array<string> | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type RenewRecoveryCodesMutationVariables = Exact<{
  input: RenewRecoveryCodesInput;
}>;

export type RenewRecoveryCodesMutation = {
  renewRecoveryCodes: {
    recoveryCodes: Array<string> | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type TurnOffSecondFactorMutationVariables = Exact<{
  input: TurnOffSecondFactorInput;
}>;

export type TurnOffSecondFactorMutation = {
  turnOffSecondFactor: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type SignInOptionsQueryVariables = Exact<{
  organisation: string;
}>;

export type SignInOptionsQuery = {
  signInOptions: {
    providerLabel: string | null;
    staffMustUseProvider: boolean;
    registrationOpen: boolean;
    publicFormOpen: boolean;
  };
};

export type StartProviderSignInMutationVariables = Exact<{
  input: StartProviderSignInInput;
}>;

export type StartProviderSignInMutation = {
  startProviderSignIn: {
    authorizationUrl: string | null;
    attempt: string | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type CompleteProviderSignInMutationVariables = Exact<{
  input: CompleteProviderSignInInput;
}>;

export type CompleteProviderSignInMutation = {
  completeProviderSignIn: {
    session: {
      accessToken: string;
      refreshToken: string;
      expiresAt: string;
      viewer: { role: Role; mustSetUpSecondFactor: boolean; organisation: { slug: string } };
    } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type StartIdentityLinkMutationVariables = Exact<{
  input: StartIdentityLinkInput;
}>;

export type StartIdentityLinkMutation = {
  startIdentityLink: {
    authorizationUrl: string | null;
    attempt: string | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type CompleteIdentityLinkMutationVariables = Exact<{
  input: CompleteIdentityLinkInput;
}>;

export type CompleteIdentityLinkMutation = {
  completeIdentityLink: {
    viewer: { id: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type IdentityPartsFragment = {
  issuer: string;
  subject: string;
  accountName: string | null;
  linkedAt: string;
  lastUsedAt: string | null;
};

export type UnlinkIdentityMutationVariables = Exact<{
  input: UnlinkIdentityInput;
}>;

export type UnlinkIdentityMutation = {
  unlinkIdentity: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type SessionPartsFragment = {
  accessToken: string;
  refreshToken: string;
  expiresAt: string;
  viewer: { role: Role; mustSetUpSecondFactor: boolean; organisation: { slug: string } };
};

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;

export type SignInMutation = {
  signIn: {
    session: {
      accessToken: string;
      refreshToken: string;
      expiresAt: string;
      viewer: { role: Role; mustSetUpSecondFactor: boolean; organisation: { slug: string } };
    } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type CompleteSignInMutationVariables = Exact<{
  input: CompleteSignInInput;
}>;

export type CompleteSignInMutation = {
  completeSignIn: {
    session: {
      accessToken: string;
      refreshToken: string;
      expiresAt: string;
      viewer: { role: Role; mustSetUpSecondFactor: boolean; organisation: { slug: string } };
    } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type RefreshSessionMutationVariables = Exact<{
  input: RefreshSessionInput;
}>;

export type RefreshSessionMutation = {
  refreshSession: {
    session: {
      accessToken: string;
      refreshToken: string;
      expiresAt: string;
      viewer: { role: Role; mustSetUpSecondFactor: boolean; organisation: { slug: string } };
    } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type SignOutMutationVariables = Exact<{
  input: SignOutInput;
}>;

export type SignOutMutation = {
  signOut: {
    isSignedOut: boolean;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type RegisterMutationVariables = Exact<{
  input: RegisterInput;
}>;

export type RegisterMutation = {
  register: {
    session: {
      accessToken: string;
      refreshToken: string;
      expiresAt: string;
      viewer: { role: Role; mustSetUpSecondFactor: boolean; organisation: { slug: string } };
    } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;

export type AcceptInvitationMutation = {
  acceptInvitation: {
    session: {
      accessToken: string;
      refreshToken: string;
      expiresAt: string;
      viewer: { role: Role; mustSetUpSecondFactor: boolean; organisation: { slug: string } };
    } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type InvitationQueryVariables = Exact<{
  token: string;
  organisation: string;
}>;

export type InvitationQuery = {
  signInOptions: { providerLabel: string | null };
  invitation: { username: string; organisation: string; isFirst: boolean } | null;
};

export type RequestPasswordResetMutationVariables = Exact<{
  input: RequestPasswordResetInput;
}>;

export type RequestPasswordResetMutation = {
  requestPasswordReset: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type TrackComplaintMutationVariables = Exact<{
  input: TrackComplaintInput;
}>;

export type TrackComplaintMutation = {
  trackComplaint: {
    session: {
      accessToken: string;
      refreshToken: string;
      expiresAt: string;
      viewer: { role: Role; mustSetUpSecondFactor: boolean; organisation: { slug: string } };
    } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;

export type ChangePasswordMutation = {
  changePassword: {
    viewer: { id: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type ViewerPartsFragment = {
  id: string;
  role: Role;
  displayName: string;
  mustSetUpSecondFactor: boolean;
  organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
};

export type FrameViewerQueryVariables = Exact<{ [key: string]: never }>;

export type FrameViewerQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
};

export type TokenListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;

export type TokenListQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  serviceTokens: {
    nodes: Array<{
      id: string;
      name: string;
      scopes: Array<ServiceTokenScope>;
      ending: string;
      state: ServiceTokenState;
      createdAt: string;
      expiresAt: string | null;
      lastUsedAt: string | null;
      revokedAt: string | null;
      createdBy: { id: string; displayName: string; status: UserStatus } | null;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type NewTokenPageQueryVariables = Exact<{ [key: string]: never }>;

export type NewTokenPageQuery = {
  viewer: {
    hasPassword: boolean;
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
};

export type CreateTokenMutationVariables = Exact<{
  input: CreateServiceTokenInput;
}>;

export type CreateTokenMutation = {
  createServiceToken: {
    text: string | null;
    serviceToken: { id: string; name: string; expiresAt: string | null } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type RevokeTokenMutationVariables = Exact<{
  input: RevokeServiceTokenInput;
}>;

export type RevokeTokenMutation = {
  revokeServiceToken: {
    serviceToken: { id: string; state: ServiceTokenState } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type StaffChoicesFragment = {
  nodes: Array<{ id: string; displayName: string; role: Role }>;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};

export type MoreStaffChoicesQueryVariables = Exact<{
  filter: UserFilter;
  after?: string | null | undefined;
}>;

export type MoreStaffChoicesQuery = {
  users: {
    nodes: Array<{ id: string; displayName: string; role: Role }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type UserPartsFragment = {
  id: string;
  version: number;
  displayName: string;
  username: string | null;
  email: string | null;
  role: Role;
  status: UserStatus;
  lastSignInAt: string | null;
  createdAt: string | null;
};

export type UserListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: UserFilter | null | undefined;
}>;

export type UserListQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  users: {
    totalCount: number;
    nodes: Array<{
      id: string;
      version: number;
      displayName: string;
      username: string | null;
      email: string | null;
      role: Role;
      status: UserStatus;
      lastSignInAt: string | null;
      createdAt: string | null;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type NewUserPageQueryVariables = Exact<{ [key: string]: never }>;

export type NewUserPageQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  installation: { sendsMail: boolean };
};

export type UserPageQueryVariables = Exact<{
  id: string | number;
  assigned: ComplaintFilter;
}>;

export type UserPageQuery = {
  installation: { sendsMail: boolean };
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    user: { id: string } | null;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  user:
    | { __typename: 'AuditEvent' }
    | { __typename: 'Category' }
    | { __typename: 'Comment' }
    | { __typename: 'Complaint' }
    | { __typename: 'IdentityProvider' }
    | { __typename: 'Organisation' }
    | { __typename: 'OutgoingMail' }
    | { __typename: 'Person' }
    | { __typename: 'ServiceToken' }
    | { __typename: 'TimelineEvent' }
    | { __typename: 'TrustedDocument' }
    | {
        __typename: 'User';
        hasSecondFactor: boolean | null;
        id: string;
        version: number;
        displayName: string;
        username: string | null;
        email: string | null;
        role: Role;
        status: UserStatus;
        lastSignInAt: string | null;
        createdAt: string | null;
        externalIdentities: Array<{
          issuer: string;
          subject: string;
          accountName: string | null;
          linkedAt: string;
          lastUsedAt: string | null;
        }> | null;
        person: { id: string; name: string } | null;
      }
    | { __typename: 'WebhookDelivery' }
    | { __typename: 'WebhookEndpoint' }
    | null;
  complaints: { totalCount: number };
};

export type CreateUserMutationVariables = Exact<{
  input: CreateUserInput;
}>;

export type CreateUserMutation = {
  createUser: {
    invitationUrl: string | null;
    user: { id: string; username: string | null; displayName: string; email: string | null } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type UpdateUserMutationVariables = Exact<{
  input: UpdateUserInput;
}>;

export type UpdateUserMutation = {
  updateUser: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type DisableUserMutationVariables = Exact<{
  input: DisableUserInput;
}>;

export type DisableUserMutation = {
  disableUser: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type EnableUserMutationVariables = Exact<{
  input: EnableUserInput;
}>;

export type EnableUserMutation = {
  enableUser: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type ResetSecondFactorMutationVariables = Exact<{
  input: ResetSecondFactorInput;
}>;

export type ResetSecondFactorMutation = {
  resetSecondFactor: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type EndUserSessionsMutationVariables = Exact<{
  input: EndUserSessionsInput;
}>;

export type EndUserSessionsMutation = {
  endUserSessions: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type ResetUserPasswordMutationVariables = Exact<{
  input: ResetUserPasswordInput;
}>;

export type ResetUserPasswordMutation = {
  resetUserPassword: {
    invitationUrl: string | null;
    user: { id: string; username: string | null; displayName: string; email: string | null } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type WebhookPartsFragment = {
  id: string;
  version: number;
  url: string;
  description: string;
  eventKinds: Array<EventKind>;
  isEnabled: boolean;
  disabledReason: WebhookDisabledReason | null;
  disabledAt: string | null;
  failingSince: string | null;
  previousSecretUntil: string | null;
  waitingCount: number;
  createdAt: string;
  createdBy: { id: string; displayName: string } | null;
};

export type DeliveryPartsFragment = {
  id: string;
  messageId: string;
  type: string;
  body: string;
  cause: WebhookDeliveryCause;
  state: WebhookDeliveryState;
  createdAt: string;
  nextAttemptAt: string | null;
  complaint: { id: string; reference: string } | null;
  attempts: Array<{
    attemptedAt: string;
    durationMilliseconds: number;
    responseStatus: number | null;
    error: string | null;
    responseExcerpt: string | null;
  }>;
};

export type WebhookListQueryVariables = Exact<{ [key: string]: never }>;

export type WebhookListQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  webhookEndpoints: {
    nodes: Array<{
      id: string;
      version: number;
      url: string;
      description: string;
      eventKinds: Array<EventKind>;
      isEnabled: boolean;
      disabledReason: WebhookDisabledReason | null;
      disabledAt: string | null;
      failingSince: string | null;
      previousSecretUntil: string | null;
      waitingCount: number;
      createdAt: string;
      createdBy: { id: string; displayName: string } | null;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type NewWebhookPageQueryVariables = Exact<{ [key: string]: never }>;

export type NewWebhookPageQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
};

export type WebhookPageQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter: WebhookDeliveryFilter;
}>;

export type WebhookPageQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  webhook:
    | { __typename: 'AuditEvent'; id: string }
    | { __typename: 'Category'; id: string }
    | { __typename: 'Comment'; id: string }
    | { __typename: 'Complaint'; id: string }
    | { __typename: 'IdentityProvider'; id: string }
    | { __typename: 'Organisation'; id: string }
    | { __typename: 'OutgoingMail'; id: string }
    | { __typename: 'Person'; id: string }
    | { __typename: 'ServiceToken'; id: string }
    | { __typename: 'TimelineEvent'; id: string }
    | { __typename: 'TrustedDocument'; id: string }
    | { __typename: 'User'; id: string }
    | { __typename: 'WebhookDelivery'; id: string }
    | {
        __typename: 'WebhookEndpoint';
        id: string;
        version: number;
        url: string;
        description: string;
        eventKinds: Array<EventKind>;
        isEnabled: boolean;
        disabledReason: WebhookDisabledReason | null;
        disabledAt: string | null;
        failingSince: string | null;
        previousSecretUntil: string | null;
        waitingCount: number;
        createdAt: string;
        createdBy: { id: string; displayName: string } | null;
      }
    | null;
  webhookDeliveries: {
    nodes: Array<{
      id: string;
      messageId: string;
      type: string;
      body: string;
      cause: WebhookDeliveryCause;
      state: WebhookDeliveryState;
      createdAt: string;
      nextAttemptAt: string | null;
      complaint: { id: string; reference: string } | null;
      attempts: Array<{
        attemptedAt: string;
        durationMilliseconds: number;
        responseStatus: number | null;
        error: string | null;
        responseExcerpt: string | null;
      }>;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type MessagesAboutComplaintQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter: WebhookDeliveryFilter;
}>;

export type MessagesAboutComplaintQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  complaint: { reference: string; subject: string } | null;
  webhookDeliveries: {
    nodes: Array<{
      id: string;
      messageId: string;
      type: string;
      body: string;
      cause: WebhookDeliveryCause;
      state: WebhookDeliveryState;
      createdAt: string;
      nextAttemptAt: string | null;
      endpoint: { id: string; description: string; isEnabled: boolean };
      complaint: { id: string; reference: string } | null;
      attempts: Array<{
        attemptedAt: string;
        durationMilliseconds: number;
        responseStatus: number | null;
        error: string | null;
        responseExcerpt: string | null;
      }>;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type CreateWebhookMutationVariables = Exact<{
  input: CreateWebhookEndpointInput;
}>;

export type CreateWebhookMutation = {
  createWebhookEndpoint: {
    secret: string | null;
    webhookEndpoint: { id: string; description: string } | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type UpdateWebhookMutationVariables = Exact<{
  input: UpdateWebhookEndpointInput;
}>;

export type UpdateWebhookMutation = {
  updateWebhookEndpoint: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type EnableWebhookMutationVariables = Exact<{
  input: EnableWebhookEndpointInput;
}>;

export type EnableWebhookMutation = {
  enableWebhookEndpoint: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type DisableWebhookMutationVariables = Exact<{
  input: DisableWebhookEndpointInput;
}>;

export type DisableWebhookMutation = {
  disableWebhookEndpoint: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type DeleteWebhookMutationVariables = Exact<{
  input: DeleteWebhookEndpointInput;
}>;

export type DeleteWebhookMutation = {
  deleteWebhookEndpoint: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type RotateWebhookMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;

export type RotateWebhookMutation = {
  rotateWebhookSecret: {
    secret: string | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type EndWebhookOverlapMutationVariables = Exact<{
  input: EndWebhookSecretOverlapInput;
}>;

export type EndWebhookOverlapMutation = {
  endWebhookSecretOverlap: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type TestWebhookMutationVariables = Exact<{
  input: SendTestWebhookInput;
}>;

export type TestWebhookMutation = {
  sendTestWebhook: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type ResendWebhookMessageMutationVariables = Exact<{
  input: ResendWebhookInput;
}>;

export type ResendWebhookMessageMutation = {
  resendWebhook: {
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type ReplayWebhookMutationVariables = Exact<{
  input: ReplayWebhooksInput;
}>;

export type ReplayWebhookMutation = {
  replayWebhooks: {
    count: number | null;
    errors: Array<
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { code: ErrorCode; message: string; path: Array<string> | null }
      | { challenge: string; code: ErrorCode; message: string; path: Array<string> | null }
      | {
          code: ErrorCode;
          message: string;
          path: Array<string> | null;
          current:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | null;
        }
    >;
  };
};

export type WorkloadRowFragment = {
  open: number;
  waiting: number;
  overdue: number;
  dueSoon: number;
  resolvedLast30Days: number;
  user: { id: string; displayName: string; role: Role; status: UserStatus };
};

export type WorkloadPageQueryVariables = Exact<{ [key: string]: never }>;

export type WorkloadPageQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  workload: Array<{
    open: number;
    waiting: number;
    overdue: number;
    dueSoon: number;
    resolvedLast30Days: number;
    user: { id: string; displayName: string; role: Role; status: UserStatus };
  }>;
  complaintStatistics: { unassigned: number; needsManager: number; overdue: number };
};

export type QueueOfStaffQueryVariables = Exact<{
  userId: string | number;
  filter: ComplaintFilter;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;

export type QueueOfStaffQuery = {
  viewer: {
    id: string;
    role: Role;
    displayName: string;
    mustSetUpSecondFactor: boolean;
    organisation: { id: string; slug: string; name: string; timeZone: string; currency: string };
  } | null;
  user:
    | { __typename: 'AuditEvent'; id: string }
    | { __typename: 'Category'; id: string }
    | { __typename: 'Comment'; id: string }
    | { __typename: 'Complaint'; id: string }
    | { __typename: 'IdentityProvider'; id: string }
    | { __typename: 'Organisation'; id: string }
    | { __typename: 'OutgoingMail'; id: string }
    | { __typename: 'Person'; id: string }
    | { __typename: 'ServiceToken'; id: string }
    | { __typename: 'TimelineEvent'; id: string }
    | { __typename: 'TrustedDocument'; id: string }
    | { __typename: 'User'; displayName: string; role: Role; id: string }
    | { __typename: 'WebhookDelivery'; id: string }
    | { __typename: 'WebhookEndpoint'; id: string }
    | null;
  complaints: {
    totalCount: number;
    nodes: Array<{
      id: string;
      reference: string;
      version: number;
      subject: string;
      status: ComplaintStatus;
      waitingFor: WaitingFor | null;
      priority: Priority;
      receivedAt: string;
      updatedAt: string;
      isOverdue: boolean;
      needsManager: boolean;
      reopenCount: number;
      deadlines: Array<{ kind: DeadlineKind; dueAt: string; metAt: string | null }>;
      consumer: { id: string; name: string };
      assignee: { id: string; displayName: string } | null;
      category: { id: string; name: string } | null;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
  assignable: {
    nodes: Array<{ id: string; displayName: string; role: Role }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ErrorPartsFragmentDoc = new TypedDocumentString(
  `
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}
    `,
  { fragmentName: 'ErrorParts' },
) as unknown as TypedDocumentString<ErrorPartsFragment, unknown>;
export const CategoryPartsFragmentDoc = new TypedDocumentString(
  `
    fragment CategoryParts on Category {
  id
  version
  name
  isArchived
  complaintCount
}
    `,
  { fragmentName: 'CategoryParts' },
) as unknown as TypedDocumentString<CategoryPartsFragment, unknown>;
export const ConsumerComplaintRowFragmentDoc = new TypedDocumentString(
  `
    fragment ConsumerComplaintRow on Complaint {
  id
  reference
  subject
  status
  waitingFor
  closeReason
  receivedAt
  updatedAt
  confirmBy
  isOverdue
}
    `,
  { fragmentName: 'ConsumerComplaintRow' },
) as unknown as TypedDocumentString<ConsumerComplaintRowFragment, unknown>;
export const ConsumerResolutionFragmentDoc = new TypedDocumentString(
  `
    fragment ConsumerResolution on Resolution {
  outcome
  explanation
  remedy
  redress {
    amountMinor
    currency
  }
  resolvedAt
}
    `,
  { fragmentName: 'ConsumerResolution' },
) as unknown as TypedDocumentString<ConsumerResolutionFragment, unknown>;
export const ConsumerComplaintPartsFragmentDoc = new TypedDocumentString(
  `
    fragment ConsumerComplaintParts on Complaint {
  id
  reference
  version
  status
  waitingFor
  waitingSince
  isOverdue
  subject
  description
  desiredOutcome
  channel
  receivedAt
  updatedAt
  confirmBy
  reopenUntil
  reopenCount
  closeReason
  resolvedAt
  closedAt
  isImported
  receipt {
    keyId
  }
  category {
    id
    name
  }
  assignee {
    id
    displayName
  }
  resolution {
    ...ConsumerResolution
  }
  earlierResolutions {
    ...ConsumerResolution
  }
  acceptance {
    method
    acceptedAt
  }
  deadlines {
    kind
    dueAt
    metAt
    isOverdue
  }
  availableActions {
    action
    allowed
    reason
  }
  comments(last: 30, before: $commentsBefore) {
    nodes {
      id
      kind
      body
      authorName
      createdAt
      isMine
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
    totalCount
  }
  timeline(last: 50, before: $timelineBefore) {
    nodes {
      id
      summary
      actorName
      occurredAt
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
  }
}
    fragment ConsumerResolution on Resolution {
  outcome
  explanation
  remedy
  redress {
    amountMinor
    currency
  }
  resolvedAt
}`,
  { fragmentName: 'ConsumerComplaintParts' },
) as unknown as TypedDocumentString<ConsumerComplaintPartsFragment, unknown>;
export const ComplaintRowFragmentDoc = new TypedDocumentString(
  `
    fragment ComplaintRow on Complaint {
  id
  reference
  version
  subject
  status
  waitingFor
  priority
  receivedAt
  updatedAt
  isOverdue
  needsManager
  reopenCount
  deadlines {
    kind
    dueAt
    metAt
  }
  consumer {
    id
    name
  }
  assignee {
    id
    displayName
  }
  category {
    id
    name
  }
}
    `,
  { fragmentName: 'ComplaintRow' },
) as unknown as TypedDocumentString<ComplaintRowFragment, unknown>;
export const StaffResolutionFragmentDoc = new TypedDocumentString(
  `
    fragment StaffResolution on Resolution {
  outcome
  explanation
  rootCause
  remedy
  redress {
    amountMinor
    currency
  }
  proposedBy {
    id
    displayName
  }
  resolvedAt
}
    `,
  { fragmentName: 'StaffResolution' },
) as unknown as TypedDocumentString<StaffResolutionFragment, unknown>;
export const PagePartsFragmentDoc = new TypedDocumentString(
  `
    fragment PageParts on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
    `,
  { fragmentName: 'PageParts' },
) as unknown as TypedDocumentString<PagePartsFragment, unknown>;
export const StaffComplaintPartsFragmentDoc = new TypedDocumentString(
  `
    fragment StaffComplaintParts on Complaint {
  ...ComplaintRow
  waitingReason
  waitingSince
  description
  desiredOutcome
  channel
  createdAt
  confirmBy
  reopenUntil
  closeReason
  resolvedAt
  closedAt
  firstClosedAt
  isImported
  externalReference
  consumer {
    email
    phone
    address
    isImported
    hasAccount
    complaintCount
  }
  category {
    parent {
      id
      name
    }
  }
  resolution {
    ...StaffResolution
  }
  earlierResolutions {
    ...StaffResolution
  }
  acceptance {
    method
    evidence
    acceptedAt
  }
  deadlines {
    isOverdue
  }
  availableActions {
    action
    allowed
    reason
  }
  comments(last: 30, before: $commentsBefore) {
    nodes {
      id
      kind
      body
      authorName
      authorRole
      createdAt
      isMine
    }
    pageInfo {
      ...PageParts
    }
    totalCount
  }
  timeline(last: 25, before: $timelineBefore) {
    nodes {
      id
      summary
      actorName
      occurredAt
      changes {
        field
        from
        to
      }
    }
    pageInfo {
      ...PageParts
    }
  }
}
    fragment PageParts on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment StaffResolution on Resolution {
  outcome
  explanation
  rootCause
  remedy
  redress {
    amountMinor
    currency
  }
  proposedBy {
    id
    displayName
  }
  resolvedAt
}
fragment ComplaintRow on Complaint {
  id
  reference
  version
  subject
  status
  waitingFor
  priority
  receivedAt
  updatedAt
  isOverdue
  needsManager
  reopenCount
  deadlines {
    kind
    dueAt
    metAt
  }
  consumer {
    id
    name
  }
  assignee {
    id
    displayName
  }
  category {
    id
    name
  }
}`,
  { fragmentName: 'StaffComplaintParts' },
) as unknown as TypedDocumentString<StaffComplaintPartsFragment, unknown>;
export const CategoryChoiceFragmentDoc = new TypedDocumentString(
  `
    fragment CategoryChoice on Category {
  id
  name
  children {
    id
    name
  }
}
    `,
  { fragmentName: 'CategoryChoice' },
) as unknown as TypedDocumentString<CategoryChoiceFragment, unknown>;
export const PersonChoiceFragmentDoc = new TypedDocumentString(
  `
    fragment PersonChoice on Person {
  id
  name
  email
  phone
  address
  complaintCount
}
    `,
  { fragmentName: 'PersonChoice' },
) as unknown as TypedDocumentString<PersonChoiceFragment, unknown>;
export const PersonPartsFragmentDoc = new TypedDocumentString(
  `
    fragment PersonParts on Person {
  ...PersonChoice
  version
  isImported
  hasAccount
  createdAt
}
    fragment PersonChoice on Person {
  id
  name
  email
  phone
  address
  complaintCount
}`,
  { fragmentName: 'PersonParts' },
) as unknown as TypedDocumentString<PersonPartsFragment, unknown>;
export const IdentityPartsFragmentDoc = new TypedDocumentString(
  `
    fragment IdentityParts on ExternalIdentity {
  issuer
  subject
  accountName
  linkedAt
  lastUsedAt
}
    `,
  { fragmentName: 'IdentityParts' },
) as unknown as TypedDocumentString<IdentityPartsFragment, unknown>;
export const SessionPartsFragmentDoc = new TypedDocumentString(
  `
    fragment SessionParts on Session {
  accessToken
  refreshToken
  expiresAt
  viewer {
    role
    mustSetUpSecondFactor
    organisation {
      slug
    }
  }
}
    `,
  { fragmentName: 'SessionParts' },
) as unknown as TypedDocumentString<SessionPartsFragment, unknown>;
export const ViewerPartsFragmentDoc = new TypedDocumentString(
  `
    fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}
    `,
  { fragmentName: 'ViewerParts' },
) as unknown as TypedDocumentString<ViewerPartsFragment, unknown>;
export const StaffChoicesFragmentDoc = new TypedDocumentString(
  `
    fragment StaffChoices on UserConnection {
  nodes {
    id
    displayName
    role
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}
    `,
  { fragmentName: 'StaffChoices' },
) as unknown as TypedDocumentString<StaffChoicesFragment, unknown>;
export const UserPartsFragmentDoc = new TypedDocumentString(
  `
    fragment UserParts on User {
  id
  version
  displayName
  username
  email
  role
  status
  lastSignInAt
  createdAt
}
    `,
  { fragmentName: 'UserParts' },
) as unknown as TypedDocumentString<UserPartsFragment, unknown>;
export const WebhookPartsFragmentDoc = new TypedDocumentString(
  `
    fragment WebhookParts on WebhookEndpoint {
  id
  version
  url
  description
  eventKinds
  isEnabled
  disabledReason
  disabledAt
  failingSince
  previousSecretUntil
  waitingCount
  createdAt
  createdBy {
    id
    displayName
  }
}
    `,
  { fragmentName: 'WebhookParts' },
) as unknown as TypedDocumentString<WebhookPartsFragment, unknown>;
export const DeliveryPartsFragmentDoc = new TypedDocumentString(
  `
    fragment DeliveryParts on WebhookDelivery {
  id
  messageId
  type
  body
  cause
  state
  createdAt
  nextAttemptAt
  complaint {
    id
    reference
  }
  attempts {
    attemptedAt
    durationMilliseconds
    responseStatus
    error
    responseExcerpt
  }
}
    `,
  { fragmentName: 'DeliveryParts' },
) as unknown as TypedDocumentString<DeliveryPartsFragment, unknown>;
export const WorkloadRowFragmentDoc = new TypedDocumentString(
  `
    fragment WorkloadRow on Workload {
  user {
    id
    displayName
    role
    status
  }
  open
  waiting
  overdue
  dueSoon
  resolvedLast30Days
}
    `,
  { fragmentName: 'WorkloadRow' },
) as unknown as TypedDocumentString<WorkloadRowFragment, unknown>;
export const AuditLogDocument = new TypedDocumentString(
  `
    query AuditLog($first: Int, $after: String, $last: Int, $before: String, $filter: AuditEventFilter!, $subjectId: ID!, $withSubject: Boolean!, $withVerification: Boolean!) {
  viewer {
    ...ViewerParts
  }
  auditEvents(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
  ) {
    nodes {
      id
      action
      subjectType
      subjectId
      subjectLabel
      actorName
      actorKind
      actorRole
      occurredAt
      client
      requestId
      changes {
        field
        from
        to
      }
    }
    pageInfo {
      ...PageParts
    }
    totalCount
  }
  staff: users(first: 100, filter: {role: [HELP_DESK, SUPPORT, MANAGER, ADMIN]}) {
    ...StaffChoices
  }
  auditVerification @include(if: $withVerification) {
    eventCount
    chainCount
    unsignedCount
    lastCheckpoint {
      number
      madeAt
      hash
    }
  }
  subject: node(id: $subjectId) @include(if: $withSubject) {
    __typename
    id
    ... on Complaint {
      reference
    }
    ... on User {
      displayName
    }
    ... on Person {
      name
    }
    ... on Category {
      name
    }
  }
}
    fragment PageParts on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}
fragment StaffChoices on UserConnection {
  nodes {
    id
    displayName
    role
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}`,
  { hash: '4bc2544633b577c3f25a0296842f8ace8c1c08a6c848491f317a31483bbc4876' },
) as unknown as TypedDocumentString<AuditLogQuery, AuditLogQueryVariables>;
export const VerifyAuditDocument = new TypedDocumentString(
  `
    mutation VerifyAudit($input: VerifyAuditInput!) {
  verifyAudit(input: $input) {
    verification {
      isSound
      eventCount
      chainCount
      checkpointCount
      findingCount
      findings {
        code
        message
      }
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '0efd3f4e7d42cd5946db625ad214e2bbd180541b6c4333c7efbaa85fea044c07' },
) as unknown as TypedDocumentString<VerifyAuditMutation, VerifyAuditMutationVariables>;
export const CategoryTreeDocument = new TypedDocumentString(
  `
    query CategoryTree {
  viewer {
    ...ViewerParts
  }
  categories(includeArchived: true) {
    ...CategoryParts
    children {
      ...CategoryParts
    }
  }
}
    fragment CategoryParts on Category {
  id
  version
  name
  isArchived
  complaintCount
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: '2c9c8c82e52dc2dd3b3dc3651a4ab8cb694ac315cfad4c6ac30824e6c68a3f07' },
) as unknown as TypedDocumentString<CategoryTreeQuery, CategoryTreeQueryVariables>;
export const CreateCategoryDocument = new TypedDocumentString(
  `
    mutation CreateCategory($input: CreateCategoryInput!) {
  createCategory(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '1a070931e4b97b0d7b51da54d849e4bd6189f59bb58e2835e2e31c87e8fddcf3' },
) as unknown as TypedDocumentString<CreateCategoryMutation, CreateCategoryMutationVariables>;
export const UpdateCategoryDocument = new TypedDocumentString(
  `
    mutation UpdateCategory($input: UpdateCategoryInput!) {
  updateCategory(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '218fb3368642149075b92b76fdc460f6e97a1721c58eb13e53332106dc1b76f2' },
) as unknown as TypedDocumentString<UpdateCategoryMutation, UpdateCategoryMutationVariables>;
export const ArchiveCategoryDocument = new TypedDocumentString(
  `
    mutation ArchiveCategory($input: ArchiveCategoryInput!) {
  archiveCategory(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '9351287614f6de2842d1607d3bfb4a9db6084f7defd99c97b41f7f707ec5f2c3' },
) as unknown as TypedDocumentString<ArchiveCategoryMutation, ArchiveCategoryMutationVariables>;
export const RestoreCategoryDocument = new TypedDocumentString(
  `
    mutation RestoreCategory($input: RestoreCategoryInput!) {
  restoreCategory(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '5bc3965bea7ebd73947deec982339888e153a66052716e4bf52877fdf80900b1' },
) as unknown as TypedDocumentString<RestoreCategoryMutation, RestoreCategoryMutationVariables>;
export const MyComplaintsDocument = new TypedDocumentString(
  `
    query MyComplaints($first: Int, $after: String, $last: Int, $before: String) {
  viewer {
    ...ViewerParts
  }
  toConfirm: complaints(first: 10, filter: {status: [RESOLVED]}) {
    nodes {
      ...ConsumerComplaintRow
    }
  }
  toAnswer: complaints(first: 10, filter: {waitingFor: [CONSUMER]}) {
    nodes {
      ...ConsumerComplaintRow
    }
  }
  complaints(first: $first, after: $after, last: $last, before: $before) {
    nodes {
      ...ConsumerComplaintRow
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    totalCount
  }
}
    fragment ConsumerComplaintRow on Complaint {
  id
  reference
  subject
  status
  waitingFor
  closeReason
  receivedAt
  updatedAt
  confirmBy
  isOverdue
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: '6f76502483237394aacb20d836643f7d3cfaa0de855a988807b0ea0e12fc07de' },
) as unknown as TypedDocumentString<MyComplaintsQuery, MyComplaintsQueryVariables>;
export const NewComplaintPageDocument = new TypedDocumentString(
  `
    query NewComplaintPage {
  viewer {
    ...ViewerParts
  }
  categories {
    id
    name
    children {
      id
      name
    }
  }
}
    fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: '27dbe2fc9b789d3ef7a56db12a042aaea6d69383fe6909a62464fc50c11bd286' },
) as unknown as TypedDocumentString<NewComplaintPageQuery, NewComplaintPageQueryVariables>;
export const MyComplaintDocument = new TypedDocumentString(
  `
    query MyComplaint($reference: String!, $commentsBefore: String, $timelineBefore: String) {
  viewer {
    ...ViewerParts
  }
  complaint: complaintByReference(reference: $reference) {
    ...ConsumerComplaintParts
  }
}
    fragment ConsumerComplaintParts on Complaint {
  id
  reference
  version
  status
  waitingFor
  waitingSince
  isOverdue
  subject
  description
  desiredOutcome
  channel
  receivedAt
  updatedAt
  confirmBy
  reopenUntil
  reopenCount
  closeReason
  resolvedAt
  closedAt
  isImported
  receipt {
    keyId
  }
  category {
    id
    name
  }
  assignee {
    id
    displayName
  }
  resolution {
    ...ConsumerResolution
  }
  earlierResolutions {
    ...ConsumerResolution
  }
  acceptance {
    method
    acceptedAt
  }
  deadlines {
    kind
    dueAt
    metAt
    isOverdue
  }
  availableActions {
    action
    allowed
    reason
  }
  comments(last: 30, before: $commentsBefore) {
    nodes {
      id
      kind
      body
      authorName
      createdAt
      isMine
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
    totalCount
  }
  timeline(last: 50, before: $timelineBefore) {
    nodes {
      id
      summary
      actorName
      occurredAt
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
  }
}
fragment ConsumerResolution on Resolution {
  outcome
  explanation
  remedy
  redress {
    amountMinor
    currency
  }
  resolvedAt
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: '28c022d4ff2c2d06fdff63106797d260f645da19735b51e864795def727a043a' },
) as unknown as TypedDocumentString<MyComplaintQuery, MyComplaintQueryVariables>;
export const TrackedComplaintDocument = new TypedDocumentString(
  `
    query TrackedComplaint($commentsBefore: String, $timelineBefore: String) {
  viewer {
    ...ViewerParts
    trackedComplaint {
      ...ConsumerComplaintParts
    }
  }
}
    fragment ConsumerComplaintParts on Complaint {
  id
  reference
  version
  status
  waitingFor
  waitingSince
  isOverdue
  subject
  description
  desiredOutcome
  channel
  receivedAt
  updatedAt
  confirmBy
  reopenUntil
  reopenCount
  closeReason
  resolvedAt
  closedAt
  isImported
  receipt {
    keyId
  }
  category {
    id
    name
  }
  assignee {
    id
    displayName
  }
  resolution {
    ...ConsumerResolution
  }
  earlierResolutions {
    ...ConsumerResolution
  }
  acceptance {
    method
    acceptedAt
  }
  deadlines {
    kind
    dueAt
    metAt
    isOverdue
  }
  availableActions {
    action
    allowed
    reason
  }
  comments(last: 30, before: $commentsBefore) {
    nodes {
      id
      kind
      body
      authorName
      createdAt
      isMine
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
    totalCount
  }
  timeline(last: 50, before: $timelineBefore) {
    nodes {
      id
      summary
      actorName
      occurredAt
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
  }
}
fragment ConsumerResolution on Resolution {
  outcome
  explanation
  remedy
  redress {
    amountMinor
    currency
  }
  resolvedAt
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: '1e87362a30bdecf4df0cfafbcb8634f63e163b8279d3c5e5cbda10d29b1f9d56' },
) as unknown as TypedDocumentString<TrackedComplaintQuery, TrackedComplaintQueryVariables>;
export const SubmitComplaintDocument = new TypedDocumentString(
  `
    mutation SubmitComplaint($input: SubmitComplaintInput!) {
  submitComplaint(input: $input) {
    complaint {
      id
      reference
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '8449e75e9c0c4842e34c02b5fed43bfe05ac15e119543968a2214319a1181a95' },
) as unknown as TypedDocumentString<SubmitComplaintMutation, SubmitComplaintMutationVariables>;
export const SubmitPublicComplaintDocument = new TypedDocumentString(
  `
    mutation SubmitPublicComplaint($input: SubmitPublicComplaintInput!) {
  submitPublicComplaint(input: $input) {
    reference
    trackingUrl
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'fa64ae8365f47407b1e2e2b41fd713edc123e03da5a92d48f13ab4394e96b0a1' },
) as unknown as TypedDocumentString<SubmitPublicComplaintMutation, SubmitPublicComplaintMutationVariables>;
export const AddCommentDocument = new TypedDocumentString(
  `
    mutation AddComment($input: AddCommentInput!) {
  addComment(input: $input) {
    comment {
      id
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '9e9dd54c2e4ea48a9ef2ca0f8fb346d5468f9dce97c4ad10c69fc8e0c7c2fa4b' },
) as unknown as TypedDocumentString<AddCommentMutation, AddCommentMutationVariables>;
export const AcceptResolutionDocument = new TypedDocumentString(
  `
    mutation AcceptResolution($input: AcceptResolutionInput!) {
  acceptResolution(input: $input) {
    complaint {
      id
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '9c56c4f14e68436a5d68ff34895e1b23996f631f4b6a8345f0a7ffa9bf2887a1' },
) as unknown as TypedDocumentString<AcceptResolutionMutation, AcceptResolutionMutationVariables>;
export const RejectResolutionDocument = new TypedDocumentString(
  `
    mutation RejectResolution($input: RejectResolutionInput!) {
  rejectResolution(input: $input) {
    complaint {
      id
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '1e93f159ccaaaf5010618e7be5d3fde782b5f752b218abc516467eed11ea895f' },
) as unknown as TypedDocumentString<RejectResolutionMutation, RejectResolutionMutationVariables>;
export const ReopenComplaintDocument = new TypedDocumentString(
  `
    mutation ReopenComplaint($input: ReopenComplaintInput!) {
  reopenComplaint(input: $input) {
    complaint {
      id
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '2fbbb9fb0ef47a6eb850eae364a18d0fd9f3ec823de3d59d17efcad92ba2da52' },
) as unknown as TypedDocumentString<ReopenComplaintMutation, ReopenComplaintMutationVariables>;
export const WithdrawComplaintDocument = new TypedDocumentString(
  `
    mutation WithdrawComplaint($input: WithdrawComplaintInput!) {
  withdrawComplaint(input: $input) {
    complaint {
      id
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'e59f31fb0bedfe98b4ef2de920553bece98cbe760ce5e97405cc42aac809d18d' },
) as unknown as TypedDocumentString<WithdrawComplaintMutation, WithdrawComplaintMutationVariables>;
export const MyReceiptDocument = new TypedDocumentString(
  `
    query MyReceipt($reference: String!) {
  viewer {
    ...ViewerParts
  }
  complaint: complaintByReference(reference: $reference) {
    reference
    receipt {
      document
    }
  }
}
    fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: '7925ff3bde7a43a41650c7422ddf600798b9a14ce44e872ecb8c3ccc4d8f1ca6' },
) as unknown as TypedDocumentString<MyReceiptQuery, MyReceiptQueryVariables>;
export const TrackedReceiptDocument = new TypedDocumentString(
  `
    query TrackedReceipt {
  viewer {
    ...ViewerParts
    trackedComplaint {
      reference
      receipt {
        document
      }
    }
  }
}
    fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: '2d7c102a91d3cdb52a2372d6a67220792e7894d44e46d8bf5dc05bd12b19ab17' },
) as unknown as TypedDocumentString<TrackedReceiptQuery, TrackedReceiptQueryVariables>;
export const LogComplaintPageDocument = new TypedDocumentString(
  `
    query LogComplaintPage($personId: ID!, $withPerson: Boolean!) {
  viewer {
    ...ViewerParts
    user {
      id
    }
  }
  categories {
    ...CategoryChoice
  }
  assignable: users(first: 100, filter: {assignable: true}) {
    ...StaffChoices
  }
  person: node(id: $personId) @include(if: $withPerson) {
    __typename
    ...PersonChoice
  }
}
    fragment CategoryChoice on Category {
  id
  name
  children {
    id
    name
  }
}
fragment PersonChoice on Person {
  id
  name
  email
  phone
  address
  complaintCount
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}
fragment StaffChoices on UserConnection {
  nodes {
    id
    displayName
    role
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}`,
  { hash: '74ca91c5109097f52f8255948213b74342c90101a299890ca733c243287a4df7' },
) as unknown as TypedDocumentString<LogComplaintPageQuery, LogComplaintPageQueryVariables>;
export const LogComplaintDocument = new TypedDocumentString(
  `
    mutation LogComplaint($input: LogComplaintInput!) {
  logComplaint(input: $input) {
    complaint {
      id
      reference
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'ffc3ee05e05435d236eb9fcc0049f48b3e6e45a1e7585b8b2995323de6d0a985' },
) as unknown as TypedDocumentString<LogComplaintMutation, LogComplaintMutationVariables>;
export const StaffComplaintDocument = new TypedDocumentString(
  `
    query StaffComplaint($reference: String!, $commentsBefore: String, $timelineBefore: String) {
  viewer {
    ...ViewerParts
    user {
      id
    }
    organisation {
      redressLimitMinor
    }
  }
  complaint: complaintByReference(reference: $reference) {
    ...StaffComplaintParts
  }
  assignable: users(first: 100, filter: {assignable: true}) {
    ...StaffChoices
  }
  categories {
    ...CategoryChoice
  }
}
    fragment PageParts on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment StaffComplaintParts on Complaint {
  ...ComplaintRow
  waitingReason
  waitingSince
  description
  desiredOutcome
  channel
  createdAt
  confirmBy
  reopenUntil
  closeReason
  resolvedAt
  closedAt
  firstClosedAt
  isImported
  externalReference
  consumer {
    email
    phone
    address
    isImported
    hasAccount
    complaintCount
  }
  category {
    parent {
      id
      name
    }
  }
  resolution {
    ...StaffResolution
  }
  earlierResolutions {
    ...StaffResolution
  }
  acceptance {
    method
    evidence
    acceptedAt
  }
  deadlines {
    isOverdue
  }
  availableActions {
    action
    allowed
    reason
  }
  comments(last: 30, before: $commentsBefore) {
    nodes {
      id
      kind
      body
      authorName
      authorRole
      createdAt
      isMine
    }
    pageInfo {
      ...PageParts
    }
    totalCount
  }
  timeline(last: 25, before: $timelineBefore) {
    nodes {
      id
      summary
      actorName
      occurredAt
      changes {
        field
        from
        to
      }
    }
    pageInfo {
      ...PageParts
    }
  }
}
fragment StaffResolution on Resolution {
  outcome
  explanation
  rootCause
  remedy
  redress {
    amountMinor
    currency
  }
  proposedBy {
    id
    displayName
  }
  resolvedAt
}
fragment ComplaintRow on Complaint {
  id
  reference
  version
  subject
  status
  waitingFor
  priority
  receivedAt
  updatedAt
  isOverdue
  needsManager
  reopenCount
  deadlines {
    kind
    dueAt
    metAt
  }
  consumer {
    id
    name
  }
  assignee {
    id
    displayName
  }
  category {
    id
    name
  }
}
fragment CategoryChoice on Category {
  id
  name
  children {
    id
    name
  }
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}
fragment StaffChoices on UserConnection {
  nodes {
    id
    displayName
    role
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}`,
  { hash: '691faf5ee33098c58209d25ac6766f8711f502e0bf3bf8641d169720de813fc0' },
) as unknown as TypedDocumentString<StaffComplaintQuery, StaffComplaintQueryVariables>;
export const StartComplaintDocument = new TypedDocumentString(
  `
    mutation StartComplaint($input: StartComplaintInput!) {
  startComplaint(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '5a409bb28fa845480fe5ea48329da64e2efbe0d9885d3bbe83a539985b46fe72' },
) as unknown as TypedDocumentString<StartComplaintMutation, StartComplaintMutationVariables>;
export const AssignComplaintDocument = new TypedDocumentString(
  `
    mutation AssignComplaint($input: AssignComplaintInput!) {
  assignComplaint(input: $input) {
    complaint {
      id
      assignee {
        id
        displayName
      }
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '065a834317cef51cf8a092e33c01c1a0c4bc135f534800c063b9bef81cf15912' },
) as unknown as TypedDocumentString<AssignComplaintMutation, AssignComplaintMutationVariables>;
export const AwaitConsumerDocument = new TypedDocumentString(
  `
    mutation AwaitConsumer($input: AwaitConsumerInput!) {
  awaitConsumer(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'cd9f82b17547efe090576ce5c4fb116685638b56d00c68371d695897efa2ff9d' },
) as unknown as TypedDocumentString<AwaitConsumerMutation, AwaitConsumerMutationVariables>;
export const AwaitThirdPartyDocument = new TypedDocumentString(
  `
    mutation AwaitThirdParty($input: AwaitThirdPartyInput!) {
  awaitThirdParty(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '525b04b810c6706da5b098442b8ec1a940430a40cedaba944774a8940908c78c' },
) as unknown as TypedDocumentString<AwaitThirdPartyMutation, AwaitThirdPartyMutationVariables>;
export const ResumeComplaintDocument = new TypedDocumentString(
  `
    mutation ResumeComplaint($input: ResumeComplaintInput!) {
  resumeComplaint(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'f42c623ff5da15adcc6dd3f3d89ac46f50b04e2771f329c989be7098704f5ee4' },
) as unknown as TypedDocumentString<ResumeComplaintMutation, ResumeComplaintMutationVariables>;
export const AddResolutionNoteDocument = new TypedDocumentString(
  `
    mutation AddResolutionNote($input: AddResolutionNoteInput!) {
  addResolutionNote(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'c21bc49291c3c54464ee3994b23f220bb1bd5453b7d85bdc0c547c5cb918fc29' },
) as unknown as TypedDocumentString<AddResolutionNoteMutation, AddResolutionNoteMutationVariables>;
export const ResolveComplaintDocument = new TypedDocumentString(
  `
    mutation ResolveComplaint($input: ResolveComplaintInput!) {
  resolveComplaint(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '5936589235eec775b8ecf371c5d86ea666c63249432201af36be03acc0adaaca' },
) as unknown as TypedDocumentString<ResolveComplaintMutation, ResolveComplaintMutationVariables>;
export const ClassifyComplaintDocument = new TypedDocumentString(
  `
    mutation ClassifyComplaint($input: ClassifyComplaintInput!) {
  classifyComplaint(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '604f8bc5d1631f205e8844a7cbcb9851df0bebd3d1f666341b7b9d42f8660d46' },
) as unknown as TypedDocumentString<ClassifyComplaintMutation, ClassifyComplaintMutationVariables>;
export const ComplaintListDocument = new TypedDocumentString(
  `
    query ComplaintList($first: Int, $after: String, $last: Int, $before: String, $filter: ComplaintFilter!, $orderBy: ComplaintOrder, $personId: ID!, $withPerson: Boolean!) {
  viewer {
    ...ViewerParts
  }
  complaints(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
    orderBy: $orderBy
  ) {
    nodes {
      ...ComplaintRow
    }
    pageInfo {
      ...PageParts
    }
    totalCount
  }
  staff: users(first: 100, filter: {role: [HELP_DESK, SUPPORT, MANAGER, ADMIN]}) {
    ...StaffChoices
  }
  categories(includeArchived: true) {
    ...CategoryChoice
  }
  person: node(id: $personId) @include(if: $withPerson) {
    __typename
    id
    ... on Person {
      name
    }
  }
}
    fragment PageParts on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment ComplaintRow on Complaint {
  id
  reference
  version
  subject
  status
  waitingFor
  priority
  receivedAt
  updatedAt
  isOverdue
  needsManager
  reopenCount
  deadlines {
    kind
    dueAt
    metAt
  }
  consumer {
    id
    name
  }
  assignee {
    id
    displayName
  }
  category {
    id
    name
  }
}
fragment CategoryChoice on Category {
  id
  name
  children {
    id
    name
  }
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}
fragment StaffChoices on UserConnection {
  nodes {
    id
    displayName
    role
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}`,
  { hash: '7386828e47f4427fd5534c0a4b422fbc5b705efbc9ad797b45e72ff5fcb93696' },
) as unknown as TypedDocumentString<ComplaintListQuery, ComplaintListQueryVariables>;
export const HelpDeskDocument = new TypedDocumentString(
  `
    query HelpDesk($dueSoon: ComplaintFilter!) {
  viewer {
    ...ViewerParts
  }
  unassigned: complaints(
    first: 7
    filter: {status: [OPEN, IN_PROGRESS], isUnassigned: true}
    orderBy: {field: RECEIVED_AT, direction: ASC}
  ) {
    nodes {
      ...ComplaintRow
    }
    totalCount
  }
  answered: complaints(
    first: 40
    filter: {status: [IN_PROGRESS]}
    orderBy: {field: UPDATED_AT, direction: DESC}
  ) {
    nodes {
      ...ComplaintRow
      comments(last: 1) {
        nodes {
          id
          kind
          authorRole
          createdAt
        }
      }
    }
  }
  asked: complaints(
    first: 7
    filter: {status: [IN_PROGRESS], waitingFor: [CONSUMER]}
    orderBy: {field: UPDATED_AT, direction: ASC}
  ) {
    nodes {
      ...ComplaintRow
      waitingSince
    }
    totalCount
  }
  toConfirm: complaints(
    first: 7
    filter: {status: [RESOLVED]}
    orderBy: {field: UPDATED_AT, direction: ASC}
  ) {
    nodes {
      ...ComplaintRow
      resolvedAt
    }
    totalCount
  }
  overdue: complaints(first: 0, filter: {isOverdue: true}) {
    totalCount
  }
  mine: complaints(
    first: 0
    filter: {isMine: true, status: [OPEN, IN_PROGRESS, RESOLVED]}
  ) {
    totalCount
  }
  dueSoon: complaints(first: 0, filter: $dueSoon) {
    totalCount
  }
}
    fragment ComplaintRow on Complaint {
  id
  reference
  version
  subject
  status
  waitingFor
  priority
  receivedAt
  updatedAt
  isOverdue
  needsManager
  reopenCount
  deadlines {
    kind
    dueAt
    metAt
  }
  consumer {
    id
    name
  }
  assignee {
    id
    displayName
  }
  category {
    id
    name
  }
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: 'b616393455713e1f8ce299c3da5c3bf968dc962b7abaa30e2ec450c94de59aa2' },
) as unknown as TypedDocumentString<HelpDeskQuery, HelpDeskQueryVariables>;
export const SupportDeskDocument = new TypedDocumentString(
  `
    query SupportDesk($dueSoon: ComplaintFilter!) {
  viewer {
    ...ViewerParts
  }
  mine: complaints(
    first: 15
    filter: {isMine: true, status: [OPEN, IN_PROGRESS]}
    orderBy: {field: DUE_AT, direction: ASC}
  ) {
    nodes {
      ...ComplaintRow
    }
    totalCount
  }
  unclaimed: complaints(
    first: 7
    filter: {status: [OPEN, IN_PROGRESS], isUnassigned: true}
    orderBy: {field: DUE_AT, direction: ASC}
  ) {
    nodes {
      ...ComplaintRow
      availableActions {
        action
        allowed
        reason
      }
    }
    totalCount
  }
  overdue: complaints(first: 0, filter: {isMine: true, isOverdue: true}) {
    totalCount
  }
  dueSoon: complaints(first: 0, filter: $dueSoon) {
    totalCount
  }
  waiting: complaints(
    first: 0
    filter: {isMine: true, status: [IN_PROGRESS], waitingFor: [CONSUMER, THIRD_PARTY]}
  ) {
    totalCount
  }
  toConfirm: complaints(first: 0, filter: {isMine: true, status: [RESOLVED]}) {
    totalCount
  }
}
    fragment ComplaintRow on Complaint {
  id
  reference
  version
  subject
  status
  waitingFor
  priority
  receivedAt
  updatedAt
  isOverdue
  needsManager
  reopenCount
  deadlines {
    kind
    dueAt
    metAt
  }
  consumer {
    id
    name
  }
  assignee {
    id
    displayName
  }
  category {
    id
    name
  }
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: '74a8c90e17bfacc9361866a3c036f45cca8cc90637546f3d6ce3661e361c2f1b' },
) as unknown as TypedDocumentString<SupportDeskQuery, SupportDeskQueryVariables>;
export const ManagerDeskDocument = new TypedDocumentString(
  `
    query ManagerDesk($isAdmin: Boolean!) {
  viewer {
    ...ViewerParts
  }
  complaintStatistics {
    open
    inProgress
    waiting
    resolved
    overdue
    dueSoon
    unassigned
    needsManager
    reopened
    medianDaysToClose
    byCategory {
      category {
        id
        name
      }
      count
    }
    byDay {
      day
      received
      closed
    }
  }
  flagged: complaints(
    first: 5
    filter: {needsManager: true}
    orderBy: {field: DUE_AT, direction: ASC}
  ) {
    nodes {
      ...ComplaintRow
    }
  }
  late: complaints(
    first: 7
    filter: {isOverdue: true}
    orderBy: {field: DUE_AT, direction: ASC}
  ) {
    nodes {
      ...ComplaintRow
    }
  }
  workload {
    ...WorkloadRow
  }
  activeUsers: users(first: 0, filter: {status: [ACTIVE]}) @include(if: $isAdmin) {
    totalCount
  }
  invitedUsers: users(first: 0, filter: {status: [INVITED]}) @include(if: $isAdmin) {
    totalCount
  }
  categories @include(if: $isAdmin) {
    id
    children {
      id
    }
  }
}
    fragment ComplaintRow on Complaint {
  id
  reference
  version
  subject
  status
  waitingFor
  priority
  receivedAt
  updatedAt
  isOverdue
  needsManager
  reopenCount
  deadlines {
    kind
    dueAt
    metAt
  }
  consumer {
    id
    name
  }
  assignee {
    id
    displayName
  }
  category {
    id
    name
  }
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}
fragment WorkloadRow on Workload {
  user {
    id
    displayName
    role
    status
  }
  open
  waiting
  overdue
  dueSoon
  resolvedLast30Days
}`,
  { hash: '56f14c53d19dfb3342db8f6fcc578f8ebd8cc28e0cc72eda387acd4952338189' },
) as unknown as TypedDocumentString<ManagerDeskQuery, ManagerDeskQueryVariables>;
export const NavigationCountsDocument = new TypedDocumentString(
  `
    query NavigationCounts {
  complaintStatistics {
    mine
    unassigned
    overdue
    needsManager
  }
}
    `,
  { hash: '35ea414850d50bf2c49bb9e1e61a49a93ef1de90022ed9c6f8ef48c4299d0b85' },
) as unknown as TypedDocumentString<NavigationCountsQuery, NavigationCountsQueryVariables>;
export const TrustedDocumentsDocument = new TypedDocumentString(
  `
    query TrustedDocuments($first: Int, $after: String, $last: Int, $before: String) {
  viewer {
    ...ViewerParts
  }
  trustedDocuments(first: $first, after: $after, last: $last, before: $before) {
    nodes {
      id
      hash
      name
      text
      registeredAt
    }
    pageInfo {
      ...PageParts
    }
  }
}
    fragment PageParts on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: '8a98254ca05099529b1f46f0235c1191696d59335ef75336e3331171f3a9c51a' },
) as unknown as TypedDocumentString<TrustedDocumentsQuery, TrustedDocumentsQueryVariables>;
export const RegisterDocumentDocument = new TypedDocumentString(
  `
    mutation RegisterDocument($input: RegisterDocumentInput!) {
  registerDocument(input: $input) {
    document {
      name
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '34b0e0a1e6737b19b2baf9449a1b44ec20981e634d02544199e0726fa6fde897' },
) as unknown as TypedDocumentString<RegisterDocumentMutation, RegisterDocumentMutationVariables>;
export const RemoveDocumentDocument = new TypedDocumentString(
  `
    mutation RemoveDocument($input: RemoveDocumentInput!) {
  removeDocument(input: $input) {
    removedId
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '229b99ad07437595e5f37b65bb1a25571876597e85328a5faae1a2127b895b93' },
) as unknown as TypedDocumentString<RemoveDocumentMutation, RemoveDocumentMutationVariables>;
export const ComplaintChangesDocument = new TypedDocumentString(
  `
    subscription ComplaintChanges($id: ID!) {
  complaintChanged(id: $id) {
    events {
      id
      summary
    }
    complaint {
      id
      updatedAt
    }
  }
}
    `,
  { hash: 'fc2a8f6120e7e76d602bee73727024bd7246352abea397d6fd84843e0fa01003' },
) as unknown as TypedDocumentString<ComplaintChangesSubscription, ComplaintChangesSubscriptionVariables>;
export const ListChangesDocument = new TypedDocumentString(
  `
    subscription ListChanges {
  complaintsChanged {
    isResync
    left
    changed {
      id
    }
  }
}
    `,
  { hash: 'f51567d8369d413c69d4dbc88e7e7c59afffd0e996095235758843daa810985b' },
) as unknown as TypedDocumentString<ListChangesSubscription, ListChangesSubscriptionVariables>;
export const InstallationDocument = new TypedDocumentString(
  `
    query Installation {
  installation {
    sendsMail
  }
}
    `,
  { hash: 'f6b4738e55d59499e3e3b4c334f136c7cc1a585481e40c4f629f4d68710abfa4' },
) as unknown as TypedDocumentString<InstallationQuery, InstallationQueryVariables>;
export const MailPageDocument = new TypedDocumentString(
  `
    query MailPage($first: Int, $after: String, $last: Int, $before: String, $filter: OutgoingMailFilter) {
  viewer {
    ...ViewerParts
  }
  installation {
    sendsMail
  }
  outgoingMail(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
  ) {
    nodes {
      id
      kind
      recipient
      state
      reason
      createdAt
      endedAt
      complaint {
        id
        reference
      }
    }
    pageInfo {
      ...PageParts
    }
    totalCount
  }
}
    fragment PageParts on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: 'c86effe163b1d592533a943c5fae170d46011686394aaacfa9c68ab1ffdc7687' },
) as unknown as TypedDocumentString<MailPageQuery, MailPageQueryVariables>;
export const IdentityProviderPageDocument = new TypedDocumentString(
  `
    query IdentityProviderPage {
  viewer {
    ...ViewerParts
    organisation {
      providerCallbackUrl
    }
  }
  identityProvider {
    version
    label
    issuer
    clientId
    hasClientSecret
    scopes
    isEnabled
    newUserRole
    staffMustUse
  }
}
    fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: 'fa83147eeb4ce9285bc20ac06d9b1556641f7904c48bc78da7fa2ce185e9776d' },
) as unknown as TypedDocumentString<IdentityProviderPageQuery, IdentityProviderPageQueryVariables>;
export const SaveIdentityProviderDocument = new TypedDocumentString(
  `
    mutation SaveIdentityProvider($input: SaveIdentityProviderInput!) {
  saveIdentityProvider(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '2efd68792d04e0dee18e6e1c64064bfc0fe35ad82121b4ba7593031c9f49d506' },
) as unknown as TypedDocumentString<SaveIdentityProviderMutation, SaveIdentityProviderMutationVariables>;
export const PublicFormDocument = new TypedDocumentString(
  `
    query PublicForm($organisation: String!) {
  publicForm(organisation: $organisation) {
    organisation
    name
    categories {
      id
      name
      children {
        id
        name
      }
    }
  }
}
    `,
  { hash: '01d5fc616232dd4be4ef6e339a6fda5ab19bd50a67b0f619258ae9eea670d1b9' },
) as unknown as TypedDocumentString<PublicFormQuery, PublicFormQueryVariables>;
export const SettingsPageDocument = new TypedDocumentString(
  `
    query SettingsPage {
  viewer {
    ...ViewerParts
    organisation {
      version
      registrationOpen
      publicFormOpen
      acknowledgeWithinDays
      finalResponseWithinDays
      rejectWindowDays
      reopenWindowDays
      closeAfterDays
      reminderDays
      redressLimitMinor
      showStaffSurnames
      staffSecondFactor
      consumerMailOn
      mailSenderName
      mailReplyTo
    }
  }
  installation {
    sendsMail
  }
}
    fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: '7264762acd87ce5198ef6657566d9fbb02423b9b5b314705db9a41c30db97490' },
) as unknown as TypedDocumentString<SettingsPageQuery, SettingsPageQueryVariables>;
export const UpdateOrganisationDocument = new TypedDocumentString(
  `
    mutation UpdateOrganisation($input: UpdateOrganisationInput!) {
  updateOrganisation(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'fce3862299a0bd83f4f2c156afc425a8968e317e766639ca6d5611880f2fa73a' },
) as unknown as TypedDocumentString<UpdateOrganisationMutation, UpdateOrganisationMutationVariables>;
export const OrganisationTimeZoneDocument = new TypedDocumentString(
  `
    query OrganisationTimeZone {
  viewer {
    organisation {
      timeZone
    }
  }
}
    `,
  { hash: '2cd6657ef168c0bcffffb63182cee7ac5f7ece3730c245d6a0dda400d20d1d65' },
) as unknown as TypedDocumentString<OrganisationTimeZoneQuery, OrganisationTimeZoneQueryVariables>;
export const PeopleLookUpDocument = new TypedDocumentString(
  `
    query PeopleLookUp($text: String!) {
  people(first: 6, text: $text) {
    nodes {
      ...PersonChoice
    }
    totalCount
  }
}
    fragment PersonChoice on Person {
  id
  name
  email
  phone
  address
  complaintCount
}`,
  { hash: 'd61f116705abc5e713bb5515edd5512bff33ed4b59a80fa6dcf43f9e9c9fc28f' },
) as unknown as TypedDocumentString<PeopleLookUpQuery, PeopleLookUpQueryVariables>;
export const PeopleListDocument = new TypedDocumentString(
  `
    query PeopleList($first: Int, $after: String, $last: Int, $before: String, $text: String) {
  viewer {
    ...ViewerParts
  }
  people(first: $first, after: $after, last: $last, before: $before, text: $text) {
    nodes {
      ...PersonChoice
      hasAccount
      isImported
      createdAt
    }
    pageInfo {
      ...PageParts
    }
    totalCount
  }
}
    fragment PageParts on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment PersonChoice on Person {
  id
  name
  email
  phone
  address
  complaintCount
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: '270d32fd2b12de57acac6f16ec9c2d9dd0991f09976fd4436e941795e440390a' },
) as unknown as TypedDocumentString<PeopleListQuery, PeopleListQueryVariables>;
export const PersonPageDocument = new TypedDocumentString(
  `
    query PersonPage($id: ID!, $filter: ComplaintFilter!, $first: Int, $after: String, $last: Int, $before: String) {
  installation {
    sendsMail
  }
  viewer {
    ...ViewerParts
  }
  person: node(id: $id) {
    __typename
    ...PersonParts
  }
  complaints(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
  ) {
    nodes {
      ...ComplaintRow
    }
    pageInfo {
      ...PageParts
    }
    totalCount
  }
}
    fragment PageParts on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment ComplaintRow on Complaint {
  id
  reference
  version
  subject
  status
  waitingFor
  priority
  receivedAt
  updatedAt
  isOverdue
  needsManager
  reopenCount
  deadlines {
    kind
    dueAt
    metAt
  }
  consumer {
    id
    name
  }
  assignee {
    id
    displayName
  }
  category {
    id
    name
  }
}
fragment PersonChoice on Person {
  id
  name
  email
  phone
  address
  complaintCount
}
fragment PersonParts on Person {
  ...PersonChoice
  version
  isImported
  hasAccount
  createdAt
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: '3a3cbc2290452ef15a8227cc3a6afd24d9c4ee10ba4e0f9fe3e4f2afbc9f30e1' },
) as unknown as TypedDocumentString<PersonPageQuery, PersonPageQueryVariables>;
export const NewPersonPageDocument = new TypedDocumentString(
  `
    query NewPersonPage {
  viewer {
    ...ViewerParts
  }
}
    fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: '60d79280e3506ce09113535fcd038e17321c1a9ffb4e0187817ff7fb381d160a' },
) as unknown as TypedDocumentString<NewPersonPageQuery, NewPersonPageQueryVariables>;
export const CreatePersonDocument = new TypedDocumentString(
  `
    mutation CreatePerson($input: CreatePersonInput!) {
  createPerson(input: $input) {
    person {
      id
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '1e96a2e5a924c2e9c1375b0c076c1b40a8791e213c75299453b7ded3de8dbfe1' },
) as unknown as TypedDocumentString<CreatePersonMutation, CreatePersonMutationVariables>;
export const UpdatePersonDocument = new TypedDocumentString(
  `
    mutation UpdatePerson($input: UpdatePersonInput!) {
  updatePerson(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '465e10d7ef881cb7b86a1f795aff9acb5a9546db600af9459c91df3e1c238e6a' },
) as unknown as TypedDocumentString<UpdatePersonMutation, UpdatePersonMutationVariables>;
export const InvitePersonDocument = new TypedDocumentString(
  `
    mutation InvitePerson($input: InvitePersonInput!) {
  invitePerson(input: $input) {
    user {
      id
      username
      displayName
      email
    }
    invitationUrl
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '99872fe374672b36863725d4053d3f97b1737c11d4bd538d7a1007d3e7703cd8' },
) as unknown as TypedDocumentString<InvitePersonMutation, InvitePersonMutationVariables>;
export const PlaygroundViewerDocument = new TypedDocumentString(
  `
    query PlaygroundViewer {
  viewer {
    displayName
    role
    organisation {
      name
    }
  }
  serviceToken {
    name
    organisation {
      name
    }
  }
}
    `,
  { hash: 'ac6b56158fa20dbe780370e64c66e3be43a3efe5eca34231941d63b7c22aca89' },
) as unknown as TypedDocumentString<PlaygroundViewerQuery, PlaygroundViewerQueryVariables>;
export const AccountPageDocument = new TypedDocumentString(
  `
    query AccountPage($first: Int, $after: String, $last: Int, $before: String, $organisation: String!) {
  signInOptions(organisation: $organisation) {
    providerLabel
  }
  viewer {
    ...ViewerParts
    user {
      id
    }
    hasPassword
    externalIdentities {
      ...IdentityParts
    }
    secondFactor {
      isOn
      isRequired
      onSince
      recoveryCodesLeft
    }
  }
  sessions(first: $first, after: $after, last: $last, before: $before) {
    nodes {
      id
      device
      isCurrent
      startedAt
      lastUsedAt
      reuseDetectedAt
    }
    pageInfo {
      ...PageParts
    }
    totalCount
  }
}
    fragment PageParts on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment IdentityParts on ExternalIdentity {
  issuer
  subject
  accountName
  linkedAt
  lastUsedAt
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: 'e61308e3c5bd5088f15e983850d6b1fed6d0504babbcd4c2a566431d9de3ffdf' },
) as unknown as TypedDocumentString<AccountPageQuery, AccountPageQueryVariables>;
export const SecondFactorPageDocument = new TypedDocumentString(
  `
    query SecondFactorPage {
  viewer {
    ...ViewerParts
    hasPassword
    secondFactor {
      isOn
      isRequired
    }
  }
}
    fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: '095825ceb80336c5e439ac527feef3968029a110eb8d470e52b5d3ab4265c20e' },
) as unknown as TypedDocumentString<SecondFactorPageQuery, SecondFactorPageQueryVariables>;
export const EndSessionsDocument = new TypedDocumentString(
  `
    mutation EndSessions($input: EndSessionsInput!) {
  endSessions(input: $input) {
    count
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '08b841f7b62415c09081dabd0445de9eee16874c03bdc9461c51e4a3cb5a8acf' },
) as unknown as TypedDocumentString<EndSessionsMutation, EndSessionsMutationVariables>;
export const StartSecondFactorDocument = new TypedDocumentString(
  `
    mutation StartSecondFactor($input: StartSecondFactorInput!) {
  startSecondFactor(input: $input) {
    secret
    uri
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '1a0098eed579a384b7df3f43cf947bafb3d6481cbc36df8f7c763c44c01d974b' },
) as unknown as TypedDocumentString<StartSecondFactorMutation, StartSecondFactorMutationVariables>;
export const ConfirmSecondFactorDocument = new TypedDocumentString(
  `
    mutation ConfirmSecondFactor($input: ConfirmSecondFactorInput!) {
  confirmSecondFactor(input: $input) {
    recoveryCodes
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '446408b524e929be76c686e96774812174628b217405d1bf6208f54a164710ab' },
) as unknown as TypedDocumentString<ConfirmSecondFactorMutation, ConfirmSecondFactorMutationVariables>;
export const RenewRecoveryCodesDocument = new TypedDocumentString(
  `
    mutation RenewRecoveryCodes($input: RenewRecoveryCodesInput!) {
  renewRecoveryCodes(input: $input) {
    recoveryCodes
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '7657d9f587155beef273ff80636e9dd18b2ebf73eed52655eabb3c0cdab82fff' },
) as unknown as TypedDocumentString<RenewRecoveryCodesMutation, RenewRecoveryCodesMutationVariables>;
export const TurnOffSecondFactorDocument = new TypedDocumentString(
  `
    mutation TurnOffSecondFactor($input: TurnOffSecondFactorInput!) {
  turnOffSecondFactor(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '7347a2d4a2a375058e5fcb662551a32c5a87b534741cf727d589f001a3e1d8d7' },
) as unknown as TypedDocumentString<TurnOffSecondFactorMutation, TurnOffSecondFactorMutationVariables>;
export const SignInOptionsDocument = new TypedDocumentString(
  `
    query SignInOptions($organisation: String!) {
  signInOptions(organisation: $organisation) {
    providerLabel
    staffMustUseProvider
    registrationOpen
    publicFormOpen
  }
}
    `,
  { hash: '57eebe4d7e402d748ed06ade8054f29695db3a22111dcc86e5c58a8fd865e7e6' },
) as unknown as TypedDocumentString<SignInOptionsQuery, SignInOptionsQueryVariables>;
export const StartProviderSignInDocument = new TypedDocumentString(
  `
    mutation StartProviderSignIn($input: StartProviderSignInInput!) {
  startProviderSignIn(input: $input) {
    authorizationUrl
    attempt
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'cbbbc6acb82dd610f23b97454ebd8c76d91f130297f5c65be6ab4a3d196e95d3' },
) as unknown as TypedDocumentString<StartProviderSignInMutation, StartProviderSignInMutationVariables>;
export const CompleteProviderSignInDocument = new TypedDocumentString(
  `
    mutation CompleteProviderSignIn($input: CompleteProviderSignInInput!) {
  completeProviderSignIn(input: $input) {
    session {
      ...SessionParts
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}
fragment SessionParts on Session {
  accessToken
  refreshToken
  expiresAt
  viewer {
    role
    mustSetUpSecondFactor
    organisation {
      slug
    }
  }
}`,
  { hash: '300fb655670b4d0afe09425d4cb65641b3231b933d35efc4ddab234c4fd0ba6b' },
) as unknown as TypedDocumentString<CompleteProviderSignInMutation, CompleteProviderSignInMutationVariables>;
export const StartIdentityLinkDocument = new TypedDocumentString(
  `
    mutation StartIdentityLink($input: StartIdentityLinkInput!) {
  startIdentityLink(input: $input) {
    authorizationUrl
    attempt
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '09f861c63c67799b572c06ae6214ede7cc093971bf58a6881a4ce3cc682f855d' },
) as unknown as TypedDocumentString<StartIdentityLinkMutation, StartIdentityLinkMutationVariables>;
export const CompleteIdentityLinkDocument = new TypedDocumentString(
  `
    mutation CompleteIdentityLink($input: CompleteIdentityLinkInput!) {
  completeIdentityLink(input: $input) {
    viewer {
      id
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '50d5fb74b178a0722f0b128b41d9ee0b35854dc1341f0b86552bccb88d4bcd5b' },
) as unknown as TypedDocumentString<CompleteIdentityLinkMutation, CompleteIdentityLinkMutationVariables>;
export const UnlinkIdentityDocument = new TypedDocumentString(
  `
    mutation UnlinkIdentity($input: UnlinkIdentityInput!) {
  unlinkIdentity(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '49e816bdf3d481003e50094bcb4176d9f801a869ca64e61dc595b15b2cd10075' },
) as unknown as TypedDocumentString<UnlinkIdentityMutation, UnlinkIdentityMutationVariables>;
export const SignInDocument = new TypedDocumentString(
  `
    mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    session {
      ...SessionParts
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}
fragment SessionParts on Session {
  accessToken
  refreshToken
  expiresAt
  viewer {
    role
    mustSetUpSecondFactor
    organisation {
      slug
    }
  }
}`,
  { hash: '6ebdbf1fa0ee5e438e65bc23c1f34aaf22dcb27a4817ddf0d61df0a1c5c183e7' },
) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const CompleteSignInDocument = new TypedDocumentString(
  `
    mutation CompleteSignIn($input: CompleteSignInInput!) {
  completeSignIn(input: $input) {
    session {
      ...SessionParts
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}
fragment SessionParts on Session {
  accessToken
  refreshToken
  expiresAt
  viewer {
    role
    mustSetUpSecondFactor
    organisation {
      slug
    }
  }
}`,
  { hash: 'd6caf29d68f177bd6536e201a04fff14436a8f42d586c475c2d5ede26bea1c9c' },
) as unknown as TypedDocumentString<CompleteSignInMutation, CompleteSignInMutationVariables>;
export const RefreshSessionDocument = new TypedDocumentString(
  `
    mutation RefreshSession($input: RefreshSessionInput!) {
  refreshSession(input: $input) {
    session {
      ...SessionParts
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}
fragment SessionParts on Session {
  accessToken
  refreshToken
  expiresAt
  viewer {
    role
    mustSetUpSecondFactor
    organisation {
      slug
    }
  }
}`,
  { hash: 'abc8232b3410674de666bbc5231d00ffcba7003b7767ae7ae2d97a5a575ba2ef' },
) as unknown as TypedDocumentString<RefreshSessionMutation, RefreshSessionMutationVariables>;
export const SignOutDocument = new TypedDocumentString(
  `
    mutation SignOut($input: SignOutInput!) {
  signOut(input: $input) {
    isSignedOut
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'c71059a19729e1a6c2e415e16c2133f208a7f76dacdb6bf4c8ffbaf4bb65654e' },
) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const RegisterDocument = new TypedDocumentString(
  `
    mutation Register($input: RegisterInput!) {
  register(input: $input) {
    session {
      ...SessionParts
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}
fragment SessionParts on Session {
  accessToken
  refreshToken
  expiresAt
  viewer {
    role
    mustSetUpSecondFactor
    organisation {
      slug
    }
  }
}`,
  { hash: 'fe3f4f003ff57bdecbd846e089782514d38b374859b1c5404135a33e744a7eec' },
) as unknown as TypedDocumentString<RegisterMutation, RegisterMutationVariables>;
export const AcceptInvitationDocument = new TypedDocumentString(
  `
    mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    session {
      ...SessionParts
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}
fragment SessionParts on Session {
  accessToken
  refreshToken
  expiresAt
  viewer {
    role
    mustSetUpSecondFactor
    organisation {
      slug
    }
  }
}`,
  { hash: '33f4041f36cc83ee6b4d4b8e9f003781a76d94b370bd7549d16171847650e490' },
) as unknown as TypedDocumentString<AcceptInvitationMutation, AcceptInvitationMutationVariables>;
export const InvitationDocument = new TypedDocumentString(
  `
    query Invitation($token: String!, $organisation: String!) {
  signInOptions(organisation: $organisation) {
    providerLabel
  }
  invitation(token: $token) {
    username
    organisation
    isFirst
  }
}
    `,
  { hash: 'aac2706ffcf8c368a38d1615b79f408cb47cf09560a9c1ac7b8a3fbefa978ba2' },
) as unknown as TypedDocumentString<InvitationQuery, InvitationQueryVariables>;
export const RequestPasswordResetDocument = new TypedDocumentString(
  `
    mutation RequestPasswordReset($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '778af5903b096b467223a4a2ffe931286df6a727a3b847a7224d27386450e4a6' },
) as unknown as TypedDocumentString<RequestPasswordResetMutation, RequestPasswordResetMutationVariables>;
export const TrackComplaintDocument = new TypedDocumentString(
  `
    mutation TrackComplaint($input: TrackComplaintInput!) {
  trackComplaint(input: $input) {
    session {
      ...SessionParts
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}
fragment SessionParts on Session {
  accessToken
  refreshToken
  expiresAt
  viewer {
    role
    mustSetUpSecondFactor
    organisation {
      slug
    }
  }
}`,
  { hash: '05dcc87f0494d3dffe3e5991b0b6641fbecf0d7b200fff982be2544a2841e259' },
) as unknown as TypedDocumentString<TrackComplaintMutation, TrackComplaintMutationVariables>;
export const ChangePasswordDocument = new TypedDocumentString(
  `
    mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    viewer {
      id
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'a9954b60d222bed6c75fc273473bb690103d69d30218045817b2955fc8abcb7d' },
) as unknown as TypedDocumentString<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const FrameViewerDocument = new TypedDocumentString(
  `
    query FrameViewer {
  viewer {
    ...ViewerParts
  }
}
    fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: 'a98073318e118e8c319c4d965166e662d0deff8a6a9686ff9a3169ee0c20fea6' },
) as unknown as TypedDocumentString<FrameViewerQuery, FrameViewerQueryVariables>;
export const TokenListDocument = new TypedDocumentString(
  `
    query TokenList($first: Int, $after: String, $last: Int, $before: String) {
  viewer {
    ...ViewerParts
  }
  serviceTokens(first: $first, after: $after, last: $last, before: $before) {
    nodes {
      id
      name
      scopes
      ending
      state
      createdAt
      expiresAt
      lastUsedAt
      revokedAt
      createdBy {
        id
        displayName
        status
      }
    }
    pageInfo {
      ...PageParts
    }
  }
}
    fragment PageParts on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: 'f20c03e7697418e1a0c49aa13cdfdd19fc00eea6d232ceaefd681b09d9132ddb' },
) as unknown as TypedDocumentString<TokenListQuery, TokenListQueryVariables>;
export const NewTokenPageDocument = new TypedDocumentString(
  `
    query NewTokenPage {
  viewer {
    ...ViewerParts
    hasPassword
  }
}
    fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: 'f9f3c5ba4a0400cfb0c03301edf512b295e8bc3c9606f1584d333f6b827d7343' },
) as unknown as TypedDocumentString<NewTokenPageQuery, NewTokenPageQueryVariables>;
export const CreateTokenDocument = new TypedDocumentString(
  `
    mutation CreateToken($input: CreateServiceTokenInput!) {
  createServiceToken(input: $input) {
    serviceToken {
      id
      name
      expiresAt
    }
    text
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '55b6ed9de7623537fd0a4752b9778cb932a5768718b1182ba9e63297826cc15b' },
) as unknown as TypedDocumentString<CreateTokenMutation, CreateTokenMutationVariables>;
export const RevokeTokenDocument = new TypedDocumentString(
  `
    mutation RevokeToken($input: RevokeServiceTokenInput!) {
  revokeServiceToken(input: $input) {
    serviceToken {
      id
      state
    }
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'd9b50d24b1da8da18d172c0599fe66ea70e715303ee0cad2df8fb36e181936cc' },
) as unknown as TypedDocumentString<RevokeTokenMutation, RevokeTokenMutationVariables>;
export const MoreStaffChoicesDocument = new TypedDocumentString(
  `
    query MoreStaffChoices($filter: UserFilter!, $after: String) {
  users(first: 100, after: $after, filter: $filter) {
    ...StaffChoices
  }
}
    fragment StaffChoices on UserConnection {
  nodes {
    id
    displayName
    role
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}`,
  { hash: '187cff74948682eac3123fdc5e4e83ca746614c0258508554457cdd5e2cec41d' },
) as unknown as TypedDocumentString<MoreStaffChoicesQuery, MoreStaffChoicesQueryVariables>;
export const UserListDocument = new TypedDocumentString(
  `
    query UserList($first: Int, $after: String, $last: Int, $before: String, $filter: UserFilter) {
  viewer {
    ...ViewerParts
  }
  users(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
  ) {
    nodes {
      ...UserParts
    }
    pageInfo {
      ...PageParts
    }
    totalCount
  }
}
    fragment PageParts on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}
fragment UserParts on User {
  id
  version
  displayName
  username
  email
  role
  status
  lastSignInAt
  createdAt
}`,
  { hash: 'a40cc81bee957936f9cb559d6cd8fa73c0a00354aa32cafdf349ba817ffef79b' },
) as unknown as TypedDocumentString<UserListQuery, UserListQueryVariables>;
export const NewUserPageDocument = new TypedDocumentString(
  `
    query NewUserPage {
  viewer {
    ...ViewerParts
  }
  installation {
    sendsMail
  }
}
    fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: '09474e43eb2b42e59d7201ee55108d75d493487dada4c91d5ee8297d8467d760' },
) as unknown as TypedDocumentString<NewUserPageQuery, NewUserPageQueryVariables>;
export const UserPageDocument = new TypedDocumentString(
  `
    query UserPage($id: ID!, $assigned: ComplaintFilter!) {
  installation {
    sendsMail
  }
  viewer {
    ...ViewerParts
    user {
      id
    }
  }
  user: node(id: $id) {
    __typename
    ... on User {
      ...UserParts
      hasSecondFactor
      externalIdentities {
        ...IdentityParts
      }
      person {
        id
        name
      }
    }
  }
  complaints(first: 0, filter: $assigned) {
    totalCount
  }
}
    fragment IdentityParts on ExternalIdentity {
  issuer
  subject
  accountName
  linkedAt
  lastUsedAt
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}
fragment UserParts on User {
  id
  version
  displayName
  username
  email
  role
  status
  lastSignInAt
  createdAt
}`,
  { hash: '22bda0ed550b45de68d26927eb18653d2be4584c1d51514f5fe3b27567aa7b90' },
) as unknown as TypedDocumentString<UserPageQuery, UserPageQueryVariables>;
export const CreateUserDocument = new TypedDocumentString(
  `
    mutation CreateUser($input: CreateUserInput!) {
  createUser(input: $input) {
    user {
      id
      username
      displayName
      email
    }
    invitationUrl
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '840459def93035df545706f89343567e386a2b849183ece72df063967396732a' },
) as unknown as TypedDocumentString<CreateUserMutation, CreateUserMutationVariables>;
export const UpdateUserDocument = new TypedDocumentString(
  `
    mutation UpdateUser($input: UpdateUserInput!) {
  updateUser(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'bc5311e37f30a62a84abbf717e89fbdc88f40b61b77be6262eafd30527a85374' },
) as unknown as TypedDocumentString<UpdateUserMutation, UpdateUserMutationVariables>;
export const DisableUserDocument = new TypedDocumentString(
  `
    mutation DisableUser($input: DisableUserInput!) {
  disableUser(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '6efb35e68992af638f4e08b18ef37901d93b64bc4e850ba941d40d2188535f8c' },
) as unknown as TypedDocumentString<DisableUserMutation, DisableUserMutationVariables>;
export const EnableUserDocument = new TypedDocumentString(
  `
    mutation EnableUser($input: EnableUserInput!) {
  enableUser(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'ca96842e634a5f0110302f988f4251a6a3ea6c84d9a71d5350523198149873ee' },
) as unknown as TypedDocumentString<EnableUserMutation, EnableUserMutationVariables>;
export const ResetSecondFactorDocument = new TypedDocumentString(
  `
    mutation ResetSecondFactor($input: ResetSecondFactorInput!) {
  resetSecondFactor(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '1a8b4e5c88c4a59d85f2eaeeaba6d2824313b4a495cad2af6a786ef2f971ff8b' },
) as unknown as TypedDocumentString<ResetSecondFactorMutation, ResetSecondFactorMutationVariables>;
export const EndUserSessionsDocument = new TypedDocumentString(
  `
    mutation EndUserSessions($input: EndUserSessionsInput!) {
  endUserSessions(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '75a5c46bde68b478bd639be6aea918b5ae1ffdfa1d7acb2e52128295e2f115b2' },
) as unknown as TypedDocumentString<EndUserSessionsMutation, EndUserSessionsMutationVariables>;
export const ResetUserPasswordDocument = new TypedDocumentString(
  `
    mutation ResetUserPassword($input: ResetUserPasswordInput!) {
  resetUserPassword(input: $input) {
    user {
      id
      username
      displayName
      email
    }
    invitationUrl
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '65251860ede486f90635c93665c6ac8df09be164ee64c0006fcaa460fe2b07d6' },
) as unknown as TypedDocumentString<ResetUserPasswordMutation, ResetUserPasswordMutationVariables>;
export const WebhookListDocument = new TypedDocumentString(
  `
    query WebhookList {
  viewer {
    ...ViewerParts
  }
  webhookEndpoints(first: 20) {
    nodes {
      ...WebhookParts
    }
    pageInfo {
      ...PageParts
    }
  }
}
    fragment PageParts on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}
fragment WebhookParts on WebhookEndpoint {
  id
  version
  url
  description
  eventKinds
  isEnabled
  disabledReason
  disabledAt
  failingSince
  previousSecretUntil
  waitingCount
  createdAt
  createdBy {
    id
    displayName
  }
}`,
  { hash: 'f69f6cddd1f9d56f6f44bb08ceae09be5317d6fcf730ccb6a210caa651299dd3' },
) as unknown as TypedDocumentString<WebhookListQuery, WebhookListQueryVariables>;
export const NewWebhookPageDocument = new TypedDocumentString(
  `
    query NewWebhookPage {
  viewer {
    ...ViewerParts
  }
}
    fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}`,
  { hash: '7a0505ab6dc0b2495eff8015af69cc93d3575ec41e0f0c69a278fd31d9a1db19' },
) as unknown as TypedDocumentString<NewWebhookPageQuery, NewWebhookPageQueryVariables>;
export const WebhookPageDocument = new TypedDocumentString(
  `
    query WebhookPage($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $filter: WebhookDeliveryFilter!) {
  viewer {
    ...ViewerParts
  }
  webhook: node(id: $id) {
    __typename
    id
    ...WebhookParts
  }
  webhookDeliveries(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
  ) {
    nodes {
      ...DeliveryParts
    }
    pageInfo {
      ...PageParts
    }
  }
}
    fragment PageParts on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}
fragment WebhookParts on WebhookEndpoint {
  id
  version
  url
  description
  eventKinds
  isEnabled
  disabledReason
  disabledAt
  failingSince
  previousSecretUntil
  waitingCount
  createdAt
  createdBy {
    id
    displayName
  }
}
fragment DeliveryParts on WebhookDelivery {
  id
  messageId
  type
  body
  cause
  state
  createdAt
  nextAttemptAt
  complaint {
    id
    reference
  }
  attempts {
    attemptedAt
    durationMilliseconds
    responseStatus
    error
    responseExcerpt
  }
}`,
  { hash: 'd83b74d5527c85a6eb69055c50b402a41924b5ad7f6596a5a7af955a8b69b502' },
) as unknown as TypedDocumentString<WebhookPageQuery, WebhookPageQueryVariables>;
export const MessagesAboutComplaintDocument = new TypedDocumentString(
  `
    query MessagesAboutComplaint($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $filter: WebhookDeliveryFilter!) {
  viewer {
    ...ViewerParts
  }
  complaint(id: $id) {
    reference
    subject
  }
  webhookDeliveries(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
  ) {
    nodes {
      ...DeliveryParts
      endpoint {
        id
        description
        isEnabled
      }
    }
    pageInfo {
      ...PageParts
    }
  }
}
    fragment PageParts on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}
fragment DeliveryParts on WebhookDelivery {
  id
  messageId
  type
  body
  cause
  state
  createdAt
  nextAttemptAt
  complaint {
    id
    reference
  }
  attempts {
    attemptedAt
    durationMilliseconds
    responseStatus
    error
    responseExcerpt
  }
}`,
  { hash: 'af5fb4bbfa870f98bf8f57bbda66816a98387786d84c6fe79da34baa2db8d82f' },
) as unknown as TypedDocumentString<MessagesAboutComplaintQuery, MessagesAboutComplaintQueryVariables>;
export const CreateWebhookDocument = new TypedDocumentString(
  `
    mutation CreateWebhook($input: CreateWebhookEndpointInput!) {
  createWebhookEndpoint(input: $input) {
    webhookEndpoint {
      id
      description
    }
    secret
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'd7799c3bcf41ca6e642cc8c5e25cc282338779caa25ce5723450f464d6b3510b' },
) as unknown as TypedDocumentString<CreateWebhookMutation, CreateWebhookMutationVariables>;
export const UpdateWebhookDocument = new TypedDocumentString(
  `
    mutation UpdateWebhook($input: UpdateWebhookEndpointInput!) {
  updateWebhookEndpoint(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'e15b8ffd4e29156b6f1ab59b0c564b22b0b40199486eb85f7ceb20c109f41f47' },
) as unknown as TypedDocumentString<UpdateWebhookMutation, UpdateWebhookMutationVariables>;
export const EnableWebhookDocument = new TypedDocumentString(
  `
    mutation EnableWebhook($input: EnableWebhookEndpointInput!) {
  enableWebhookEndpoint(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '39bea3b799af96be9c6e2bbe929be1bdc991232e82da390c0fc5dc3303118dcb' },
) as unknown as TypedDocumentString<EnableWebhookMutation, EnableWebhookMutationVariables>;
export const DisableWebhookDocument = new TypedDocumentString(
  `
    mutation DisableWebhook($input: DisableWebhookEndpointInput!) {
  disableWebhookEndpoint(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'd5fc103f845410142072d3075e31475bbd8464f9a4e2a39dbde3f61ffad4829d' },
) as unknown as TypedDocumentString<DisableWebhookMutation, DisableWebhookMutationVariables>;
export const DeleteWebhookDocument = new TypedDocumentString(
  `
    mutation DeleteWebhook($input: DeleteWebhookEndpointInput!) {
  deleteWebhookEndpoint(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'a2ba38ea5bd7faeea0ebcfebd5269e0b0bf7215288f06885da86deb3617ac233' },
) as unknown as TypedDocumentString<DeleteWebhookMutation, DeleteWebhookMutationVariables>;
export const RotateWebhookDocument = new TypedDocumentString(
  `
    mutation RotateWebhook($input: RotateWebhookSecretInput!) {
  rotateWebhookSecret(input: $input) {
    secret
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '9fa244fc897024578cbc1a762462d83158b6a24132b8532f26767a0f624782d2' },
) as unknown as TypedDocumentString<RotateWebhookMutation, RotateWebhookMutationVariables>;
export const EndWebhookOverlapDocument = new TypedDocumentString(
  `
    mutation EndWebhookOverlap($input: EndWebhookSecretOverlapInput!) {
  endWebhookSecretOverlap(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '6c5e31475d1786f07b3bad94ddaf8e97efe490109629733b0fd599babdef81b9' },
) as unknown as TypedDocumentString<EndWebhookOverlapMutation, EndWebhookOverlapMutationVariables>;
export const TestWebhookDocument = new TypedDocumentString(
  `
    mutation TestWebhook($input: SendTestWebhookInput!) {
  sendTestWebhook(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '7d266d5f0b8bd2c165e4acdd4b6a08652cf11ce9df83a1f7d29a23120f3ea2f2' },
) as unknown as TypedDocumentString<TestWebhookMutation, TestWebhookMutationVariables>;
export const ResendWebhookMessageDocument = new TypedDocumentString(
  `
    mutation ResendWebhookMessage($input: ResendWebhookInput!) {
  resendWebhook(input: $input) {
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: 'a12de02f76a52373f843cf1d59739d5af3e5aff975e7a9c88efe3bbb83c5c819' },
) as unknown as TypedDocumentString<ResendWebhookMessageMutation, ResendWebhookMessageMutationVariables>;
export const ReplayWebhookDocument = new TypedDocumentString(
  `
    mutation ReplayWebhook($input: ReplayWebhooksInput!) {
  replayWebhooks(input: $input) {
    count
    errors {
      ...ErrorParts
    }
  }
}
    fragment ErrorParts on UserError {
  code
  message
  path
  ... on SecondFactorRequiredError {
    challenge
  }
  ... on StaleVersionError {
    current {
      id
    }
  }
}`,
  { hash: '2db94321d9ca4ceb61aeba3fe1417ed0744f93983c4517d42911a177ee60c047' },
) as unknown as TypedDocumentString<ReplayWebhookMutation, ReplayWebhookMutationVariables>;
export const WorkloadPageDocument = new TypedDocumentString(
  `
    query WorkloadPage {
  viewer {
    ...ViewerParts
  }
  workload {
    ...WorkloadRow
  }
  complaintStatistics {
    unassigned
    needsManager
    overdue
  }
}
    fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}
fragment WorkloadRow on Workload {
  user {
    id
    displayName
    role
    status
  }
  open
  waiting
  overdue
  dueSoon
  resolvedLast30Days
}`,
  { hash: 'a469ce5faafb283a6300dd39fa85f35b56df7b9da1a889bd4feb68a15b0198ac' },
) as unknown as TypedDocumentString<WorkloadPageQuery, WorkloadPageQueryVariables>;
export const QueueOfStaffDocument = new TypedDocumentString(
  `
    query QueueOfStaff($userId: ID!, $filter: ComplaintFilter!, $first: Int, $after: String, $last: Int, $before: String) {
  viewer {
    ...ViewerParts
  }
  user: node(id: $userId) {
    __typename
    id
    ... on User {
      displayName
      role
    }
  }
  complaints(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
    orderBy: {field: DUE_AT, direction: ASC}
  ) {
    nodes {
      ...ComplaintRow
    }
    pageInfo {
      ...PageParts
    }
    totalCount
  }
  assignable: users(first: 100, filter: {assignable: true}) {
    ...StaffChoices
  }
}
    fragment PageParts on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment ComplaintRow on Complaint {
  id
  reference
  version
  subject
  status
  waitingFor
  priority
  receivedAt
  updatedAt
  isOverdue
  needsManager
  reopenCount
  deadlines {
    kind
    dueAt
    metAt
  }
  consumer {
    id
    name
  }
  assignee {
    id
    displayName
  }
  category {
    id
    name
  }
}
fragment ViewerParts on Viewer {
  id
  role
  displayName
  mustSetUpSecondFactor
  organisation {
    id
    slug
    name
    timeZone
    currency
  }
}
fragment StaffChoices on UserConnection {
  nodes {
    id
    displayName
    role
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}`,
  { hash: '84d02f7300ec095ecc420dc21138103b8b8255008c5f05b0006ca59f72e408e6' },
) as unknown as TypedDocumentString<QueueOfStaffQuery, QueueOfStaffQueryVariables>;
