import { seesAsStaff, type Viewer } from '../../auth/viewer.ts';
import { sql, type RawSql } from '../../db/sql.ts';
import type { PageSource } from '../../graphql/page.ts';
import { column, columns, expression, all, type ReadAt, type Shape } from '../../graphql/shape.ts';
import { softwareName, staffName } from '../../users/user.queries.ts';
import { eventsForConsumers } from './sentences.ts';

const nameOfActor = (row: string, viewer: Viewer): RawSql => {
  const name = sql.raw('??.actor_name', [row]);
  if (seesAsStaff(viewer)) return name;
  return sql.raw(`case when ??.actor_kind = 'service' then ? else ? end`, [
    row,
    softwareName(name, viewer),
    staffName(name, sql.raw('??.actor_role', [row]), viewer),
  ]);
};

/** How an event of a complaint's history is read: the audit trail, in words. */
export const timelineShape: Shape = {
  typeName: 'TimelineEvent',
  table: 'audit_events',
  fields: {
    id: columns({ id: 'id' }),
    action: column('action'),
    summary: all(columns({ raw_action: 'action', raw_changes: 'changes' }), ({ row, viewer }) => ({
      raw_actor_name: nameOfActor(row, viewer),
      raw_hides_surnames: sql.raw(
        seesAsStaff(viewer) ? 'false' : '(select not s.show_staff_surnames from settings s)',
      ),
    })),
    actorName: expression(({ row, viewer }) => nameOfActor(row, viewer)),
    actorKind: columns({ actorKind: 'actor_kind' }),
    actorRole: columns({ actorRole: 'actor_role' }),
    occurredAt: columns({ occurredAt: 'occurred_at' }),
    changes: expression(({ row, viewer }) =>
      seesAsStaff(viewer) ? sql.raw('??.changes', [row]) : sql.raw(`'[]'::json`),
    ),
  },
};

/** Consumers see the events that are meant for them, staff see all. */
export function visibleEvents(row: string, viewer: Viewer): RawSql {
  if (seesAsStaff(viewer)) return sql.raw('true');
  return sql.raw(`??.action in (${eventsForConsumers.map(() => '?').join(', ')})`, [
    row,
    ...eventsForConsumers,
  ]);
}

export const timelineOrderName = 'timeline';

/** The events of the complaint at hand that the viewer may see, oldest first. */
export function timelineOf(at: ReadAt): PageSource {
  return {
    orderName: timelineOrderName,
    order: [{ by: (row) => sql.raw('??.id', [row]), type: 'uuid', direction: 'asc' }],
    where: (row) => sql.raw('??.subject_id = ??.id and ?', [row, at.row, visibleEvents(row, at.viewer)]),
  };
}
