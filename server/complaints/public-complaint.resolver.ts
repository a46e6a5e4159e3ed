import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { UserError } from '../graphql/errors.types.ts';
import type { Refusal } from '../shared/refusal.ts';
import { SubmitPublicComplaintInput } from './complaint-inputs.types.ts';
import { submitPublicComplaint } from './submit-public-complaint.ts';

@ObjectType({ description: 'What somebody without an account gets, or why nothing was submitted.' })
class SubmitPublicComplaintPayload {
  @Field(() => String, {
    nullable: true,
    description: 'What the complaint is called; null when there are errors.',
  })
  reference!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The signed link by which the complaint is followed and answered; it is shown once.',
  })
  trackingUrl!: string | null;

  @Field(() => [UserError], { description: 'Why nothing was submitted; empty when it was.' })
  errors!: Refusal[];
}

@Resolver()
export class PublicComplaintResolver {
  @Mutation(() => SubmitPublicComplaintPayload, {
    description: 'Somebody without an account complains, when the organisation has its public form open.',
  })
  async submitPublicComplaint(
    @Arg('input', () => SubmitPublicComplaintInput, { description: 'Who complains about what.' })
    input: SubmitPublicComplaintInput,
    @Ctx() context: Context,
  ): Promise<SubmitPublicComplaintPayload> {
    const answer = await submitPublicComplaint(context, input);
    return answer.ok
      ? { ...answer.value, errors: [] }
      : { reference: null, trackingUrl: null, errors: answer.refusals };
  }
}
