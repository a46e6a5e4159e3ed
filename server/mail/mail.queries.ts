import type { Viewer } from '../auth/viewer.ts';
import { complaintShape } from '../complaints/complaint.queries.ts';
import { sql, type RawSql } from '../db/sql.ts';
import type { PageSource } from '../graphql/page.ts';
import { column, columns, referenced, type Shape } from '../graphql/shape.ts';
import type { OutgoingMailFilter } from './mail.types.ts';

/** How an outgoing mail is read. */
export const outgoingMailShape: Shape = {
  typeName: 'OutgoingMail',
  table: 'outgoing_mail',
  fields: {
    id: columns({ id: 'id' }),
    kind: column('kind'),
    recipient: column('recipient'),
    state: column('state'),
    reason: column('reason'),
    complaint: referenced(() => complaintShape, 'complaint_id'),
    createdAt: columns({ createdAt: 'created_at' }),
    endedAt: columns({ endedAt: 'ended_at' }),
  },
};

/** Administrators see all mail, nobody else any. */
export function visibleMail(_row: string, viewer: Viewer): RawSql {
  return sql.raw(viewer.role === 'admin' ? 'true' : 'false');
}

/** All mail, newest first, narrowed by a filter. */
export function listOutgoingMail(filter: OutgoingMailFilter): PageSource {
  return {
    orderName: 'mail',
    order: [{ by: (row) => sql.raw('??.id', [row]), type: 'uuid', direction: 'desc' }],
    where: (row) =>
      filter.state ? sql.raw('??.state = any (?::text[])', [row, [...filter.state]]) : sql.raw('true'),
  };
}
