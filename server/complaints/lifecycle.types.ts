import { Field, ObjectType } from 'type-graphql';
import { graphqlEnum } from '../graphql/enum.ts';
import { UserError } from '../graphql/errors.types.ts';
import { complaintActions, type ComplaintAction } from '../shared/lifecycle.ts';

export const ComplaintActions = graphqlEnum<ComplaintAction>(
  'ComplaintAction',
  'What can be done to a complaint.',
  complaintActions,
  {
    start: 'Claim the complaint for oneself and begin to work on it.',
    assign: 'Give the complaint to a member of staff.',
    await_consumer: 'Ask the consumer a question and wait for the answer.',
    await_third_party: 'Wait for somebody else, with a reason.',
    resume: 'End the wait and go on.',
    add_resolution_note: 'Add a note on the resolution that the consumer does not see.',
    resolve: 'Give the final response, with a resolution record.',
    accept: 'Accept the resolution: the complaint is closed.',
    reject: 'Reject the resolution: the complaint is worked on again.',
    close_unanswered: 'The system closes a resolved complaint that the consumer did not answer.',
    reopen: 'Work on a closed complaint again.',
    withdraw: 'Take the complaint back: it is closed.',
  },
);

@ObjectType({
  implements: UserError,
  description: 'The lifecycle does not let the action happen now; nothing was written.',
})
export class InvalidTransitionError extends UserError {
  @Field(() => [ComplaintActions], { description: 'What the viewer may do now instead.' })
  allowed!: ComplaintAction[];
}

@ObjectType({ description: 'One action, whether the viewer may do it now and, if not, why.' })
export class AvailableAction {
  @Field(() => ComplaintActions, { description: 'The action.' })
  action!: ComplaintAction;

  @Field(() => Boolean, { description: 'True when the viewer may do it now.' })
  allowed!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why not, as a sentence for the viewer; null when it is allowed.',
  })
  reason!: string | null;
}
