import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import type { Refusal } from '../shared/refusal.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { changePassword } from './change-password.ts';
import { findInvitation, type OpenInvitation } from './find-invitation.ts';
import { refreshSession } from './refresh-session.ts';
import { registerConsumer } from './register-consumer.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import {
  AcceptInvitationInput,
  ChangePasswordInput,
  RefreshSessionInput,
  RegisterInput,
  RequestPasswordResetInput,
  SignInInput,
  SignOutInput,
  TrackComplaintInput,
} from './session-inputs.types.ts';
import {
  AcceptInvitationPayload,
  ChangePasswordPayload,
  Invitation,
  RefreshSessionPayload,
  RegisterPayload,
  RequestPasswordResetPayload,
  SignInPayload,
  SignOutPayload,
  toSessionPayload,
  TrackComplaintPayload,
  type SessionPayloadSource,
} from './session.types.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { trackComplaint } from './track-complaint.ts';
import { findViewer } from './viewer.queries.ts';
import { ViewerNode } from './viewer.types.ts';

@Resolver()
export class SessionResolver {
  @Query(() => ViewerNode, { nullable: true, description: 'Who asks; null for visitors.' })
  viewer(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<ViewerNode | null> | null {
    return findViewer(context, info);
  }

  @Query(() => Invitation, {
    nullable: true,
    description:
      'What a link to a password is good for; null when it was used, is too old, or is none of ours.',
  })
  invitation(
    @Arg('token', () => String, { description: 'The last part of the link.' }) token: string,
    @Ctx() context: Context,
  ): Promise<OpenInvitation | null> {
    return findInvitation(context, token);
  }

  @Mutation(() => SignInPayload, {
    description:
      'Begins a session with a password. With a second factor the answer is a `SecondFactorRequiredError`, whose challenge `completeSignIn` takes.',
  })
  async signIn(
    @Arg('input', () => SignInInput, { description: 'Who signs in.' }) input: SignInInput,
    @Ctx() context: Context,
  ): Promise<SessionPayloadSource> {
    return toSessionPayload(context, await signIn(context, input));
  }

  @Mutation(() => RefreshSessionPayload, {
    description: 'Gives the next tokens of a session, with the role and name that its holder has now.',
  })
  async refreshSession(
    @Arg('input', () => RefreshSessionInput, { description: 'Which session.' }) input: RefreshSessionInput,
    @Ctx() context: Context,
  ): Promise<SessionPayloadSource> {
    return toSessionPayload(context, await refreshSession(context, input.refreshToken));
  }

  @Mutation(() => SignOutPayload, {
    description: 'Ends the session of the caller; its tokens are refused at once.',
  })
  async signOut(
    @Arg('input', () => SignOutInput, { description: 'Which session.' }) input: SignOutInput,
    @Ctx() context: Context,
  ): Promise<SignOutPayload> {
    const answer = await signOut(context, input.refreshToken ?? null);
    return { isSignedOut: answer.ok, errors: answer.ok ? [] : answer.refusals };
  }

  @Mutation(() => RegisterPayload, {
    description:
      'Makes an account for a consumer and begins a session, where the organisation has registration open.',
  })
  async register(
    @Arg('input', () => RegisterInput, { description: 'Who registers.' }) input: RegisterInput,
    @Ctx() context: Context,
  ): Promise<SessionPayloadSource> {
    return toSessionPayload(context, await registerConsumer(context, input));
  }

  @Mutation(() => AcceptInvitationPayload, {
    description:
      'Sets the password by the link of an invitation or a reset, ends older sessions and begins one.',
  })
  async acceptInvitation(
    @Arg('input', () => AcceptInvitationInput, { description: 'The link and the password.' })
    input: AcceptInvitationInput,
    @Ctx() context: Context,
  ): Promise<SessionPayloadSource> {
    return toSessionPayload(context, await acceptInvitation(context, input));
  }

  @Mutation(() => RequestPasswordResetPayload, {
    description:
      'Asks for a link to a new password by e-mail. The answer is the same whether there is such an account or not.',
  })
  async requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput, { description: 'Whose password.' })
    input: RequestPasswordResetInput,
    @Ctx() context: Context,
  ): Promise<RequestPasswordResetPayload> {
    const answer = await requestPasswordReset(context, input);
    return { isRequested: answer.ok, errors: answer.ok ? [] : answer.refusals };
  }

  @Mutation(() => TrackComplaintPayload, {
    description: 'Begins a session that sees the one complaint of a tracking link.',
  })
  async trackComplaint(
    @Arg('input', () => TrackComplaintInput, { description: 'The link.' }) input: TrackComplaintInput,
    @Ctx() context: Context,
  ): Promise<SessionPayloadSource> {
    return toSessionPayload(context, await trackComplaint(context, input.token));
  }

  @Mutation(() => ChangePasswordPayload, {
    description: "Sets the viewer's password and ends their other sessions; this one goes on.",
  })
  async changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'The old password and the new one.' })
    input: ChangePasswordInput,
    @Ctx() context: Context,
  ): Promise<{ isChanged: boolean; errors: Refusal[] }> {
    const answer = await changePassword(context, input);
    return { isChanged: answer.ok, errors: answer.ok ? [] : answer.refusals };
  }
}
