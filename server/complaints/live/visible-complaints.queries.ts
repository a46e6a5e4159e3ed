import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import { readByIds } from '../../graphql/read.ts';
import { complaintShape } from '../complaint.queries.ts';
import { visibleComplaints } from '../visible-complaints.queries.ts';
import type { Complaint } from '../complaint.types.ts';

/** Those of these complaints that the viewer may see. */
export async function readVisibleComplaints(
  context: Context,
  info: GraphQLResolveInfo,
  uuids: readonly string[],
): Promise<Complaint[]> {
  const found = await readByIds(context, info, complaintShape, uuids, (row, at) =>
    visibleComplaints(row, at.viewer),
  );
  return found.filter((complaint) => complaint !== null) as Complaint[];
}
