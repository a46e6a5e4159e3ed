import { registerEnumType } from 'type-graphql';
import { eventKindDescriptions, eventKinds, type EventKind } from '../shared/event-kinds.ts';

const nameOf = (kind: EventKind) => kind.toUpperCase().replace('.', '_');

/** The kinds of events: `COMPLAINT_RESOLVED` is what messages call `complaint.resolved`. */
export const EventKinds = Object.fromEntries(eventKinds.map((kind) => [nameOf(kind), kind]));
registerEnumType(EventKinds, {
  name: 'EventKind',
  description: 'What can happen to a complaint, as webhooks and live updates tell it. New ones may be added.',
  valuesConfig: Object.fromEntries(
    eventKinds.map((kind) => [
      nameOf(kind),
      { description: `${eventKindDescriptions[kind]} In messages: \`${kind}\`.` },
    ]),
  ),
});
