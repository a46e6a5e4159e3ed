import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Field, Info, ObjectType, type ClassType } from 'type-graphql';
import type { Context } from '../context.ts';
import { UserError } from '../graphql/errors.types.ts';
import { DateTime } from '../graphql/scalars.ts';
import type { Answer, Refusal } from '../shared/refusal.ts';
import type { BegunSession } from './begin-session.ts';
import { findViewer } from './viewer.queries.ts';
import { ViewerNode } from './viewer.types.ts';

@ObjectType({ description: 'A session of 30 days: its tokens and who holds it.' })
export class Session {
  @Field(() => String, {
    description: 'Goes with requests as `Authorization: Bearer …`; good until `expiresAt`.',
  })
  accessToken!: string;

  @Field(() => String, {
    description:
      'Buys the next pair of tokens by `refreshSession`, once. Used again later than ten seconds after, it ends the session: somebody else has it.',
  })
  refreshToken!: string;

  @Field(() => DateTime, { description: 'When the access token ends: five minutes after it was given.' })
  expiresAt!: Date;

  @Field(() => ViewerNode, { description: 'Who holds the session.' })
  viewer(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<ViewerNode | null> | null {
    return findViewer(context, info);
  }
}

/** What the payloads of beginnings are made from. */
export interface SessionPayloadSource {
  session: Omit<BegunSession, 'viewer'> | null;
  errors: Refusal[];
}

/** Shapes an answer into a payload; the rest of the operation is asked by the holder of the session. */
export async function toSessionPayload(
  context: Context,
  answer: Answer<BegunSession>,
): Promise<SessionPayloadSource> {
  if (!answer.ok) return { session: null, errors: answer.refusals };
  const { viewer, ...session } = answer.value;
  await context.become(viewer);
  return { session, errors: [] };
}

/** A payload that carries a session that has begun or goes on. */
export function sessionPayload(name: string): ClassType<SessionPayloadSource> {
  @ObjectType(name, { description: 'The session, or why there is none.' })
  class Payload {
    @Field(() => Session, { nullable: true, description: 'The session; null when there are errors.' })
    session!: SessionPayloadSource['session'];

    @Field(() => [UserError], { description: 'Why there is none; empty when there is one.' })
    errors!: Refusal[];
  }
  return Payload;
}

export const SignInPayload = sessionPayload('SignInPayload');
export const CompleteSignInPayload = sessionPayload('CompleteSignInPayload');
export const RefreshSessionPayload = sessionPayload('RefreshSessionPayload');
export const RegisterPayload = sessionPayload('RegisterPayload');
export const AcceptInvitationPayload = sessionPayload('AcceptInvitationPayload');
export const TrackComplaintPayload = sessionPayload('TrackComplaintPayload');

@ObjectType({ description: 'Whether the session is over.' })
export class SignOutPayload {
  @Field(() => Boolean, { description: 'True when the session is over, also when it was over before.' })
  isSignedOut!: boolean;

  @Field(() => [UserError], { description: 'Why nothing was ended; empty when it was.' })
  errors!: Refusal[];
}

@ObjectType({ description: 'Whether the request was taken, which says nothing about accounts.' })
export class RequestPasswordResetPayload {
  @Field(() => Boolean, {
    description:
      'True when the request was taken: the accounts that are meant, if there are any, get a link by e-mail.',
  })
  isRequested!: boolean;

  @Field(() => [UserError], { description: 'Why it was not taken; empty when it was.' })
  errors!: Refusal[];
}

@ObjectType({ description: 'What a link to a password is good for.' })
export class Invitation {
  @Field(() => String, { description: 'The account that gets the password.' })
  username!: string;

  @Field(() => String, { description: 'The full name of the organisation.' })
  organisation!: string;

  @Field(() => Boolean, { description: 'True when it is the first password of the account.' })
  isFirst!: boolean;
}

@ObjectType({ description: 'The viewer whose password is new, or why it is not.' })
export class ChangePasswordPayload {
  isChanged!: boolean;

  @Field(() => ViewerNode, {
    nullable: true,
    description: 'The viewer, whose session goes on; null when there are errors.',
  })
  viewer(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<ViewerNode | null> | null {
    return this.isChanged ? findViewer(context, info) : null;
  }

  @Field(() => [UserError], { description: 'Why the password was not changed; empty when it was.' })
  errors!: Refusal[];
}
