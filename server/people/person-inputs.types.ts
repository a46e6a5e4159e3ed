import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'Somebody who complains, as they are known.' })
export class CreatePersonInput {
  @Field(() => String, { description: 'The full name; 1 to 200 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'An e-mail address.' })
  email?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A telephone number in any form; 40 characters at most.',
  })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'A postal address; 500 characters at most.' })
  address?: string | null;
}

@InputType({ description: 'The person as they shall be known. What is left out becomes empty.' })
export class UpdatePersonInput extends CreatePersonInput {
  @Field(() => ID, { description: 'The person.' })
  id!: string;

  @Field(() => Int, {
    description:
      'The version that the change is based on; refused with `STALE_VERSION` when the person was changed since.',
  })
  version!: number;
}
