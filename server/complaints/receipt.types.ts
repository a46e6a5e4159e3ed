import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'The proof that a complaint reached the organisation: signed with the installation’s key, and naming an event of the audit trail.',
})
export class Receipt {
  @Field(() => String, {
    description: 'The receipt as a file: JSON. It verifies as it stands; indented, too.',
  })
  document!: string;

  @Field(() => String, {
    description:
      'SHA-256, in hexadecimal, of what was submitted: the JSON text `["subject","description","desired outcome" or null]`.',
  })
  submissionHash!: string;

  @Field(() => String, { description: 'Which key signed it.' })
  keyId!: string;
}
