import { Field, ID, InputType, Int } from 'type-graphql';
import { RoleEnum } from '../auth/role.types.ts';
import type { Role } from '../shared/roles.ts';
import type { UserStatus } from '../shared/user-status.ts';
import { UserStatuses } from './user.types.ts';

const versionText =
  'The version that the change is based on; refused with `STALE_VERSION` when the user was changed since.';
const usernameText =
  '2 to 64 letters a to z, digits and `. _ @ + -`; upper case is taken as lower case. Unique in the organisation.';

@InputType({ description: 'Which users; all conditions must hold.' })
export class UserFilter {
  @Field(() => [RoleEnum], { nullable: true, description: 'One of these roles.' })
  role?: Role[] | null;

  @Field(() => [UserStatuses], { nullable: true, description: 'One of these states.' })
  status?: UserStatus[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Contained in the name, the username or the e-mail address; case and accents do not matter.',
  })
  text?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: those who can be assigned a complaint, the active staff. False: all others.',
  })
  assignable?: boolean | null;
}

@InputType({ description: 'A new member of staff.' })
export class CreateUserInput {
  @Field(() => String, { description: usernameText })
  username!: string;

  @Field(() => String, { description: 'How others see the user; 1 to 200 characters.' })
  displayName!: string;

  @Field(() => String, { nullable: true, description: 'Where mail reaches the user.' })
  email?: string | null;

  @Field(() => RoleEnum, {
    description: 'Any role of staff; consumers register, or are invited as a person.',
  })
  role!: Role;
}

@InputType({ description: 'The user as they shall be. What is left out becomes empty.' })
export class UpdateUserInput {
  @Field(() => ID, { description: 'The user.' })
  id!: string;

  @Field(() => Int, { description: versionText })
  version!: number;

  @Field(() => String, { description: 'How others see the user; 1 to 200 characters.' })
  displayName!: string;

  @Field(() => String, { nullable: true, description: 'Where mail reaches the user.' })
  email?: string | null;

  @Field(() => RoleEnum, { description: 'A consumer stays a consumer, and staff stay staff.' })
  role!: Role;
}

@InputType({ description: 'Which user is kept from signing in.' })
export class DisableUserInput {
  @Field(() => ID, { description: 'The user.' })
  id!: string;

  @Field(() => Int, { description: versionText })
  version!: number;
}

@InputType({ description: 'Which user may sign in again.' })
export class EnableUserInput {
  @Field(() => ID, { description: 'The user.' })
  id!: string;

  @Field(() => Int, { description: versionText })
  version!: number;
}

@InputType({ description: 'Whose password is reset.' })
export class ResetUserPasswordInput {
  @Field(() => ID, { description: 'The user.' })
  id!: string;

  @Field(() => Int, { description: versionText })
  version!: number;
}

@InputType({ description: 'Whose second factor is taken away.' })
export class ResetSecondFactorInput {
  @Field(() => ID, { description: 'The user.' })
  id!: string;

  @Field(() => Int, { description: versionText })
  version!: number;
}

@InputType({ description: 'Who is signed out everywhere.' })
export class EndUserSessionsInput {
  @Field(() => ID, { description: 'The user.' })
  id!: string;

  @Field(() => Int, { description: versionText })
  version!: number;
}

@InputType({ description: 'Which person gets an account.' })
export class InvitePersonInput {
  @Field(() => ID, { description: 'The person; without an account so far.' })
  id!: string;

  @Field(() => String, { description: usernameText })
  username!: string;
}
