import { statement } from '../db/sql.ts';
import type { CloseReason } from '../shared/complaint.ts';
import type { ComplaintStatus } from '../shared/lifecycle.ts';
import type { UserStatus } from '../shared/user-status.ts';
import type { UnitOfWork } from '../tenancy/with-tenant.ts';
import type { MailKind, MailState } from './mail-kinds.ts';

/** The complaint that a mail is about, as it is now. */
export interface MailedComplaint {
  id: string;
  reference: string;
  status: ComplaintStatus;
  waitingFor: 'consumer' | 'third_party' | null;
  closeReason: CloseReason | null;
  resolvedAt: Date | null;
  closedAt: Date | null;
  finalResponseBy: Date | null;
  assigneeId: string | null;
  consumerId: string;
  /** An account of whoever complained, with which they can sign in. */
  consumerHasAccount: boolean;
}

/** A mail with everything that its words are made of. */
export interface MailFacts {
  id: string;
  kind: MailKind;
  recipient: string;
  state: MailState;
  createdAt: Date;
  organisation: string;
  senderName: string | null;
  replyTo: string | null;
  timeZone: string;
  closeAfterDays: number;
  reopenWindowDays: number;
  complaint: MailedComplaint | null;
  user: { id: string; username: string; status: UserStatus } | null;
}

interface Row extends Omit<MailFacts, 'complaint' | 'user'> {
  complaintId: string | null;
  userId: string | null;
  username: string;
  userStatus: UserStatus;
}

/** The mail of that id with what it is about; null when the organisation has none of that id. */
export async function findMailFacts(unit: UnitOfWork, id: string): Promise<MailFacts | null> {
  const [row] = await unit.query<Row & Omit<MailedComplaint, 'id'>>(statement`
    select m.id, m.kind, m.recipient, m.state, m.created_at as "createdAt", s.name as organisation,
      s.mail_sender_name as "senderName", s.mail_reply_to as "replyTo", s.time_zone as "timeZone",
      s.close_after_days as "closeAfterDays", s.reopen_window_days as "reopenWindowDays",
      c.id as "complaintId", c.reference, c.status, c.waiting_for as "waitingFor", c.close_reason as "closeReason",
      c.resolved_at as "resolvedAt", c.closed_at as "closedAt", c.final_response_by as "finalResponseBy",
      c.assignee_id as "assigneeId", c.consumer_id as "consumerId",
      exists (select from users a where a.person_id = c.consumer_id and a.status = 'active') as "consumerHasAccount",
      u.id as "userId", u.username, u.status as "userStatus"
    from outgoing_mail m cross join settings s left join complaints c on c.id = m.complaint_id
      left join users u on u.id = m.user_id
    where m.id = ${id}`);
  if (!row) return null;
  const { complaintId, userId, username, userStatus, ...rest } = row;
  return {
    ...rest,
    complaint: complaintId === null ? null : { ...rest, id: complaintId },
    user: userId === null ? null : { id: userId, username, status: userStatus },
  };
}
