import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Field, Info, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { PageArgs } from '../graphql/connection.types.ts';
import { UserError } from '../graphql/errors.types.ts';
import type { Page } from '../graphql/page.ts';
import { readPage } from '../graphql/read.ts';
import type { Refusal } from '../shared/refusal.ts';
import { createServiceToken } from './create-service-token.ts';
import { revokeServiceToken } from './revoke-service-token.ts';
import { CreateServiceTokenInput, RevokeServiceTokenInput } from './service-token-inputs.types.ts';
import { findServiceTokenNode, listServiceTokens, serviceTokenShape } from './service-token.queries.ts';
import { ServiceToken, ServiceTokenConnection } from './service-token.types.ts';

@ObjectType({ description: 'The service token, or why nothing was changed.' })
abstract class TokenPayload {
  tokenId!: string | null;

  @Field(() => ServiceToken, { nullable: true, description: 'The token; null when there are errors.' })
  serviceToken(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ServiceToken | null> | null {
    return this.tokenId ? findServiceTokenNode(context, info, this.tokenId) : null;
  }

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  errors!: Refusal[];
}

@ObjectType({ description: 'The new service token and its text, or why there is none.' })
class CreateServiceTokenPayload extends TokenPayload {
  @Field(() => String, {
    nullable: true,
    description: 'The text to send, `rdr_…`: told this once and never again; null when there are errors.',
  })
  text!: string | null;
}

@ObjectType({ description: 'The service token that ended, or why it did not.' })
class RevokeServiceTokenPayload extends TokenPayload {}

@Resolver()
export class ServiceTokenResolver {
  @Query(() => ServiceToken, {
    nullable: true,
    description:
      'The service token that asks, with its scopes: the first call of new software. Null for people.',
  })
  serviceToken(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ServiceToken | null> | null {
    const { viewer } = context;
    return viewer?.kind === 'service' ? findServiceTokenNode(context, info, viewer.sessionId) : null;
  }

  @Query(() => ServiceTokenConnection, {
    description:
      "The organisation's service tokens: those that are taken first, each newest first. For administrators.",
  })
  serviceTokens(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<ServiceToken>> {
    return readPage(context, info, serviceTokenShape, args, listServiceTokens);
  }

  @Mutation(() => CreateServiceTokenPayload, {
    description:
      'Makes a token by which software uses the API in the name of the organisation. For administrators, with their password.',
  })
  async createServiceToken(
    @Arg('input', () => CreateServiceTokenInput, { description: 'The token.' })
    input: CreateServiceTokenInput,
    @Ctx() context: Context,
  ): Promise<{ tokenId: string | null; text: string | null; errors: Refusal[] }> {
    const answer = await createServiceToken(context, input);
    return answer.ok
      ? { ...answer.value, errors: [] }
      : { tokenId: null, text: null, errors: answer.refusals };
  }

  @Mutation(() => RevokeServiceTokenPayload, {
    description: 'Ends a service token for good: it is refused within a second. For administrators.',
  })
  async revokeServiceToken(
    @Arg('input', () => RevokeServiceTokenInput, { description: 'Which one.' })
    input: RevokeServiceTokenInput,
    @Ctx() context: Context,
  ): Promise<{ tokenId: string | null; errors: Refusal[] }> {
    const answer = await revokeServiceToken(context, input);
    return answer.ok ? { ...answer.value, errors: [] } : { tokenId: null, errors: answer.refusals };
  }
}
