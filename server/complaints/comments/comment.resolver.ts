import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, Info, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { sql } from '../../db/sql.ts';
import { change } from '../../graphql/change.ts';
import { UserError } from '../../graphql/errors.types.ts';
import { readOne } from '../../graphql/read.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { AddCommentInput } from '../complaint-inputs.types.ts';
import { Complaint } from '../complaint.types.ts';
import { findComplaint } from '../find-complaint.ts';
import { addComment } from './add-comment.ts';
import { commentShape, visibleComments } from './comment.queries.ts';
import { Comment } from './comment.types.ts';

@ObjectType({ description: 'The comment that was written, or why not.' })
class AddCommentPayload {
  commentId!: string | null;
  complaintId!: string | null;

  @Field(() => Comment, { nullable: true, description: 'The comment; null when there are errors.' })
  comment(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<Comment | null> | null {
    if (!this.commentId) return null;
    return readOne(context, info, commentShape, (row, at) =>
      sql.raw('??.id = ?::uuid and ?', [row, this.commentId, visibleComments(row, at.viewer)]),
    );
  }

  @Field(() => Complaint, { nullable: true, description: 'The complaint that it was written on.' })
  complaint(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<Complaint | null> | null {
    return this.complaintId ? findComplaint(context, info, this.complaintId) : null;
  }

  @Field(() => [UserError], { description: 'Why nothing was written; empty when it was.' })
  errors!: Refusal[];
}

@Resolver()
export class CommentResolver {
  @Mutation(() => AddCommentPayload, {
    description: 'Writes on a complaint: to the consumer, to the organisation, or a note for staff.',
  })
  async addComment(
    @Arg('input', () => AddCommentInput, { description: 'What to write.' }) input: AddCommentInput,
    @Ctx() context: Context,
  ): Promise<{ commentId: string | null; complaintId: string | null; errors: Refusal[] }> {
    const answer = await change(context, (scope) => addComment(scope, input));
    return answer.ok
      ? { ...answer.value, errors: [] }
      : { commentId: null, complaintId: null, errors: answer.refusals };
  }
}
