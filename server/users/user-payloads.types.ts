import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Field, Info, ObjectType, type ClassType } from 'type-graphql';
import type { Context } from '../context.ts';
import { UserError } from '../graphql/errors.types.ts';
import { findPerson } from '../people/person.queries.ts';
import { Person } from '../people/person.types.ts';
import type { Answer, Refusal } from '../shared/refusal.ts';
import { findUser } from './user.queries.ts';
import { User } from './user.types.ts';

/** What the payloads of changes on a user are made from. */
export interface UserPayloadSource {
  userId: string | null;
  personId: string | null;
  invitationUrl: string | null;
  errors: Refusal[];
}

/** Shapes an answer into a payload. */
export function toUserPayload(
  answer: Answer<{ userId: string; personId?: string; invitationUrl?: string }>,
): UserPayloadSource {
  if (!answer.ok) return { userId: null, personId: null, invitationUrl: null, errors: answer.refusals };
  const { userId, personId = null, invitationUrl = null } = answer.value;
  return { userId, personId, invitationUrl, errors: [] };
}

@ObjectType({ description: 'The user after the change, or why nothing was changed.' })
abstract class UserPayload {
  userId!: string | null;

  @Field(() => User, {
    nullable: true,
    description: 'The user after the change; null when there are errors.',
  })
  user(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<User | null> | null {
    return this.userId ? findUser(context, info, this.userId) : null;
  }

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  errors!: Refusal[];
}

/** A payload that carries the user as they are after the change. */
function userPayload(name: string): ClassType<UserPayloadSource> {
  @ObjectType(name, { description: 'The user after the change, or why nothing was changed.' })
  class Payload extends UserPayload {}
  return Payload as unknown as ClassType<UserPayloadSource>;
}

@ObjectType({
  description: 'The user and the link by which they set a password, or why nothing was changed.',
})
abstract class InvitationPayload extends UserPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'The link to set a password, good for seven days and once. It is shown this one time; null when there are errors.',
  })
  invitationUrl!: string | null;
}

/** A payload that carries the user and their link. */
function invitationPayload(name: string): ClassType<UserPayloadSource> {
  @ObjectType(name, {
    description: 'The user and the link by which they set a password, or why nothing was changed.',
  })
  class Payload extends InvitationPayload {}
  return Payload as unknown as ClassType<UserPayloadSource>;
}

@ObjectType({ description: "The person's new account and its link, or why there is none." })
export class InvitePersonPayload extends InvitationPayload {
  personId!: string | null;

  @Field(() => Person, {
    nullable: true,
    description: 'The person after the change; null when there are errors.',
  })
  person(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<Person | null> | null {
    return this.personId ? findPerson(context, info, this.personId) : null;
  }
}

export const CreateUserPayload = invitationPayload('CreateUserPayload');
export const ResetUserPasswordPayload = invitationPayload('ResetUserPasswordPayload');
export const UpdateUserPayload = userPayload('UpdateUserPayload');
export const DisableUserPayload = userPayload('DisableUserPayload');
export const EnableUserPayload = userPayload('EnableUserPayload');
export const ResetSecondFactorPayload = userPayload('ResetSecondFactorPayload');
export const EndUserSessionsPayload = userPayload('EndUserSessionsPayload');
