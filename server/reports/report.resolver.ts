import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { sql } from '../db/sql.ts';
import { readMany, readOne } from '../graphql/read.ts';
import { hasWorkload, statisticsShape, workloadShape } from './report.queries.ts';
import { ComplaintStatistics, Workload } from './report.types.ts';

@Resolver()
export class ReportResolver {
  @Query(() => ComplaintStatistics, {
    description: 'Counts over the complaints that the viewer may see. Only what is asked for is counted.',
  })
  async complaintStatistics(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ComplaintStatistics> {
    const statistics = await readOne<ComplaintStatistics>(context, info, statisticsShape, () =>
      sql.raw('true'),
    );
    if (!statistics) throw new Error('The organisation has no settings');
    return statistics;
  }

  @Query(() => [Workload], {
    description: 'What each member of staff has to do, by name. For managers and administrators.',
  })
  workload(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<Workload[]> {
    return readMany(
      context,
      info,
      workloadShape,
      (row) => hasWorkload(row),
      (row) => sql.raw('lower(??.display_name), ??.id', [row, row]),
    );
  }
}
