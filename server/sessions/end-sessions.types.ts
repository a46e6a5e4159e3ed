import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { UserError } from '../graphql/errors.types.ts';
import type { Refusal } from '../shared/refusal.ts';

@InputType({ description: 'Which sessions of the viewer end.' })
export class EndSessionsInput {
  @Field(() => ID, { nullable: true, description: 'One session. Null: all but the one that asks.' })
  id?: string | null;
}

@ObjectType({ description: 'How many sessions ended, or why none did.' })
export class EndSessionsPayload {
  @Field(() => Int, { nullable: true, description: 'How many ended; null when there are errors.' })
  count!: number | null;

  @Field(() => [UserError], { description: 'Why nothing was ended; empty when it was.' })
  errors!: Refusal[];
}
