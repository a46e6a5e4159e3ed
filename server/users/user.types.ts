import { Field, ID, Int, ObjectType, Root } from 'type-graphql';
import { RoleEnum } from '../auth/role.types.ts';
import { connectionType } from '../graphql/connection.types.ts';
import { graphqlEnum } from '../graphql/enum.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { Node } from '../graphql/node.types.ts';
import { DateTime } from '../graphql/scalars.ts';
import { ExternalIdentity } from '../sessions/identity-provider/identity-provider.types.ts';
import { Person } from '../people/person.types.ts';
import type { Role } from '../shared/roles.ts';
import { userStatuses, type UserStatus } from '../shared/user-status.ts';

export const UserStatuses = graphqlEnum<UserStatus>(
  'UserStatus',
  'Whether a user can sign in.',
  userStatuses,
  {
    active:
      'Can sign in; staff can be assigned complaints. After a password reset, once the new password is set.',
    invited: 'Has a link to set the first password and has not done so.',
    disabled: 'Cannot sign in; kept because the history names them.',
  },
);

@ObjectType({
  implements: Node,
  description: 'Somebody with an account in the organisation. A user belongs to exactly one organisation.',
})
export class User {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('User', row.id);
  }

  @Field(() => Int, {
    description: 'Grows with each change by an administrator; inputs that change the user carry it.',
  })
  version!: number;

  @Field(() => String, {
    description:
      'How others see the user. Consumers see the given name of staff only, when the organisation hides surnames.',
  })
  displayName!: string;

  @Field(() => RoleEnum, { description: 'What the user is in the organisation.' })
  role!: Role;

  @Field(() => UserStatuses, { description: 'Whether the user can sign in.' })
  status!: UserStatus;

  @Field(() => String, { nullable: true, description: 'The name for signing in, in lower case. For staff.' })
  username!: string | null;

  @Field(() => String, { nullable: true, description: 'Where mail reaches the user. For staff.' })
  email!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the user last signed in with the password; null when never. For staff.',
  })
  lastSignInAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the account was made. For staff.' })
  createdAt!: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True when a sign-in of the user asks for a code. For administrators.',
  })
  hasSecondFactor!: boolean | null;
  @Field(() => [ExternalIdentity], {
    nullable: true,
    description: "The user's accounts at the organisation's identity provider. For administrators.",
  })
  externalIdentities!: ExternalIdentity[] | null;

  @Field(() => Person, {
    nullable: true,
    description: 'The complainant behind a consumer; null for staff. For staff.',
  })
  person!: Person | null;
}

export const UserConnection = connectionType<User>('User', () => User, 'users');
