import { hasScope, type Viewer } from '../auth/viewer.ts';
import { categoryShape } from '../categories/category.queries.ts';
import { isOverdue, owesFinalResponse } from '../complaints/complaint.queries.ts';
import { visibleComplaints } from '../complaints/visible-complaints.queries.ts';
import { sql, type RawSql } from '../db/sql.ts';
import { column, derived, expression, referenced, type ReadAt, type Shape } from '../graphql/shape.ts';
import { userShape } from '../users/user.queries.ts';

const dueSoonDays = 7;

const after = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000);

/** The complaints that stand in the viewer's statistics: those that they may see; for software that may see statistics, all. */
function countedComplaints(viewer: Viewer): RawSql {
  return hasScope(viewer, 'reports:read') ? sql.raw('true') : visibleComplaints('k', viewer);
}

/** A count over the complaints that the viewer may see; `condition` is over the alias `k`. */
function countWhere(condition: (at: ReadAt) => RawSql) {
  return expression((at) =>
    sql.raw('(select count(*)::int from complaints k where ? and ?)', [
      countedComplaints(at.viewer),
      condition(at),
    ]),
  );
}

const isDueSoon = (row: string, now: Date) =>
  sql.raw('? and ??.final_response_by > ?::timestamptz and ??.final_response_by <= ?::timestamptz', [
    owesFinalResponse(row),
    row,
    now,
    row,
    after(now, dueSoonDays),
  ]);

/** One row: the settings' row carries the statistics, so that each count is a plan of its own and only what was asked is counted. */
export const statisticsShape: Shape = {
  typeName: 'ComplaintStatistics',
  table: 'settings',
  fields: {
    total: countWhere(() => sql.raw('true')),
    open: countWhere(() => sql.raw(`k.status = 'open'`)),
    inProgress: countWhere(() => sql.raw(`k.status = 'in_progress'`)),
    waiting: countWhere(() => sql.raw(`k.status = 'in_progress' and k.waiting_for is not null`)),
    resolved: countWhere(() => sql.raw(`k.status = 'resolved'`)),
    closed: countWhere(() => sql.raw(`k.status = 'closed'`)),
    overdue: countWhere(({ now }) => isOverdue('k', now)),
    dueSoon: countWhere(({ now }) => isDueSoon('k', now)),
    unassigned: countWhere(() => sql.raw(`k.status in ('open', 'in_progress') and k.assignee_id is null`)),
    mine: countWhere(({ viewer }) =>
      sql.raw(`k.status <> 'closed' and coalesce(k.assignee_id = ?::uuid, false)`, [viewer.userId]),
    ),
    needsManager: countWhere(() => sql.raw('k.needs_manager')),
    reopened: countWhere(() => sql.raw(`k.reopen_count > 0 and k.status <> 'closed'`)),
    closedLast30Days: countWhere(({ now }) => sql.raw('k.closed_at > ?::timestamptz', [after(now, -30)])),
    receivedLast30Days: countWhere(({ now }) => sql.raw('k.received_at > ?::timestamptz', [after(now, -30)])),
    medianDaysToClose: expression(({ viewer, now }) =>
      sql.raw(
        `(select percentile_cont(0.5) within group (order by extract(epoch from k.first_closed_at - k.received_at) / 86400)
          from complaints k where ? and k.first_closed_at > ?::timestamptz)`,
        [countedComplaints(viewer), after(now, -365)],
      ),
    ),
    byCategory: derived(
      () => categoryCountShape,
      ({ viewer }) =>
        sql.raw(
          `select coalesce(g.parent_id, g.id) as category_id, count(*)::int as count from complaints k left join categories g on g.id = k.category_id
            where ? and k.status <> 'closed' group by 1 order by 2 desc, 1 limit 8`,
          [countedComplaints(viewer)],
        ),
      (row) => sql.raw('??.count desc, ??.category_id', [row, row]),
    ),
    byDay: derived(
      () => dayCountShape,
      ({ row, viewer, now }) =>
        sql.raw(
          `select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(r.count, 0) as received, coalesce(c.count, 0) as closed
            from generate_series(date_trunc('day', ?::timestamptz at time zone ??.time_zone) - interval '29 days',
              date_trunc('day', ?::timestamptz at time zone ??.time_zone), interval '1 day') as d (day)
            left join (?) r on r.day = d.day left join (?) c on c.day = d.day`,
          [
            now,
            row,
            now,
            row,
            countByDay('received_at', row, viewer, now),
            countByDay('first_closed_at', row, viewer, now),
          ],
        ),
      (row) => sql.raw('??.day', [row]),
    ),
  },
};

const categoryCountShape: Shape = {
  typeName: 'CategoryCount',
  table: '',
  fields: {
    category: referenced(() => categoryShape, 'category_id'),
    count: column('count'),
  },
};

const dayCountShape: Shape = {
  typeName: 'DayCount',
  table: '',
  fields: { day: column('day'), received: column('received'), closed: column('closed') },
};

function countByDay(moment: string, settings: string, viewer: Viewer, now: Date): RawSql {
  return sql.raw(
    `select date_trunc('day', k.?? at time zone ??.time_zone) as day, count(*)::int as count from complaints k
      where ? and k.?? > ?::timestamptz - interval '32 days' group by 1`,
    [moment, settings, countedComplaints(viewer), moment, now],
  );
}

const assigned = (row: string) => sql.raw(`k.assignee_id = ??.id and k.status = 'in_progress'`, [row]);

function countAssigned(condition: (at: ReadAt) => RawSql) {
  return expression((at) =>
    sql.raw('(select count(*)::int from complaints k where ? and ?)', [assigned(at.row), condition(at)]),
  );
}

/** One row a member of staff, from the table of users. */
export const workloadShape: Shape = {
  typeName: 'Workload',
  table: 'users',
  fields: {
    user: referenced(() => userShape, 'id'),
    open: countAssigned(() => sql.raw('true')),
    waiting: countAssigned(() => sql.raw('k.waiting_for is not null')),
    overdue: countAssigned(({ now }) => isOverdue('k', now)),
    dueSoon: countAssigned(({ now }) => isDueSoon('k', now)),
    resolvedLast30Days: expression(({ row, now }) =>
      sql.raw(
        '(select count(*)::int from resolutions o where o.proposed_by = ??.id and o.resolved_at > ?::timestamptz)',
        [row, after(now, -30)],
      ),
    ),
  },
};

/** Active staff, and everybody else who still has something assigned. */
export function hasWorkload(row: string): RawSql {
  return sql.raw(
    `??.role <> 'consumer' and (??.status = 'active' or exists (select from complaints k where ?))`,
    [row, row, assigned(row)],
  );
}
