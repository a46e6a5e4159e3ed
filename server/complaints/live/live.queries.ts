import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import { sql } from '../../db/sql.ts';
import { readMade, readMany } from '../../graphql/read.ts';
import { expression, many, nothing, referenced, type ReadAt, type Shape } from '../../graphql/shape.ts';
import type { ComplaintFilter } from '../complaint-filter.types.ts';
import { listComplaints } from '../complaint-list.queries.ts';
import { complaintShape } from '../complaint.queries.ts';
import { visibleComplaints } from '../visible-complaints.queries.ts';
import { timelineShape, visibleEvents } from '../timeline/timeline.queries.ts';
import type { ComplaintChange, ComplaintListChange, Notification } from './live.types.ts';
import type { NotificationReason } from './who-hears.ts';

/** A complaint with these events of its; null when the viewer may not see it, or not any more. */
export function readComplaintChange(
  context: Context,
  info: GraphQLResolveInfo,
  uuid: string,
  eventIds: readonly string[],
): Promise<ComplaintChange | null> {
  const keeping = { key: 'ComplaintChange', given: [uuid, uuidArray(eventIds)] };
  return readMade(context, info, keeping, (id, events) => ({
    shape: {
      typeName: 'ComplaintChange',
      table: 'complaints',
      fields: {
        events: many(
          () => timelineShape,
          (event, at) =>
            sql.raw('??.subject_id = ??.id and ??.id = any(?::uuid[]) and ?', [
              event,
              at.row,
              event,
              events as string,
              visibleEvents(event, at.viewer),
            ]),
          (event) => sql.raw('??.id', [event]),
        ),
        complaint: referenced(() => complaintShape, 'id'),
      },
    },
    where: (row, at) =>
      sql.raw('??.id = ?::uuid and ?', [row, id as string, visibleComplaints(row, at.viewer)]),
  }));
}

/**
 * Of these complaints those that the viewer may see: which belong to the list of that filter, as they are now, and which do not. Null when
 * the viewer may see none of them, and it was not asked for whatever came of them.
 */
export function readListChange(
  context: Context,
  info: GraphQLResolveInfo,
  uuids: readonly string[],
  filter: ComplaintFilter,
  { evenIfNone }: { evenIfNone: boolean },
): Promise<Omit<ComplaintListChange, 'isResync'> | null> {
  const keeping = { key: ['ComplaintListChange', filter, evenIfNone], given: [uuidArray(uuids)] };
  return readMade(context, info, keeping, (given) => {
    const ids = given as string;
    const isSeen = (row: string, at: ReadAt) =>
      sql.raw('??.id = any(?::uuid[]) and ?', [row, ids, visibleComplaints(row, at.viewer)]);
    const belongs = (row: string, at: ReadAt) =>
      sql.raw('coalesce(?, false)', [listComplaints(at, filter, null, null).where(row)]);
    return {
      // The settings' one row carries what is asked for.
      shape: {
        typeName: 'ComplaintListChange',
        table: 'settings',
        fields: {
          isResync: nothing,
          changed: many(
            () => complaintShape,
            (row, at) => sql.raw('? and ?', [isSeen(row, at), belongs(row, at)]),
            (row) => sql.raw('array_position(?::uuid[], ??.id)', [ids, row]),
          ),
          left: (at) => ({
            raw_left: sql.raw(
              `(select coalesce(json_agg(c.id), '[]'::json) from complaints c where ? and not ?)`,
              [isSeen('c', at), belongs('c', at)],
            ),
          }),
        },
      },
      where: (_, at) =>
        evenIfNone
          ? sql.raw('true')
          : sql.raw('exists (select from complaints c where ?)', [isSeen('c', at)]),
    };
  });
}

/** As one parameter, whose text is the same each time. */
const uuidArray = (uuids: readonly string[]) => `{${uuids.join(',')}}`;

/** These events as notifications, oldest first, each with the reason for which the viewer is told; those alone that they may see. */
export function readNotifications(
  context: Context,
  info: GraphQLResolveInfo,
  reasons: ReadonlyMap<string, NotificationReason>,
): Promise<Notification[]> {
  const shape: Shape = {
    typeName: 'Notification',
    table: 'audit_events',
    fields: {
      reason: expression(({ row }) =>
        sql.raw('?::jsonb ->> ??.id::text', [JSON.stringify(Object.fromEntries(reasons)), row]),
      ),
      event: referenced(() => timelineShape, 'id'),
      complaint: referenced(() => complaintShape, 'subject_id'),
    },
  };
  return readMany(
    context,
    info,
    shape,
    (row, at) =>
      sql.raw(
        '??.id = any(?::uuid[]) and ? and exists (select from complaints v where v.id = ??.subject_id and ?)',
        [row, [...reasons.keys()], visibleEvents(row, at.viewer), row, visibleComplaints('v', at.viewer)],
      ),
    (row) => sql.raw('??.id', [row]),
  );
}
