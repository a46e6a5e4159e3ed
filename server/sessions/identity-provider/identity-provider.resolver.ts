import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { change } from '../../graphql/change.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { toSessionPayload, type SessionPayloadSource } from '../session.types.ts';
import { completeIdentityLink } from './complete-identity-link.ts';
import { completeProviderSignIn } from './complete-provider-sign-in.ts';
import {
  CompleteIdentityLinkInput,
  CompleteProviderSignInInput,
  SaveIdentityProviderInput,
  StartIdentityLinkInput,
  StartProviderSignInInput,
  UnlinkIdentityInput,
} from './identity-provider-inputs.types.ts';
import {
  CompleteIdentityLinkPayload,
  CompleteProviderSignInPayload,
  SaveIdentityProviderPayload,
  StartIdentityLinkPayload,
  StartProviderSignInPayload,
  toChanged,
  toWay,
  UnlinkIdentityPayload,
  type ChangedSource,
  type WaySource,
} from './identity-provider-payloads.types.ts';
import { findIdentityProvider } from './identity-provider.queries.ts';
import { IdentityProvider, SignInOptions } from './identity-provider.types.ts';
import { saveIdentityProvider } from './save-identity-provider.ts';
import { findSignInOptions } from './sign-in-options.ts';
import { startIdentityLink } from './start-identity-link.ts';
import { startProviderSignIn } from './start-provider-sign-in.ts';
import { unlinkIdentity } from './unlink-identity.ts';

@Resolver()
export class IdentityProviderResolver {
  @Query(() => SignInOptions, { description: 'How people sign in to an organisation, for its sign-in page.' })
  signInOptions(
    @Arg('organisation', () => String, {
      description: "The organisation's short name, as in its web address.",
    })
    organisation: string,
    @Ctx() context: Context,
  ): Promise<SignInOptions> {
    return findSignInOptions(context, organisation);
  }

  @Query(() => IdentityProvider, {
    nullable: true,
    description: "The organisation's identity provider; null when none is set. For administrators.",
  })
  identityProvider(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<IdentityProvider | null> {
    return findIdentityProvider(context, info);
  }

  @Mutation(() => SaveIdentityProviderPayload, {
    description: "Sets the organisation's identity provider (OpenID Connect). For administrators.",
  })
  async saveIdentityProvider(
    @Arg('input', () => SaveIdentityProviderInput, { description: 'The provider as it shall be.' })
    input: SaveIdentityProviderInput,
    @Ctx() context: Context,
  ): Promise<ChangedSource> {
    return toChanged(await saveIdentityProvider(context, input));
  }

  @Mutation(() => StartProviderSignInPayload, {
    description:
      "Begins a sign-in by the organisation's identity provider: the browser goes there and comes back with a code for `completeProviderSignIn`.",
  })
  async startProviderSignIn(
    @Arg('input', () => StartProviderSignInInput, { description: 'Where.' }) input: StartProviderSignInInput,
    @Ctx() context: Context,
  ): Promise<WaySource> {
    return toWay(await startProviderSignIn(context, input));
  }

  @Mutation(() => CompleteProviderSignInPayload, {
    description:
      'Begins a session for whoever came back from the identity provider. With a second factor the answer is a `SecondFactorRequiredError`.',
  })
  async completeProviderSignIn(
    @Arg('input', () => CompleteProviderSignInInput, { description: 'What came back.' })
    input: CompleteProviderSignInInput,
    @Ctx() context: Context,
  ): Promise<SessionPayloadSource> {
    return toSessionPayload(context, await completeProviderSignIn(context, input));
  }

  @Mutation(() => StartIdentityLinkPayload, {
    description: "Begins to link the viewer's account at the identity provider to their user.",
  })
  async startIdentityLink(
    @Arg('input', () => StartIdentityLinkInput, { description: 'That it is the viewer.' })
    input: StartIdentityLinkInput,
    @Ctx() context: Context,
  ): Promise<WaySource> {
    return toWay(await startIdentityLink(context, input.currentPassword ?? null));
  }

  @Mutation(() => CompleteIdentityLinkPayload, {
    description: 'Links the account that came back from the identity provider to the viewer.',
  })
  async completeIdentityLink(
    @Arg('input', () => CompleteIdentityLinkInput, { description: 'What came back.' })
    input: CompleteIdentityLinkInput,
    @Ctx() context: Context,
  ): Promise<ChangedSource> {
    return toChanged(await completeIdentityLink(context, input));
  }

  @Mutation(() => UnlinkIdentityPayload, {
    description:
      "Takes the accounts at the identity provider from the viewer, or for administrators from any user. The user's other sessions end.",
  })
  async unlinkIdentity(
    @Arg('input', () => UnlinkIdentityInput, { description: 'Whose.' }) input: UnlinkIdentityInput,
    @Ctx() context: Context,
  ): Promise<{ userId: string | null; errors: Refusal[] }> {
    const answer = await change(context, (scope) => unlinkIdentity(scope, input));
    return answer.ok
      ? { userId: answer.value.userId, errors: [] }
      : { userId: null, errors: answer.refusals };
  }
}
