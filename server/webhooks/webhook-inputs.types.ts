import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTime } from '../graphql/scalars.ts';
import type { EventKind } from '../shared/event-kinds.ts';
import type { DeliveryState } from './delivery-words.ts';
import { EventKinds } from './event-kind.types.ts';
import { DeliveryStates } from './webhook.types.ts';

const versionText =
  'The version that the change is based on; refused with `STALE_VERSION` when it was changed since.';
const urlText =
  'An https address of a public server, without a password in it and on the usual port or one above 1023; at most 2000 characters.';
const descriptionText = 'What it is for; 1 to 200 characters.';
const kindsText = 'What it is told; at least one.';

@InputType({ description: 'A new endpoint.' })
export class CreateWebhookEndpointInput {
  @Field(() => String, { description: urlText })
  url!: string;

  @Field(() => String, { description: descriptionText })
  description!: string;

  @Field(() => [EventKinds], { description: kindsText })
  eventKinds!: EventKind[];
}

@InputType({ description: 'An endpoint as it shall be.' })
export class UpdateWebhookEndpointInput {
  @Field(() => ID, { description: 'The endpoint.' })
  id!: string;

  @Field(() => Int, { description: versionText })
  version!: number;

  @Field(() => String, { nullable: true, description: `${urlText} Nothing said: as it is.` })
  url?: string | null;

  @Field(() => String, { nullable: true, description: `${descriptionText} Nothing said: as it is.` })
  description?: string | null;

  @Field(() => [EventKinds], { nullable: true, description: `${kindsText} Nothing said: as it is.` })
  eventKinds?: EventKind[] | null;
}

/** The inputs that name an endpoint and the version that they are based on. */
function versionedInput(name: string, description: string) {
  @InputType(name, { description })
  class Input {
    @Field(() => ID, { description: 'The endpoint.' })
    id!: string;

    @Field(() => Int, { description: versionText })
    version!: number;
  }
  return Input;
}

export interface EndpointAtVersion {
  id: string;
  version: number;
}

export const EnableWebhookEndpointInput = versionedInput(
  'EnableWebhookEndpointInput',
  'The endpoint that is switched on.',
);
export const DisableWebhookEndpointInput = versionedInput(
  'DisableWebhookEndpointInput',
  'The endpoint that is switched off.',
);
export const DeleteWebhookEndpointInput = versionedInput(
  'DeleteWebhookEndpointInput',
  'The endpoint that is removed.',
);
export const RotateWebhookSecretInput = versionedInput(
  'RotateWebhookSecretInput',
  'The endpoint that gets a new secret.',
);
export const EndWebhookSecretOverlapInput = versionedInput(
  'EndWebhookSecretOverlapInput',
  'The endpoint whose old secret is forgotten.',
);

@InputType({ description: 'Which endpoint is tested.' })
export class SendTestWebhookInput {
  @Field(() => ID, { description: 'The endpoint; one that is switched off as well.' })
  id!: string;
}

@InputType({ description: 'Which message is sent again.' })
export class ResendWebhookInput {
  @Field(() => ID, { description: 'A delivery of it.' })
  id!: string;
}

@InputType({ description: 'What is sent again.' })
export class ReplayWebhooksInput {
  @Field(() => ID, { description: 'The endpoint; it has to be switched on.' })
  id!: string;

  @Field(() => DateTime, { description: 'From when on, inclusive; at most 30 days ago.' })
  from!: Date;
}

@InputType({ description: 'Which deliveries; all conditions must hold.' })
export class WebhookDeliveryFilter {
  @Field(() => ID, { nullable: true, description: 'To this endpoint.' })
  endpointId?: string | null;

  @Field(() => ID, { nullable: true, description: 'About this complaint.' })
  complaintId?: string | null;

  @Field(() => [DeliveryStates], { nullable: true, description: 'What became of them.' })
  state?: DeliveryState[] | null;
}
