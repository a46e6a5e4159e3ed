import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTime } from '../graphql/scalars.ts';
import type { Channel, Outcome, Priority } from '../shared/complaint.ts';
import { Channels, Outcomes, Priorities } from './complaint.enums.ts';

const idText = 'The complaint.';
const versionText =
  'The version that the change is based on; refused with `STALE_VERSION` when the complaint was changed since.';

@InputType({ description: 'What the consumer complains about.' })
export class SubmitComplaintInput {
  @Field(() => String, { description: 'In a line what it is about; 1 to 200 characters.' })
  subject!: string;

  @Field(() => String, { description: 'What happened; 1 to 20,000 characters.' })
  description!: string;

  @Field(() => String, { nullable: true, description: 'What would put it right; 4,000 characters at most.' })
  desiredOutcome?: string | null;

  @Field(() => ID, { nullable: true, description: 'A category that is not archived.' })
  categoryId?: string | null;
}

@InputType({ description: 'A complaint by somebody who has no account.' })
export class SubmitPublicComplaintInput extends SubmitComplaintInput {
  @Field(() => String, { description: "The organisation's short name, as in its web address." })
  organisation!: string;

  @Field(() => String, { description: 'Who complains; 1 to 200 characters.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'An e-mail address; this or a telephone number is needed.',
  })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'A telephone number.' })
  phone?: string | null;
}

@InputType({ description: 'A person who is not known yet.' })
export class NewConsumerInput {
  @Field(() => String, { description: '1 to 200 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'An e-mail address.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'A telephone number.' })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'A postal address.' })
  address?: string | null;
}

@InputType({
  description: 'A complaint that reached the organisation: `consumerId` or `newConsumer`, not both.',
})
export class ReceivedComplaintInput extends SubmitComplaintInput {
  @Field(() => ID, { nullable: true, description: 'A known person.' })
  consumerId?: string | null;

  @Field(() => NewConsumerInput, { nullable: true, description: 'A person to add.' })
  newConsumer?: NewConsumerInput | null;

  @Field(() => Channels, { description: 'How it reached the organisation.' })
  channel!: Channel;

  @Field(() => DateTime, {
    description: 'When it reached the organisation; clocks start here. Not in the future.',
  })
  receivedAt!: Date;

  @Field(() => Priorities, { nullable: true, description: 'NORMAL when nothing is said.' })
  priority?: Priority | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Its id in the system that it comes from: 200 characters at most, each given once in the organisation. The complaint is found by it.',
  })
  externalReference?: string | null;
}

@InputType({
  description:
    'A complaint that somebody of the staff takes in for a consumer: `consumerId` or `newConsumer`, not both.',
})
export class LogComplaintInput extends ReceivedComplaintInput {
  @Field(() => ID, { nullable: true, description: 'A member of staff to give it to at once.' })
  assigneeId?: string | null;
}

@InputType({ description: 'Complaints that are submitted together.' })
export class SubmitComplaintsInput {
  @Field(() => [ReceivedComplaintInput], { description: '1 to 500 of them.' })
  complaints!: ReceivedComplaintInput[];
}

@InputType({ description: 'A complaint, and the version that the change is based on.' })
export class VersionedComplaintInput {
  @Field(() => ID, { description: idText })
  id!: string;

  @Field(() => Int, { description: versionText })
  version!: number;
}

@InputType({ description: 'Claim a complaint.' })
export class StartComplaintInput extends VersionedComplaintInput {}

@InputType({ description: 'End a wait.' })
export class ResumeComplaintInput extends VersionedComplaintInput {}

@InputType({ description: 'Give a complaint to somebody.' })
export class AssignComplaintInput extends VersionedComplaintInput {
  @Field(() => ID, { description: 'Active staff of the organisation.' })
  assigneeId!: string;
}

@InputType({ description: 'Ask the consumer.' })
export class AwaitConsumerInput extends VersionedComplaintInput {
  @Field(() => String, { description: 'What the consumer is asked; 1 to 4,000 characters.' })
  question!: string;
}

@InputType({ description: 'Wait for somebody else.' })
export class AwaitThirdPartyInput extends VersionedComplaintInput {
  @Field(() => String, {
    description: 'For whom and why; 1 to 4,000 characters. The consumer does not see it.',
  })
  reason!: string;
}

@InputType({ description: 'A note on the resolution, never shown to the consumer.' })
export class AddResolutionNoteInput {
  @Field(() => ID, { description: idText })
  id!: string;

  @Field(() => String, { description: '1 to 20,000 characters.' })
  body!: string;
}

@InputType({ description: "Money, in the organisation's currency." })
export class RedressInput {
  @Field(() => Int, { description: 'In minor units: cents, pence. More than 0.' })
  amountMinor!: number;
}

@InputType({ description: 'The resolution record.' })
export class ResolveComplaintInput extends VersionedComplaintInput {
  @Field(() => Outcomes, { description: 'The answer.' })
  outcome!: Outcome;

  @Field(() => String, { description: 'The answer in words, for the consumer; 1 to 20,000 characters.' })
  explanation!: string;

  @Field(() => String, { description: 'What made it go wrong, for staff; 1 to 4,000 characters.' })
  rootCause!: string;

  @Field(() => String, {
    description: 'What the organisation does about it, for the consumer; 1 to 4,000 characters.',
  })
  remedy!: string;

  @Field(() => RedressInput, {
    nullable: true,
    description: "Money. Above the organisation's limit it takes a manager who is not the assignee.",
  })
  redress?: RedressInput | null;
}

@InputType({ description: 'Accept the resolution.' })
export class AcceptResolutionInput extends VersionedComplaintInput {
  @Field(() => String, {
    nullable: true,
    description: 'From the help desk, and only from it: how the consumer said so; 1 to 4,000 characters.',
  })
  evidence?: string | null;
}

@InputType({ description: 'Reject the resolution.' })
export class RejectResolutionInput extends VersionedComplaintInput {
  @Field(() => String, { description: 'Why; 1 to 4,000 characters.' })
  reason!: string;
}

@InputType({ description: 'Work on a closed complaint again.' })
export class ReopenComplaintInput extends VersionedComplaintInput {
  @Field(() => String, { description: 'Why; 1 to 4,000 characters.' })
  reason!: string;
}

@InputType({ description: 'Take the complaint back.' })
export class WithdrawComplaintInput extends VersionedComplaintInput {
  @Field(() => String, { nullable: true, description: 'Why; 4,000 characters at most.' })
  reason?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'From the help desk, and only from it: how the consumer said so; 1 to 4,000 characters.',
  })
  evidence?: string | null;
}

@InputType({
  description:
    'Set what a complaint is about and how urgent it is. What is left out stays; a null category takes it away.',
})
export class ClassifyComplaintInput extends VersionedComplaintInput {
  @Field(() => ID, {
    nullable: true,
    description: 'A category that is not archived; null takes the category away.',
  })
  categoryId?: string | null;

  @Field(() => Priorities, { nullable: true, description: 'How urgent; null leaves it.' })
  priority?: Priority | null;
}

@InputType({ description: 'Write on a complaint.' })
export class AddCommentInput {
  @Field(() => ID, { description: idText })
  complaintId!: string;

  @Field(() => String, { description: '1 to 20,000 characters.' })
  body!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'True for an internal note, which only staff may write and see.',
  })
  isInternal!: boolean;
}
