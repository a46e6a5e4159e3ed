import { Field, ID, Int, ObjectType, Root } from 'type-graphql';
import { RoleEnum } from '../auth/role.types.ts';
import { connectionType } from '../graphql/connection.types.ts';
import { graphqlEnum } from '../graphql/enum.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { Node } from '../graphql/node.types.ts';
import { DateTime } from '../graphql/scalars.ts';
import { Person } from '../people/person.types.ts';
import type { Role } from '../shared/roles.ts';

export const userStatuses = ['active', 'invited', 'disabled'] as const;
export type UserStatus = (typeof userStatuses)[number];

export const UserStatuses = graphqlEnum<UserStatus>('UserStatus', 'Whether a user can sign in.', userStatuses, {
  active: 'Can sign in.',
  invited: 'Has a link to set the first password.',
  disabled: 'Cannot sign in.',
});

@ObjectType({ implements: Node, description: 'Somebody who can sign in to the organisation.' })
export class User {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('User', row.id);
  }

  @Field(() => Int, { description: 'Grows with each change; inputs that change the user carry it.' })
  version!: number;

  @Field(() => String, { description: 'How others see the user; consumers see given names of staff when the organisation set it so.' })
  displayName!: string;

  @Field(() => RoleEnum, { description: 'What the user may do.' })
  role!: Role;

  @Field(() => UserStatuses, { description: 'Whether the user can sign in.' })
  status!: UserStatus;

  @Field(() => String, { nullable: true, description: 'The name to sign in with. For staff.' })
  username!: string | null;

  @Field(() => String, { nullable: true, description: 'An e-mail address. For staff.' })
  email!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the user last signed in. For staff.' })
  lastSignInAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the user was made. For staff.' })
  createdAt!: Date | null;

  @Field(() => Person, { nullable: true, description: 'The complainant behind a consumer. For staff.' })
  person!: Person | null;
}

export const UserConnection = connectionType<User>('User', () => User, 'users');
