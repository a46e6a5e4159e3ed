import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { change } from '../graphql/change.ts';
import { createEndpoint } from './create-endpoint.ts';
import { endSecretOverlap, rotateSecret } from './rotate-secret.ts';
import { replay, resend, sendTest } from './send-again.ts';
import { deleteEndpoint, disableEndpoint, enableEndpoint } from './switch-endpoint.ts';
import { updateEndpoint } from './update-endpoint.ts';
import {
  CreateWebhookEndpointInput,
  DeleteWebhookEndpointInput,
  DisableWebhookEndpointInput,
  EnableWebhookEndpointInput,
  EndWebhookSecretOverlapInput,
  ReplayWebhooksInput,
  ResendWebhookInput,
  RotateWebhookSecretInput,
  SendTestWebhookInput,
  UpdateWebhookEndpointInput,
  type EndpointAtVersion,
} from './webhook-inputs.types.ts';
import {
  CreateWebhookEndpointPayload,
  DeleteWebhookEndpointPayload,
  DisableWebhookEndpointPayload,
  EnableWebhookEndpointPayload,
  EndWebhookSecretOverlapPayload,
  ReplayWebhooksPayload,
  ResendWebhookPayload,
  RotateWebhookSecretPayload,
  SendTestWebhookPayload,
  UpdateWebhookEndpointPayload,
  toDelivery,
  toEndpoint,
  toReplay,
  toSecret,
  type DeliverySource,
  type EndpointSource,
  type ReplaySource,
  type SecretSource,
} from './webhook-payloads.types.ts';

@Resolver()
export class WebhookChangesResolver {
  @Mutation(() => CreateWebhookEndpointPayload, {
    description:
      'Makes an endpoint, switched on. Its secret is in the answer, this once. For administrators.',
  })
  async createWebhookEndpoint(
    @Arg('input', () => CreateWebhookEndpointInput, { description: 'The endpoint as it shall be.' })
    input: CreateWebhookEndpointInput,
    @Ctx() context: Context,
  ): Promise<SecretSource> {
    return toSecret(await createEndpoint(context, input));
  }

  @Mutation(() => UpdateWebhookEndpointPayload, {
    description: 'Changes an endpoint. What waits goes to the new address. For administrators.',
  })
  async updateWebhookEndpoint(
    @Arg('input', () => UpdateWebhookEndpointInput, { description: 'The endpoint as it shall be.' })
    input: UpdateWebhookEndpointInput,
    @Ctx() context: Context,
  ): Promise<EndpointSource> {
    return toEndpoint(await updateEndpoint(context, input));
  }

  @Mutation(() => EnableWebhookEndpointPayload, {
    description:
      'Switches an endpoint on. What happened meanwhile is sent by `replayWebhooks`. For administrators.',
  })
  async enableWebhookEndpoint(
    @Arg('input', () => EnableWebhookEndpointInput, { description: 'Which endpoint.' })
    input: EndpointAtVersion,
    @Ctx() context: Context,
  ): Promise<EndpointSource> {
    return toEndpoint(await change(context, (scope) => enableEndpoint(scope, input)));
  }

  @Mutation(() => DisableWebhookEndpointPayload, {
    description: 'Switches an endpoint off: what waits for it is not sent. For administrators.',
  })
  async disableWebhookEndpoint(
    @Arg('input', () => DisableWebhookEndpointInput, { description: 'Which endpoint.' })
    input: EndpointAtVersion,
    @Ctx() context: Context,
  ): Promise<EndpointSource> {
    return toEndpoint(await change(context, (scope) => disableEndpoint(scope, input)));
  }

  @Mutation(() => DeleteWebhookEndpointPayload, {
    description: 'Removes an endpoint for good, with its log. For administrators.',
  })
  async deleteWebhookEndpoint(
    @Arg('input', () => DeleteWebhookEndpointInput, { description: 'Which endpoint.' })
    input: EndpointAtVersion,
    @Ctx() context: Context,
  ): Promise<EndpointSource> {
    return toEndpoint(await change(context, (scope) => deleteEndpoint(scope, input)));
  }

  @Mutation(() => RotateWebhookSecretPayload, {
    description:
      'Gives an endpoint a new secret, which is in the answer, this once. Messages are signed with the old one as well for 24 hours, or until endWebhookSecretOverlap; as long there is no third. For administrators.',
  })
  async rotateWebhookSecret(
    @Arg('input', () => RotateWebhookSecretInput, { description: 'Which endpoint.' })
    input: EndpointAtVersion,
    @Ctx() context: Context,
  ): Promise<SecretSource> {
    return toSecret(await change(context, (scope) => rotateSecret(scope, input)));
  }

  @Mutation(() => EndWebhookSecretOverlapPayload, {
    description: 'Ends those 24 hours at once. For administrators.',
  })
  async endWebhookSecretOverlap(
    @Arg('input', () => EndWebhookSecretOverlapInput, { description: 'Which endpoint.' })
    input: EndpointAtVersion,
    @Ctx() context: Context,
  ): Promise<EndpointSource> {
    return toEndpoint(await change(context, (scope) => endSecretOverlap(scope, input)));
  }

  @Mutation(() => SendTestWebhookPayload, {
    description: 'Sends an `endpoint.test` message, once. For administrators.',
  })
  async sendTestWebhook(
    @Arg('input', () => SendTestWebhookInput, { description: 'Where to.' }) input: SendTestWebhookInput,
    @Ctx() context: Context,
  ): Promise<DeliverySource> {
    return toDelivery(await change(context, (scope) => sendTest(scope, input)));
  }

  @Mutation(() => ResendWebhookPayload, {
    description:
      'Sends a message again, with the same id; one that waits for its next attempt is tried at once. For administrators.',
  })
  async resendWebhook(
    @Arg('input', () => ResendWebhookInput, { description: 'Which message.' }) input: ResendWebhookInput,
    @Ctx() context: Context,
  ): Promise<DeliverySource> {
    return toDelivery(await change(context, (scope) => resend(scope, input)));
  }

  @Mutation(() => ReplayWebhooksPayload, {
    description:
      'Sends everything that happened from a moment on again, in order and with the same ids. For administrators.',
  })
  async replayWebhooks(
    @Arg('input', () => ReplayWebhooksInput, { description: 'From when on.' }) input: ReplayWebhooksInput,
    @Ctx() context: Context,
  ): Promise<ReplaySource> {
    return toReplay(await change(context, (scope) => replay(scope, input)));
  }
}
