import { windowEnd } from '../shared/lifecycle.ts';
import type { MailedComplaint, MailFacts } from './mail-facts.queries.ts';
import type { ConsumerMailKind, MailKind } from './mail-kinds.ts';

/** What a mail says. No words of a complaint, no names of people: whoever typed them must not write mail in our name. */
export interface MailWords {
  subject: string;
  paragraphs: string[];
  /** What the one link of the mail does; it stands after the paragraphs. */
  linkLabel: string;
}

/** The words of a mail, in the organisation's time zone. */
export function wordsOf(facts: MailFacts): MailWords {
  const { organisation, complaint, user } = facts;
  const account = user?.username ?? '';
  switch (facts.kind) {
    case 'invitation':
      return {
        subject: `Your account at ${organisation}`,
        paragraphs: [
          `An account was made for you at ${organisation}. Your user name is ${account}.`,
          'Choose a password by this link. It works once, and for seven days.',
        ],
        linkLabel: 'Choose a password',
      };
    case 'new_password':
      return {
        subject: `Choose a new password at ${organisation}`,
        paragraphs: [
          `An administrator of ${organisation} asks you to choose a new password for your account ${account}. The old one does not work any more.`,
          'The link works once, and for seven days.',
        ],
        linkLabel: 'Choose a new password',
      };
    case 'password_reset':
      return {
        subject: `A new password at ${organisation}`,
        paragraphs: [
          `Somebody, hopefully you, asked for a new password for the account ${account} at ${organisation}.`,
          'The link works once, and for one hour. If it was not you, you need not do anything: your password stays as it is.',
        ],
        linkLabel: 'Choose a new password',
      };
    case 'password_changed':
      return {
        subject: `Your password at ${organisation} was changed`,
        paragraphs: [
          `The password of your account ${account} at ${organisation} was changed on ${momentOf(facts.createdAt, facts)}.`,
          'If it was not you, choose a new one at once, and tell the organisation.',
        ],
        linkLabel: 'It was not me: ask for a new password',
      };
    case 'second_factor_changed':
      return {
        subject: `The second step of your sign-in at ${organisation} was changed`,
        paragraphs: [
          `How you confirm your sign-in to the account ${account} at ${organisation} was changed on ${momentOf(facts.createdAt, facts)}.`,
          'If it was not you, choose a new password at once, and tell the organisation.',
        ],
        linkLabel: 'It was not me: ask for a new password',
      };
    case 'webhook_disabled':
      return {
        subject: `A webhook of ${organisation} was switched off`,
        paragraphs: [
          `On ${momentOf(facts.createdAt, facts)} a webhook of ${organisation} was switched off, because its receiver is gone or did not answer for days. Another system may be missing what happens to complaints.`,
          'The page of the webhooks says which one. Once its receiver works again, switch it on and replay what it missed.',
        ],
        linkLabel: 'Look at the webhooks',
      };
    case 'assigned':
      return {
        subject: `${referenceOf(complaint)} is yours now`,
        paragraphs: [`The complaint ${referenceOf(complaint)} was assigned to you.`],
        linkLabel: 'Open the complaint',
      };
    default:
      return consumerWords(facts.kind, facts, complaint);
  }
}

function consumerWords(
  kind: Extract<MailKind, ConsumerMailKind>,
  facts: MailFacts,
  complaint: MailedComplaint | null,
): MailWords {
  const { organisation } = facts;
  const reference = referenceOf(complaint);
  const answerBy = dayOf(windowEnd(complaint?.resolvedAt ?? null, facts.closeAfterDays), facts);
  const reopenUntil = dayOf(windowEnd(complaint?.closedAt ?? null, facts.reopenWindowDays), facts);
  const decide = `Please tell us by ${answerBy} whether you accept it. If we hear nothing from you by then, the complaint is closed.`;
  switch (kind) {
    case 'acknowledgement':
      return {
        subject: `${reference}: we have your complaint`,
        paragraphs: [
          `Thank you for telling us. ${organisation} has your complaint. Its reference is ${reference}: please give it whenever you write or call.`,
          complaint?.finalResponseBy
            ? `You get our final response by ${dayOf(complaint.finalResponseBy, facts)}.`
            : 'We let you know how it goes on.',
        ],
        linkLabel: 'See how it stands, or write to us',
      };
    case 'message':
      return {
        subject: `${reference}: a message for you`,
        paragraphs: [`${organisation} has written to you about your complaint ${reference}.`],
        linkLabel: 'Read it and answer',
      };
    case 'question':
      return {
        subject: `${reference}: a question for you`,
        paragraphs: [
          `${organisation} has a question about your complaint ${reference}, and waits for your answer.`,
        ],
        linkLabel: 'Read the question and answer',
      };
    case 'resolved':
      return {
        subject: `${reference}: our final response`,
        paragraphs: [`${organisation} has given its final response to your complaint ${reference}.`, decide],
        linkLabel: 'Read it, and accept or reject it',
      };
    case 'reminder':
      return {
        subject: `${reference}: we wait for your answer`,
        paragraphs: [`You have not answered our final response to your complaint ${reference} yet.`, decide],
        linkLabel: 'Read it, and accept or reject it',
      };
    case 'closed_unanswered':
      return {
        subject: `${reference}: closed`,
        paragraphs: [
          `We had no answer to our final response to your complaint ${reference} in time, so it was closed.`,
          `If it is not solved, you can open it again until ${reopenUntil}.`,
        ],
        linkLabel: 'See the complaint',
      };
    case 'closed':
      return {
        subject: `${reference}: closed`,
        paragraphs: [
          complaint?.closeReason === 'withdrawn'
            ? `Your complaint ${reference} was taken back, and is closed.`
            : `The resolution of your complaint ${reference} was accepted, and the complaint is closed.`,
          `If that is not right, you can open it again until ${reopenUntil}.`,
        ],
        linkLabel: 'See the complaint',
      };
  }
}

function referenceOf(complaint: MailedComplaint | null): string {
  return complaint?.reference ?? '';
}

function dayOf(date: Date | null, { timeZone }: MailFacts): string {
  return date ? new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone }).format(date) : 'then';
}

function momentOf(date: Date, { timeZone }: MailFacts): string {
  const format = { dateStyle: 'long', timeStyle: 'short', timeZone, timeZoneName: undefined } as const;
  return `${new Intl.DateTimeFormat('en-GB', format).format(date)} (${timeZone})`;
}
