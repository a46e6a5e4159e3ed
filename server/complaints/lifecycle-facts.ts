import type { Viewer } from '../auth/viewer.ts';
import type { ComplaintStatus, LifecycleFacts, WaitingFor } from '../shared/lifecycle.ts';

/** The raw keys of a complaint's row that the lifecycle's rules look at; moments are Dates or ISO text. */
export interface RawFacts {
  raw_status: ComplaintStatus;
  raw_waiting_for: WaitingFor | null;
  raw_assignee_id: string | null;
  raw_needs_manager: boolean;
  raw_resolved_at: string | Date | null;
  raw_closed_at: string | Date | null;
  raw_reject_window_days: number;
  raw_reopen_window_days: number;
  raw_close_after_days: number;
}

/** The facts of a complaint for one viewer (null: the system) at one moment. */
export function factsOf(row: RawFacts, viewer: Pick<Viewer, 'userId'> | null, now: Date): LifecycleFacts {
  return {
    status: row.raw_status,
    waitingFor: row.raw_waiting_for,
    isAssigned: row.raw_assignee_id !== null,
    isAssignee: viewer !== null && viewer.userId !== null && row.raw_assignee_id === viewer.userId,
    needsManager: row.raw_needs_manager,
    resolvedAt: row.raw_resolved_at === null ? null : new Date(row.raw_resolved_at),
    closedAt: row.raw_closed_at === null ? null : new Date(row.raw_closed_at),
    rejectWindowDays: row.raw_reject_window_days,
    reopenWindowDays: row.raw_reopen_window_days,
    closeAfterDays: row.raw_close_after_days,
    now,
  };
}
