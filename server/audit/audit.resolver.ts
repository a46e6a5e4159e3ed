import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { PageArgs } from '../graphql/connection.types.ts';
import type { Page } from '../graphql/page.ts';
import { readPage } from '../graphql/read.ts';
import { auditEventShape, auditTrail } from './audit.queries.ts';
import { type AuditEvent, AuditEventConnection, AuditEventFilter } from './audit.types.ts';

@Resolver()
export class AuditResolver {
  @Query(() => AuditEventConnection, {
    description: 'The audit trail of the organisation, newest first. For managers and administrators.',
  })
  auditEvents(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => AuditEventFilter, { nullable: true, description: 'Which events.' })
    filter: AuditEventFilter | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<AuditEvent>> {
    return readPage(context, info, auditEventShape, args, () => auditTrail(filter ?? {}), filter ?? null);
  }
}
