import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Field, ID, Info, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Context } from '../context.ts';
import { UserError } from '../graphql/errors.types.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import type { Answer, Refusal } from '../shared/refusal.ts';
import { findDelivery, findEndpoint } from './webhook.queries.ts';
import { WebhookDelivery, WebhookEndpoint } from './webhook.types.ts';

/** What the payloads about an endpoint are made from. */
export interface EndpointSource {
  endpointId: string | null;
  errors: Refusal[];
}

/** Shapes the answer of a change of an endpoint into what its payload is made from. */
export function toEndpoint(answer: Answer<{ endpointId: string }>): EndpointSource {
  return answer.ok ? { ...answer.value, errors: [] } : { endpointId: null, errors: answer.refusals };
}

/** The same with the secret that the change made. */
export function toSecret(answer: Answer<{ endpointId: string; secret: string }>): SecretSource {
  return answer.ok
    ? { ...answer.value, errors: [] }
    : { endpointId: null, secret: null, errors: answer.refusals };
}

/** What every payload about an endpoint has; none is of this type itself. */
@ObjectType()
abstract class EndpointPayload {
  endpointId!: string | null;

  @Field(() => WebhookEndpoint, {
    nullable: true,
    description: 'The endpoint after the change; null when there are errors.',
  })
  webhookEndpoint(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<WebhookEndpoint | null> | null {
    return this.endpointId ? findEndpoint(context, info, this.endpointId) : null;
  }

  @Field(() => [UserError], { description: 'Why nothing was done; empty when it was.' })
  errors!: Refusal[];
}

function endpointPayload(name: string): ClassType<EndpointSource> {
  @ObjectType(name, { description: 'The endpoint after the change, or why nothing was changed.' })
  class Payload extends EndpointPayload {}
  return Payload;
}

export const UpdateWebhookEndpointPayload = endpointPayload('UpdateWebhookEndpointPayload');
export const EnableWebhookEndpointPayload = endpointPayload('EnableWebhookEndpointPayload');
export const DisableWebhookEndpointPayload = endpointPayload('DisableWebhookEndpointPayload');
export const EndWebhookSecretOverlapPayload = endpointPayload('EndWebhookSecretOverlapPayload');

/** What the payloads that tell a secret are made from. */
export interface SecretSource extends EndpointSource {
  secret: string | null;
}

function secretPayload(name: string): ClassType<SecretSource> {
  @ObjectType(name, { description: 'The endpoint and its new secret, or why there is none.' })
  class Payload extends EndpointPayload {
    @Field(() => String, {
      nullable: true,
      description: 'The secret, `whsec_…`: told this once and never again; null when there are errors.',
    })
    secret!: string | null;
  }
  return Payload;
}

export const CreateWebhookEndpointPayload = secretPayload('CreateWebhookEndpointPayload');
export const RotateWebhookSecretPayload = secretPayload('RotateWebhookSecretPayload');

@ObjectType({ description: 'Which endpoint was removed, or why it was not.' })
export class DeleteWebhookEndpointPayload {
  endpointId!: string | null;

  @Field(() => ID, { nullable: true, description: 'Its id; null when there are errors.' })
  deletedId(): string | null {
    return this.endpointId && toGlobalId('WebhookEndpoint', this.endpointId);
  }

  @Field(() => [UserError], { description: 'Why it was not removed; empty when it was.' })
  errors!: Refusal[];
}

/** What the payloads about a delivery are made from. */
export interface DeliverySource {
  deliveryId: string | null;
  errors: Refusal[];
}

/** Shapes the answer of a resend or a test into what its payload is made from. */
export function toDelivery(answer: Answer<{ deliveryId: string }>): DeliverySource {
  return answer.ok ? { ...answer.value, errors: [] } : { deliveryId: null, errors: answer.refusals };
}

function deliveryPayload(name: string): ClassType<DeliverySource> {
  @ObjectType(name, { description: 'The delivery that was queued, or why none was.' })
  class Payload {
    deliveryId!: string | null;

    @Field(() => WebhookDelivery, {
      nullable: true,
      description: 'The delivery, which is made within seconds; null when there are errors.',
    })
    webhookDelivery(
      @Ctx() context: Context,
      @Info() info: GraphQLResolveInfo,
    ): Promise<WebhookDelivery | null> | null {
      return this.deliveryId ? findDelivery(context, info, this.deliveryId) : null;
    }

    @Field(() => [UserError], { description: 'Why none was queued; empty when one was.' })
    errors!: Refusal[];
  }
  return Payload;
}

export const SendTestWebhookPayload = deliveryPayload('SendTestWebhookPayload');
export const ResendWebhookPayload = deliveryPayload('ResendWebhookPayload');

/** What the payload of a replay is made from. */
export interface ReplaySource extends EndpointSource {
  count: number | null;
}

/** Shapes the answer of a replay into what its payload is made from. */
export function toReplay(answer: Answer<{ endpointId: string; count: number }>): ReplaySource {
  return answer.ok
    ? { ...answer.value, errors: [] }
    : { endpointId: null, count: null, errors: answer.refusals };
}

@ObjectType({ description: 'How much is sent again, or why nothing is.' })
export class ReplayWebhooksPayload extends EndpointPayload {
  @Field(() => Int, {
    nullable: true,
    description: 'How many messages were queued; null when there are errors.',
  })
  count!: number | null;
}
