import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { PageArgs } from '../graphql/connection.types.ts';
import type { Page } from '../graphql/page.ts';
import { readPage } from '../graphql/read.ts';
import { sendsMail } from './mail-transport.ts';
import { listOutgoingMail, outgoingMailShape } from './mail.queries.ts';
import { Installation, OutgoingMailConnection, OutgoingMailFilter, type OutgoingMail } from './mail.types.ts';

@Resolver()
export class MailResolver {
  @Query(() => Installation, { description: 'What this installation of the product can do.' })
  installation(@Ctx() context: Context): Installation {
    return { sendsMail: sendsMail(context.services.config) };
  }

  @Query(() => OutgoingMailConnection, {
    description: 'The mail of the organisation, newest first. For administrators.',
  })
  outgoingMail(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => OutgoingMailFilter, { nullable: true, description: 'Which ones.' })
    filter: OutgoingMailFilter | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<OutgoingMail>> {
    return readPage(context, info, outgoingMailShape, args, () => listOutgoingMail(filter ?? {}));
  }
}
