import { hasScope, seesAsStaff, type Viewer } from '../auth/viewer.ts';
import { sql, type RawSql } from '../db/sql.ts';

/** Staff see every complaint, a consumer their own, a tracking session its one; software, when it may not read all, those it entered. */
export function visibleComplaints(row: string, viewer: Viewer): RawSql {
  if (seesAsStaff(viewer)) return sql.raw('true');
  if (viewer.role === 'service') {
    return hasScope(viewer, 'complaints:submit')
      ? sql.raw('coalesce(??.entered_by = ?::uuid, false)', [row, viewer.sessionId])
      : sql.raw('false');
  }
  if (viewer.trackedComplaintId) {
    return sql.raw('(??.id = ?::uuid and ??.consumer_id = ?::uuid)', [
      row,
      viewer.trackedComplaintId,
      row,
      viewer.personId,
    ]);
  }
  return sql.raw('??.consumer_id = ?::uuid', [row, viewer.personId]);
}
