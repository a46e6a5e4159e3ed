import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { change } from '../graphql/change.ts';
import { conflictOn } from '../graphql/conflict-on.ts';
import { PageArgs } from '../graphql/connection.types.ts';
import type { Page } from '../graphql/page.ts';
import { readPage } from '../graphql/read.ts';
import { createUser } from './create-user.ts';
import { disableUser } from './disable-user.ts';
import { enableUser } from './enable-user.ts';
import { endUserSessions } from './end-user-sessions.ts';
import { invitePerson } from './invite-person.ts';
import { resetSecondFactor } from './reset-second-factor.ts';
import { resetUserPassword } from './reset-user-password.ts';
import { updateUser } from './update-user.ts';
import {
  CreateUserInput,
  DisableUserInput,
  EnableUserInput,
  EndUserSessionsInput,
  InvitePersonInput,
  ResetSecondFactorInput,
  ResetUserPasswordInput,
  UpdateUserInput,
  UserFilter,
} from './user-inputs.types.ts';
import {
  CreateUserPayload,
  DisableUserPayload,
  EnableUserPayload,
  EndUserSessionsPayload,
  InvitePersonPayload,
  ResetSecondFactorPayload,
  ResetUserPasswordPayload,
  toUserPayload,
  UpdateUserPayload,
  type UserPayloadSource,
} from './user-payloads.types.ts';
import { listUsers, userShape } from './user.queries.ts';
import { UserConnection, type User } from './user.types.ts';

const usernameTaken = conflictOn('users_username_unique', 'This username is taken. Choose another.', [
  'username',
]);

@Resolver()
export class UserResolver {
  @Query(() => UserConnection, { description: 'The users of the organisation by name. For staff.' })
  users(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => UserFilter, { nullable: true, description: 'Which ones.' })
    filter: UserFilter | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<User>> {
    return readPage(
      context,
      info,
      userShape,
      args,
      ({ viewer }) => listUsers(viewer, filter ?? {}),
      filter ?? null,
    );
  }

  @Mutation(() => CreateUserPayload, {
    description: 'Adds a member of staff, who sets the password by a link. For administrators.',
  })
  async createUser(
    @Arg('input', () => CreateUserInput, { description: 'The new user.' }) input: CreateUserInput,
    @Ctx() context: Context,
  ): Promise<UserPayloadSource> {
    return toUserPayload(await change(context, (scope) => createUser(scope, input)).catch(usernameTaken));
  }

  @Mutation(() => UpdateUserPayload, {
    description:
      'Changes name, e-mail address and role of a user; a new role holds at once. The last administrator who can sign in stays one. For administrators.',
  })
  async updateUser(
    @Arg('input', () => UpdateUserInput, { description: 'The user as they shall be.' })
    input: UpdateUserInput,
    @Ctx() context: Context,
  ): Promise<UserPayloadSource> {
    return toUserPayload(await change(context, (scope) => updateUser(scope, input)));
  }

  @Mutation(() => DisableUserPayload, {
    description:
      'Keeps a user from signing in; their sessions end at once. Refused while unclosed complaints are assigned to them, and for the last administrator who can sign in. For administrators.',
  })
  async disableUser(
    @Arg('input', () => DisableUserInput, { description: 'Which user.' }) input: DisableUserInput,
    @Ctx() context: Context,
  ): Promise<UserPayloadSource> {
    return toUserPayload(await change(context, (scope) => disableUser(scope, input)));
  }

  @Mutation(() => EnableUserPayload, {
    description: 'Lets a disabled user sign in again, with the password they had. For administrators.',
  })
  async enableUser(
    @Arg('input', () => EnableUserInput, { description: 'Which user.' }) input: EnableUserInput,
    @Ctx() context: Context,
  ): Promise<UserPayloadSource> {
    return toUserPayload(await change(context, (scope) => enableUser(scope, input)));
  }

  @Mutation(() => ResetUserPasswordPayload, {
    description:
      'Gives a link to set a new password. The old password, older links and the sessions of the user end at once. For administrators, and not for oneself.',
  })
  async resetUserPassword(
    @Arg('input', () => ResetUserPasswordInput, { description: 'Whose password.' })
    input: ResetUserPasswordInput,
    @Ctx() context: Context,
  ): Promise<UserPayloadSource> {
    return toUserPayload(await change(context, (scope) => resetUserPassword(scope, input)));
  }

  @Mutation(() => ResetSecondFactorPayload, {
    description:
      'Takes the second factor away from a user who lost it; their sessions end at once. For administrators, and not for oneself.',
  })
  async resetSecondFactor(
    @Arg('input', () => ResetSecondFactorInput, { description: 'Whose second factor.' })
    input: ResetSecondFactorInput,
    @Ctx() context: Context,
  ): Promise<UserPayloadSource> {
    return toUserPayload(await change(context, (scope) => resetSecondFactor(scope, input)));
  }

  @Mutation(() => EndUserSessionsPayload, {
    description: 'Signs a user out everywhere, at once. For administrators.',
  })
  async endUserSessions(
    @Arg('input', () => EndUserSessionsInput, { description: 'Which user.' }) input: EndUserSessionsInput,
    @Ctx() context: Context,
  ): Promise<UserPayloadSource> {
    return toUserPayload(await change(context, (scope) => endUserSessions(scope, input)));
  }

  @Mutation(() => InvitePersonPayload, {
    description:
      'Gives a known person an account, whose password they set by a link. For the help desk, managers and administrators.',
  })
  async invitePerson(
    @Arg('input', () => InvitePersonInput, { description: 'Which person.' }) input: InvitePersonInput,
    @Ctx() context: Context,
  ): Promise<UserPayloadSource> {
    const answer = await change(context, (scope) => invitePerson(scope, input))
      .catch(usernameTaken)
      .catch(conflictOn('users_person_unique', 'This person has an account already.', ['id']));
    return toUserPayload(answer);
  }
}
