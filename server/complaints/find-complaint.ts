import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { sql } from '../db/sql.ts';
import { readOne } from '../graphql/read.ts';
import { complaintShape } from './complaint.queries.ts';
import { visibleComplaints } from './visible-complaints.queries.ts';

/** The complaint of that uuid with what was asked of it; null when there is none that the viewer may see. */
export function findComplaint<Row extends object>(
  context: Context,
  info: GraphQLResolveInfo,
  uuid: string,
): Promise<Row | null> {
  return readOne(
    context,
    info,
    complaintShape,
    (row, at, id) => sql.raw('??.id = ?::uuid and ?', [row, id as string, visibleComplaints(row, at.viewer)]),
    [uuid],
  );
}

/** The complaint of that reference; null when there is none that the viewer may see. Case and outer spaces do not matter. */
export function findComplaintByReference<Row extends object>(
  context: Context,
  info: GraphQLResolveInfo,
  reference: string,
): Promise<Row | null> {
  return readOne(
    context,
    info,
    complaintShape,
    (row, at, name) =>
      sql.raw('??.reference = ? and ?', [row, name as string, visibleComplaints(row, at.viewer)]),
    [reference.replaceAll('\0', ' ').trim().toUpperCase()],
  );
}
