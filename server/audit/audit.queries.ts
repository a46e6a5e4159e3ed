import { sql, type RawSql } from '../db/sql.ts';
import { parseGlobalId } from '../graphql/global-id.ts';
import type { PageSource } from '../graphql/page.ts';
import { all, column, columns, type Shape, readsLater } from '../graphql/shape.ts';
import { typedSearch } from '../shared/typed-search.ts';
import type { AuditEventFilter } from './audit.types.ts';

const subject = columns({ raw_subject_type: 'subject_type', raw_subject_id: 'subject_id' });

/** How an event of the audit trail is read. */
export const auditEventShape: Shape = {
  typeName: 'AuditEvent',
  table: 'audit_events',
  fields: {
    id: columns({ id: 'id' }),
    action: column('action'),
    summary: all(
      columns({ raw_action: 'action', raw_actor_name: 'actor_name', raw_subject_label: 'subject_label' }),
    ),
    subjectType: columns({ subjectType: 'subject_type' }),
    subjectId: subject,
    subject: readsLater(subject),
    subjectLabel: columns({ subjectLabel: 'subject_label' }),
    actorName: columns({ actorName: 'actor_name' }),
    actorKind: columns({ actorKind: 'actor_kind' }),
    actorRole: columns({ actorRole: 'actor_role' }),
    occurredAt: columns({ occurredAt: 'occurred_at' }),
    client: column('client'),
    requestId: columns({ requestId: 'request_id' }),
    changes: column('changes'),
  },
};

/** The whole trail, newest first, narrowed by a filter. An id that is malformed finds nothing. */
export function auditTrail(filter: AuditEventFilter): PageSource {
  return {
    orderName: 'audit',
    order: [{ by: (row) => sql.raw('??.id', [row]), type: 'uuid', direction: 'desc' }],
    where: (row) => {
      const conditions = conditionsOf(row, filter);
      return sql.raw(['true', ...conditions.map(() => '?')].join(' and '), conditions);
    },
  };
}

function conditionsOf(row: string, filter: AuditEventFilter): RawSql[] {
  const conditions: RawSql[] = [];
  const add = (text: string, ...values: (string | Date | string[])[]) =>
    conditions.push(sql.raw(text, [row, ...values]));
  // The empty text is an id too: one that finds nothing.
  const isGiven = (id: string | null | undefined): id is string => id !== null && id !== undefined;
  if (isGiven(filter.subjectId)) add('??.subject_id = ?::uuid', uuidOf(filter.subjectId));
  if (isGiven(filter.actorId)) add('??.actor_id = ?::uuid', uuidOf(filter.actorId));
  if (filter.action) add('??.action = any (?::text[])', filter.action.filter(isAction));
  if (filter.from) add('??.occurred_at >= ?', filter.from);
  if (filter.before) add('??.occurred_at < ?', filter.before);
  const needle = typedSearch(filter.text)?.toLowerCase();
  if (needle) {
    conditions.push(
      sql.raw(`position(?::text in lower(concat_ws(' ', ??.action, ??.actor_name, ??.subject_label))) > 0`, [
        needle,
        row,
        row,
        row,
      ]),
    );
  }
  return conditions;
}

/** What no event is called finds none; PostgreSQL would refuse a NUL. */
function isAction(text: string): boolean {
  return /^[a-z_.]+$/.test(text);
}

function uuidOf(globalId: string): string {
  return parseGlobalId(globalId)?.uuid ?? '00000000-0000-0000-0000-000000000000';
}
