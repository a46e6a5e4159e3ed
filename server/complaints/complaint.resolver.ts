import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { PageArgs } from '../graphql/connection.types.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import type { Page } from '../graphql/page.ts';
import { readPage } from '../graphql/read.ts';
import { ComplaintFilter, ComplaintOrder } from './complaint-filter.types.ts';
import { findChangeOrder } from './change-order.ts';
import { listComplaints } from './complaint-list.queries.ts';
import { complaintShape } from './complaint.queries.ts';
import { Complaint, ComplaintConnection } from './complaint.types.ts';
import { findComplaint, findComplaintByReference } from './find-complaint.ts';

@Resolver()
export class ComplaintResolver {
  @Query(() => Complaint, {
    nullable: true,
    description: 'The complaint of that id; null when there is none that the viewer may see.',
  })
  complaint(
    @Arg('id', () => ID, { description: "The complaint's id." }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Complaint | null> | null {
    const uuid = fromGlobalId('Complaint', id);
    return uuid ? findComplaint(context, info, uuid) : null;
  }

  @Query(() => Complaint, {
    nullable: true,
    description: 'The complaint of that reference; null when there is none that the viewer may see.',
  })
  complaintByReference(
    @Arg('reference', () => String, { description: 'Such as `ACME-2026-000123`; case does not matter.' })
    reference: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Complaint | null> {
    return findComplaintByReference(context, info, reference);
  }

  @Query(() => ComplaintConnection, {
    description: 'The complaints that the viewer may see: staff all, consumers their own.',
  })
  async complaints(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => ComplaintFilter, { nullable: true, description: 'Which ones.' })
    filter: ComplaintFilter | null,
    @Arg('orderBy', () => ComplaintOrder, {
      nullable: true,
      description:
        'In which order: the best match first with a text in the filter, else the newest receipt first.',
    })
    orderBy: ComplaintOrder | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<Complaint>> {
    const changeOrder = await findChangeOrder(context, orderBy ?? null, args);
    return readPage(
      context,
      info,
      complaintShape,
      args,
      (at) => listComplaints(at, filter ?? {}, orderBy ?? null, changeOrder),
      [filter, orderBy, changeOrder],
    );
  }
}
