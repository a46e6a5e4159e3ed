import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Field, Info, ObjectType, type ClassType } from 'type-graphql';
import type { Context } from '../../context.ts';
import { UserError } from '../../graphql/errors.types.ts';
import type { Answer, Refusal } from '../../shared/refusal.ts';
import { findUser } from '../../users/user.queries.ts';
import { User } from '../../users/user.types.ts';
import { sessionPayload } from '../session.types.ts';
import { findViewer } from '../viewer.queries.ts';
import { ViewerNode } from '../viewer.types.ts';
import type { WayToProvider } from './go-to-provider.ts';
import { findIdentityProvider } from './identity-provider.queries.ts';
import { IdentityProvider } from './identity-provider.types.ts';

/** What the payloads of changes are made from. */
export interface ChangedSource {
  isChanged: boolean;
  errors: Refusal[];
}

/** Shapes the answer of a change into what its payload is made from. */
export function toChanged(answer: Answer<unknown>): ChangedSource {
  return { isChanged: answer.ok, errors: answer.ok ? [] : answer.refusals };
}

@ObjectType({ description: 'The identity provider after the change, or why nothing was changed.' })
export class SaveIdentityProviderPayload {
  isChanged!: boolean;

  @Field(() => IdentityProvider, {
    nullable: true,
    description: 'The identity provider after the change; null when there are errors.',
  })
  identityProvider(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<IdentityProvider | null> | null {
    return this.isChanged ? findIdentityProvider(context, info) : null;
  }

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  errors!: Refusal[];
}

/** What the payloads of starts are made from. */
export interface WaySource {
  authorizationUrl: string | null;
  attempt: string | null;
  errors: Refusal[];
}

/** Shapes the answer of a start into its payload. */
export function toWay(answer: Answer<WayToProvider>): WaySource {
  return answer.ok
    ? { ...answer.value, errors: [] }
    : { authorizationUrl: null, attempt: null, errors: answer.refusals };
}

function wayPayload(name: string): ClassType<WaySource> {
  @ObjectType(name, { description: 'The way to the identity provider, or why there is none.' })
  class Payload {
    @Field(() => String, {
      nullable: true,
      description: 'Where the browser goes now; null when there are errors.',
    })
    authorizationUrl!: string | null;

    @Field(() => String, {
      nullable: true,
      description:
        'Kept by the same browser until it is back, where no script reads it; good for ten minutes and once.',
    })
    attempt!: string | null;

    @Field(() => [UserError], { description: 'Why there is none; empty when there is one.' })
    errors!: Refusal[];
  }
  return Payload;
}

export const StartProviderSignInPayload = wayPayload('StartProviderSignInPayload');
export const StartIdentityLinkPayload = wayPayload('StartIdentityLinkPayload');
export const CompleteProviderSignInPayload = sessionPayload('CompleteProviderSignInPayload');

@ObjectType({ description: 'The viewer whose account is linked, or why it is not.' })
export class CompleteIdentityLinkPayload {
  isChanged!: boolean;

  @Field(() => ViewerNode, { nullable: true, description: 'The viewer; null when there are errors.' })
  viewer(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<ViewerNode | null> | null {
    return this.isChanged ? findViewer(context, info) : null;
  }

  @Field(() => [UserError], { description: 'Why the account was not linked; empty when it was.' })
  errors!: Refusal[];
}

@ObjectType({
  description: 'The user without accounts at the identity provider, or why nothing was changed.',
})
export class UnlinkIdentityPayload {
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
