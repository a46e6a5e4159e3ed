import { Field, ID, InputType } from 'type-graphql';
import { graphqlEnum } from '../graphql/enum.ts';
import { DateTime } from '../graphql/scalars.ts';
import type { Channel, CloseReason, Outcome, Priority } from '../shared/complaint.ts';
import type { ComplaintStatus, WaitingFor } from '../shared/lifecycle.ts';
import {
  Channels,
  CloseReasons,
  ComplaintStatuses,
  Outcomes,
  Priorities,
  WaitingFors,
} from './complaint.enums.ts';

@InputType({
  description:
    'Which complaints; all conditions that are given must hold. An id that finds nothing gives an empty list.',
})
export class ComplaintFilter {
  @Field(() => [ComplaintStatuses], { nullable: true, description: 'At one of these statuses.' })
  status?: ComplaintStatus[] | null;

  @Field(() => [WaitingFors], { nullable: true, description: 'Waiting for one of these.' })
  waitingFor?: WaitingFor[] | null;

  @Field(() => ID, { nullable: true, description: 'Assigned to this user.' })
  assigneeId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: nobody works on it. False: somebody does.' })
  isUnassigned?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'True: assigned to the viewer. False: not.' })
  isMine?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Of this category or one of its sub-categories.' })
  categoryId?: string | null;

  @Field(() => [Channels], { nullable: true, description: 'Received in one of these ways.' })
  channel?: Channel[] | null;

  @Field(() => [Priorities], { nullable: true, description: 'Of one of these priorities.' })
  priority?: Priority[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this person.' })
  consumerId?: string | null;

  @Field(() => [Outcomes], { nullable: true, description: 'Resolved with one of these outcomes.' })
  outcome?: Outcome[] | null;

  @Field(() => [CloseReasons], { nullable: true, description: 'Closed for one of these reasons.' })
  closeReason?: CloseReason[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'The time for the final response is over and none is given; or not.',
  })
  isOverdue?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'A manager must decide who takes it; or not.' })
  needsManager?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'It came back at least once: rejected or reopened; or not.',
  })
  isReopened?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words, or beginnings of words, in the reference, subject, text, comments, or the name and address of the consumer. All must be found; accents and case do not matter. 200 characters at most.',
  })
  text?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'With one of these ids in the system that it came from, exactly as written there; 500 at most.',
  })
  externalReference?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'Received from this moment on, inclusive.' })
  receivedFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Received before this moment, exclusive.' })
  receivedBefore?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Closed from this moment on, inclusive.' })
  closedFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Closed before this moment, exclusive.' })
  closedBefore?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Changed after this moment, exclusive. For a look at what is new; a copy follows the order CHANGED, which misses nothing.',
  })
  updatedAfter?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Not resolved, and the final response is due before this moment, exclusive.',
  })
  dueBefore?: Date | null;
}

const orderFields = [
  'received_at',
  'updated_at',
  'changed',
  'due_at',
  'priority',
  'reference',
  'relevance',
] as const;
export type ComplaintOrderField = (typeof orderFields)[number];

const ComplaintOrderFields = graphqlEnum<ComplaintOrderField>(
  'ComplaintOrderField',
  'What complaints can be ordered by.',
  orderFields,
  {
    received_at: 'When it was received.',
    updated_at: 'When it last changed.',
    changed:
      'The order in which changes can be followed, ASC only: for keeping a copy, which misses none. A complaint that changes moves to the end; a change comes into view as soon as all that began before it are over.',
    due_at: 'When the final response is due; complaints without a deadline come after all others.',
    priority: 'How urgent it is.',
    reference: 'Its reference.',
    relevance: 'How well it fits the text of the filter; without a text this is RECEIVED_AT.',
  },
);

const directions = ['asc', 'desc'] as const;
const OrderDirections = graphqlEnum<(typeof directions)[number]>(
  'OrderDirection',
  'Which way an order runs.',
  directions,
  {
    asc: 'Smallest, earliest, lowest first.',
    desc: 'Largest, latest, highest first.',
  },
);

@InputType({ description: 'The order of complaints.' })
export class ComplaintOrder {
  @Field(() => ComplaintOrderFields, { description: 'By what.' })
  field!: ComplaintOrderField;

  @Field(() => OrderDirections, { description: 'Which way.' })
  direction!: 'asc' | 'desc';
}
