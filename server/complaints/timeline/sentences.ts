import type { FieldChange } from '../../audit/audit.store.ts';

/** What a sentence is made of. */
export interface EventWords {
  action: string;
  /** Who did it, as the viewer may see the name. */
  actor: string;
  changes: readonly FieldChange[];
}

type Sentence = (
  actor: string,
  to: (field: string) => string | null,
  from: (field: string) => string | null,
) => string;

const inQuotes = (text: string | null) => (text ? `: “${text}”` : '.');

/** The events that tell the consumer their own story. Everything else is internal. */
const publicSentences: Record<string, Sentence> = {
  'complaint.submitted': (actor) => `${actor} submitted the complaint.`,
  'complaint.logged': (actor, to) =>
    `${actor} recorded the complaint, received by ${to('channel') ?? 'another way'}.`,
  'complaint.acknowledged': () => 'The complaint was acknowledged.',
  'complaint.imported': () => 'The complaint was imported from an earlier system.',
  'complaint.started': (actor) => `${actor} began to work on the complaint.`,
  'complaint.assigned': (actor, to) => `${actor} gave the complaint to ${to('assignee') ?? 'a colleague'}.`,
  'complaint.consumer_asked': (actor, to) => `${actor} asked a question${inQuotes(to('question'))}`,
  'complaint.third_party_awaited': (actor) => `${actor} is waiting for an answer from somebody else.`,
  'complaint.resumed': () => 'The wait is over: the complaint is worked on again.',
  'complaint.commented': (actor) => `${actor} wrote a message.`,
  'complaint.resolved': (actor, to) => `${actor} gave the final response: ${to('outcome') ?? 'resolved'}.`,
  'complaint.accepted': (actor, to) =>
    to('acceptance') === 'spoken'
      ? `${actor} recorded that the resolution was accepted on the phone or in person.`
      : `${actor} accepted the resolution.`,
  'complaint.rejected': (actor, to) => `${actor} rejected the resolution${inQuotes(to('reason'))}`,
  'complaint.reminded': (_, to) =>
    `A reminder: the resolution waits for an answer until ${to('answer by') ?? 'the end of the window'}.`,
  'complaint.closed_unanswered': () =>
    'The complaint was closed because the resolution was not answered in time.',
  'complaint.reopened': (actor, to) => `${actor} reopened the complaint${inQuotes(to('reason'))}`,
  'complaint.withdrawn': (actor, to) => `${actor} withdrew the complaint${inQuotes(to('reason'))}`,
};

const internalSentences: Record<string, Sentence> = {
  'complaint.classified': (actor, to) =>
    `${actor} set ${[to('category') && `the category to ${to('category')}`, to('priority') && `the priority to ${to('priority')}`].filter(Boolean).join(' and ') || 'no category'}.`,
  'complaint.noted': (actor) => `${actor} added an internal note.`,
  'complaint.resolution_noted': (actor) => `${actor} added a resolution note.`,
  'complaint.mailed': (_, to) =>
    `The ${to('mail') ?? 'mail'} was sent by e-mail to ${to('recipient') ?? 'the consumer'}.`,
  'complaint.mail_failed': (_, to) =>
    `The ${to('mail') ?? 'mail'} could not be sent by e-mail to ${to('recipient') ?? 'the consumer'}.`,
  'complaint.flagged': () => 'A second rejection: a manager decides who takes the complaint.',
};

/** The actions of events that consumers see. */
export const eventsForConsumers: readonly string[] = Object.keys(publicSentences);

/** The changes as consumers read them where the organisation hides surnames: of staff, the given names alone. */
export function withGivenNames(changes: readonly FieldChange[]): FieldChange[] {
  const givenName = (name: string | null) => name && (name.split(' ', 1)[0] as string);
  return changes.map((change) =>
    change.field === 'assignee'
      ? { ...change, from: givenName(change.from), to: givenName(change.to) }
      : change,
  );
}

/** An event as a sentence that somebody outside the organisation understands. */
export function sentenceOf({ action, actor, changes }: EventWords): string {
  const sentence = publicSentences[action] ?? internalSentences[action];
  const value = (side: 'from' | 'to') => (field: string) =>
    changes.find((change) => change.field === field)?.[side] ?? null;
  return sentence ? sentence(actor, value('to'), value('from')) : `${actor}: ${action}.`;
}
