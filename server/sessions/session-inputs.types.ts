import { Field, InputType } from 'type-graphql';

const organisationText = "The organisation's short name, as in its web address; case does not matter.";
const passwordText =
  '15 to 200 characters; not one that is guessed among the first, nor made of the username or the name of the organisation.';

@InputType({ description: 'A user and their password.' })
export class SignInInput {
  @Field(() => String, { description: organisationText })
  organisation!: string;

  @Field(() => String, { description: 'Case does not matter.' })
  username!: string;

  @Field(() => String, { description: 'Case matters.' })
  password!: string;
}

@InputType({ description: 'The session to go on with.' })
export class RefreshSessionInput {
  @Field(() => String, { description: 'The newest refresh token of the session. It is used up.' })
  refreshToken!: string;
}

@InputType({ description: 'The session to end.' })
export class SignOutInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A refresh token of the session. Not needed with an access token, whose session ends in any case.',
  })
  refreshToken?: string | null;
}

@InputType({ description: 'A consumer who makes an account.' })
export class RegisterInput {
  @Field(() => String, { description: organisationText })
  organisation!: string;

  @Field(() => String, {
    description:
      '2 to 64 letters a to z, digits and `. _ @ + -`; upper case is taken as lower case. Unique in the organisation.',
  })
  username!: string;

  @Field(() => String, { description: 'The full name; 1 to 200 characters.' })
  displayName!: string;

  @Field(() => String, { description: 'An e-mail address.' })
  email!: string;

  @Field(() => String, { nullable: true, description: 'A telephone number; 40 characters at most.' })
  phone?: string | null;

  @Field(() => String, { description: passwordText })
  password!: string;
}

@InputType({ description: 'A password for the account of an invitation or a reset.' })
export class AcceptInvitationInput {
  @Field(() => String, { description: 'The last part of the link.' })
  token!: string;

  @Field(() => String, { description: passwordText })
  password!: string;
}

@InputType({ description: 'Whose password was forgotten.' })
export class RequestPasswordResetInput {
  @Field(() => String, { description: organisationText })
  organisation!: string;

  @Field(() => String, {
    description: 'The username, or the e-mail address, of the account; case does not matter.',
  })
  account!: string;
}

@InputType({ description: 'A complaint to follow.' })
export class TrackComplaintInput {
  @Field(() => String, { description: 'The last part of the tracking link.' })
  token!: string;
}

@InputType({ description: "The viewer's new password." })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The one that holds so far.' })
  currentPassword!: string;

  @Field(() => String, { description: passwordText })
  newPassword!: string;
}
