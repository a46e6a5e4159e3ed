import { Field, ID, Int, ObjectType, Root } from 'type-graphql';
import { Complaint } from '../complaints/complaint.types.ts';
import { connectionType } from '../graphql/connection.types.ts';
import { graphqlEnum } from '../graphql/enum.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { Node } from '../graphql/node.types.ts';
import { DateTime } from '../graphql/scalars.ts';
import type { EventKind } from '../shared/event-kinds.ts';
import { User } from '../users/user.types.ts';
import type { AttemptRecord } from './delivery.store.ts';
import {
  deliveryCauses,
  deliveryStates,
  disabledReasons,
  type DeliveryCause,
  type DeliveryState,
  type DisabledReason,
} from './delivery-words.ts';
import { EventKinds } from './event-kind.types.ts';
import { bodyOf, messageIdOf, type WebhookEvent } from './webhook-message.ts';

const DisabledReasons = graphqlEnum<DisabledReason>(
  'WebhookDisabledReason',
  'Why nothing is sent to an endpoint any more.',
  disabledReasons,
  {
    by_hand: 'An administrator switched it off.',
    gone: 'The receiver answered with 410: it is gone for good.',
    failing: 'Every attempt failed for five days.',
  },
);

export const DeliveryStates = graphqlEnum<DeliveryState>(
  'WebhookDeliveryState',
  'What became of a delivery.',
  deliveryStates,
  {
    waiting: 'It is made, will be tried again, or waits for an earlier one of the same complaint.',
    delivered: 'The receiver took it: its answer was a 2xx.',
    failed: 'No attempt succeeded. It can be sent again by hand.',
    skipped: 'It was not made, because the endpoint was switched off. A replay makes up for it.',
  },
);

const DeliveryCauses = graphqlEnum<DeliveryCause>(
  'WebhookDeliveryCause',
  'Why a delivery is made.',
  deliveryCauses,
  {
    event: 'It happened.',
    test: 'Somebody wanted to see whether the endpoint answers.',
    resend: 'Somebody wanted it to be sent again.',
    replay: 'Somebody wanted everything from a moment on to be sent again.',
  },
);

@ObjectType({
  implements: Node,
  description:
    'An address of another system that is told what happens to complaints, by the Standard Webhooks specification. For administrators.',
})
export class WebhookEndpoint {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('WebhookEndpoint', row.id);
  }

  @Field(() => Int, { description: 'Grows with each change; the input that changes it carries it.' })
  version!: number;

  @Field(() => String, { description: 'Where messages are sent.' })
  url!: string;

  @Field(() => String, { description: 'What it is for.' })
  description!: string;

  @Field(() => [EventKinds], { description: 'What it is told.' })
  eventKinds!: EventKind[];

  @Field(() => Boolean, { description: 'True when messages are sent to it.' })
  isEnabled!: boolean;

  @Field(() => DisabledReasons, { nullable: true, description: 'Why not; null when they are.' })
  disabledReason!: DisabledReason | null;

  @Field(() => DateTime, { nullable: true, description: 'Since when not; null when they are.' })
  disabledAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Since when every attempt failed; null after a success. After five days it is switched off by itself.',
  })
  failingSince!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when the secret before the last rotation signs as well; null when it does not.',
  })
  previousSecretUntil!: Date | null;

  @Field(() => Int, { description: 'How many deliveries to it are still to be made.' })
  waitingCount!: number;

  @Field(() => User, { nullable: true, description: 'Who made it; null when no user did.' })
  createdBy!: User | null;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;
}

@ObjectType({ description: 'One attempt at a delivery.' })
export class WebhookAttempt {
  @Field(() => DateTime, { description: 'When it was made.' })
  attemptedAt(@Root() { at }: AttemptRecord): Date {
    return new Date(at);
  }

  @Field(() => Int, { description: 'How long it took.' })
  durationMilliseconds(@Root() { milliseconds }: AttemptRecord): number {
    return milliseconds;
  }

  @Field(() => Int, { nullable: true, description: 'The status of the answer; null when there was none.' })
  responseStatus(@Root() { status }: AttemptRecord): number | null {
    return status;
  }

  @Field(() => String, { nullable: true, description: 'Why it failed, for people; null when it succeeded.' })
  error!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The beginning of an answer that was no success, as text.',
  })
  responseExcerpt(@Root() { excerpt }: AttemptRecord): string | null {
    return excerpt;
  }
}

@ObjectType({
  implements: Node,
  description:
    'A message to an endpoint and what became of it. Kept for 30 days. Those of one complaint to one endpoint are made one after the other.',
})
export class WebhookDelivery {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('WebhookDelivery', row.id);
  }

  @Field(() => String, {
    description:
      'The `webhook-id` of the message: the same however often it is sent, by retries, resends and replays. A receiver drops what it has seen.',
  })
  messageId(@Root() row: { raw_event_id: string }): string {
    return messageIdOf(row.raw_event_id);
  }

  @Field(() => WebhookEndpoint, { description: 'Where it goes.' })
  endpoint!: WebhookEndpoint;

  @Field(() => String, {
    description: 'What happened, as the message says it: `complaint.resolved`; `endpoint.test` for a test.',
  })
  type!: string;

  @Field(() => String, { description: 'The body of the message, as it is signed and sent.' })
  body(@Root() { raw_event: event }: { raw_event: WebhookEvent }): string {
    return bodyOf({ ...event, occurredAt: new Date(event.occurredAt) });
  }

  @Field(() => Complaint, { nullable: true, description: 'The complaint it is about; null for a test.' })
  complaint!: Complaint | null;

  @Field(() => DeliveryCauses, { description: 'Why it is made.' })
  cause!: DeliveryCause;

  @Field(() => DeliveryStates, { description: 'What became of it.' })
  state!: DeliveryState;

  @Field(() => [WebhookAttempt], { description: 'The attempts so far, oldest first: ten at most.' })
  attempts!: AttemptRecord[];

  @Field(() => DateTime, { description: 'When that which it tells happened.' })
  occurredAt!: Date;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it is tried again; null when it is not.' })
  nextAttemptAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was over; null while it waits.' })
  endedAt!: Date | null;
}

export const WebhookEndpointConnection = connectionType<WebhookEndpoint>(
  'WebhookEndpoint',
  () => WebhookEndpoint,
  'webhook endpoints',
);

export const WebhookDeliveryConnection = connectionType<WebhookDelivery>(
  'WebhookDelivery',
  () => WebhookDelivery,
  'webhook deliveries',
);
