import type { GraphQLResolveInfo } from 'graphql';
import { viewerOf, type Context } from '../../context.ts';
import { sql } from '../../db/sql.ts';
import { readMany, readOne } from '../../graphql/read.ts';
import { expression, many, newAliases, one, type Shape } from '../../graphql/shape.ts';
import type { ComplaintFilter } from '../complaint-filter.types.ts';
import { listComplaints } from '../complaint-list.queries.ts';
import { complaintShape } from '../complaint.queries.ts';
import { visibleComplaints } from '../visible-complaints.queries.ts';
import { timelineShape, visibleEvents } from '../timeline/timeline.queries.ts';
import type { ComplaintChange, Notification } from './live.types.ts';
import type { NotificationReason } from './who-hears.ts';

/** A complaint with these events of its; null when the viewer may not see it, or not any more. */
export function readComplaintChange(
  context: Context,
  info: GraphQLResolveInfo,
  uuid: string,
  eventIds: readonly string[],
): Promise<ComplaintChange | null> {
  const shape: Shape = {
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
            [...eventIds],
            visibleEvents(event, at.viewer),
          ]),
        (event) => sql.raw('??.id', [event]),
      ),
      complaint: one(
        () => complaintShape,
        (self, at) => sql.raw('??.id = ??.id', [self, at.row]),
      ),
    },
  };
  return readOne(context, info, shape, (row, at) =>
    sql.raw('??.id = ?::uuid and ?', [row, uuid, visibleComplaints(row, at.viewer)]),
  );
}

/** Of these complaints those that the viewer may see: which belong to the list of that filter, and which do not. */
export async function splitByFilter(
  context: Context,
  uuids: readonly string[],
  filter: ComplaintFilter,
): Promise<{ belonging: string[]; others: string[] }> {
  const viewer = viewerOf(context);
  const at = { row: 'c', viewer, now: context.services.now(), aliases: newAliases() };
  const unit = await context.read();
  const rows = await unit.query<{ id: string; belongs: boolean }>(
    sql.raw(
      'select c.id, coalesce(?, false) as belongs from complaints c where c.id = any(?::uuid[]) and ?',
      [listComplaints(at, filter, null, null).where('c'), [...uuids], visibleComplaints('c', viewer)],
    ),
  );
  const idsOf = (belongs: boolean) => rows.filter((row) => row.belongs === belongs).map(({ id }) => id);
  return { belonging: idsOf(true), others: idsOf(false) };
}

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
      event: one(
        () => timelineShape,
        (self, at) => sql.raw('??.id = ??.id', [self, at.row]),
      ),
      complaint: one(
        () => complaintShape,
        (complaint, at) => sql.raw('??.id = ??.subject_id', [complaint, at.row]),
      ),
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
