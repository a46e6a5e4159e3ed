import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../graphql/scalars.ts';

@ObjectType({ description: 'How it stands with the second factor of the viewer.' })
export class SecondFactor {
  @Field(() => Boolean, { description: 'True when a sign-in asks for a code.' })
  isOn!: boolean;

  @Field(() => Boolean, { description: 'True when the organisation requires one of the viewer.' })
  isRequired!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'Since when; null when it is off.' })
  onSince!: Date | null;

  @Field(() => Int, { description: 'How many recovery codes are unused.' })
  recoveryCodesLeft!: number;
}
