import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, Info, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { brokenConstraint, change } from '../../graphql/change.ts';
import { UserError } from '../../graphql/errors.types.ts';
import type { Answer, Refusal } from '../../shared/refusal.ts';
import { SubmitComplaintsInput } from '../complaint-inputs.types.ts';
import { externalReferenceIndex } from '../new-complaint.store.ts';
import { Complaint } from '../complaint.types.ts';
import { submitComplaints, type SubmitResult } from './submit-complaints.ts';

@ObjectType({ description: 'What became of one complaint of several.' })
class SubmittedComplaint {
  complaintId!: string | null;

  @Field(() => Complaint, {
    nullable: true,
    description:
      'The complaint; with a CONFLICT the one that has its external reference already; null with other errors.',
  })
  complaint(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<unknown> | null {
    return this.complaintId ? context.findNode('Complaint', this.complaintId, info) : null;
  }

  @Field(() => [UserError], { description: 'Why it was not submitted; empty when it was.' })
  errors!: Refusal[];
}

@ObjectType({ description: 'What became of each complaint.' })
class SubmitComplaintsPayload {
  @Field(() => [SubmittedComplaint], {
    description: 'One for each complaint, in the same order; empty when the request as a whole was refused.',
  })
  results!: SubmitResult[];

  @Field(() => [UserError], {
    description: 'The errors of all results; `path` begins with `complaints` and the number, from 0.',
  })
  errors!: Refusal[];
}

@Resolver()
export class SubmitComplaintsResolver {
  @Mutation(() => SubmitComplaintsPayload, {
    description:
      'Takes up to 500 complaints in at once, for a partner system or a mail room. What is wrong with one stops none of the others.',
  })
  async submitComplaints(
    @Arg('input', () => SubmitComplaintsInput, { description: 'The complaints.' })
    input: SubmitComplaintsInput,
    @Ctx() context: Context,
  ): Promise<{ results: SubmitResult[]; errors: Refusal[] }> {
    const answer = await submitUntilNobodyIsFaster(context, input, 3);
    if (!answer.ok) return { results: [], errors: answer.refusals };
    const errors = answer.value.results.flatMap((result, index) =>
      result.errors.map((error) => ({
        ...error,
        path: ['complaints', String(index), ...(error.path ?? [])],
      })),
    );
    return { results: answer.value.results, errors };
  }
}

/** Somebody else may submit the same external reference at the same moment: the constraint says so, and the next try finds theirs. */
async function submitUntilNobodyIsFaster(
  context: Context,
  input: SubmitComplaintsInput,
  tries: number,
): Promise<Answer<{ results: SubmitResult[] }>> {
  try {
    return await change(context, (scope) => submitComplaints(scope, input));
  } catch (error) {
    if (tries > 1 && brokenConstraint(error) === externalReferenceIndex)
      return submitUntilNobodyIsFaster(context, input, tries - 1);
    throw error;
  }
}
