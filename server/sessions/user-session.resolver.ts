import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { PageArgs } from '../graphql/connection.types.ts';
import type { Page } from '../graphql/page.ts';
import { readPage } from '../graphql/read.ts';
import { endSessions } from './end-sessions.ts';
import { EndSessionsInput, EndSessionsPayload } from './end-sessions.types.ts';
import { ownSessions, userSessionShape } from './user-session.queries.ts';
import { UserSessionConnection, type UserSession } from './user-session.types.ts';

@Resolver()
export class UserSessionResolver {
  @Query(() => UserSessionConnection, {
    description:
      'Where the viewer is signed in, last used first; and sessions that ended because somebody else had their token.',
  })
  sessions(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<UserSession>> {
    return readPage(context, info, userSessionShape, args, ownSessions);
  }

  @Mutation(() => EndSessionsPayload, {
    description: 'Ends sessions of the viewer; their tokens are refused at once.',
  })
  async endSessions(
    @Arg('input', () => EndSessionsInput, { description: 'Which ones.' }) input: EndSessionsInput,
    @Ctx() context: Context,
  ): Promise<EndSessionsPayload> {
    const answer = await endSessions(context, input);
    return answer.ok ? { count: answer.value.count, errors: [] } : { count: null, errors: answer.refusals };
  }
}
