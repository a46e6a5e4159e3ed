import type { GraphQLResolveInfo } from 'graphql';
import type { Viewer } from '../auth/viewer.ts';
import { complaintShape } from '../complaints/complaint.queries.ts';
import type { Context } from '../context.ts';
import { sql, statement, type RawSql } from '../db/sql.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import type { PageSource } from '../graphql/page.ts';
import { readOne } from '../graphql/read.ts';
import { column, columns, expression, referenced, type FieldPlan, type Shape } from '../graphql/shape.ts';
import type { UnitOfWork } from '../tenancy/with-tenant.ts';
import { userShape } from '../users/user.queries.ts';
import type { WebhookDeliveryFilter } from './webhook-inputs.types.ts';
import type { WebhookDelivery, WebhookEndpoint } from './webhook.types.ts';

/** How an endpoint is read. Its secrets are not. */
export const endpointShape: Shape = {
  typeName: 'WebhookEndpoint',
  table: 'webhook_endpoints',
  fields: {
    id: columns({ id: 'id' }),
    version: column('version'),
    url: column('url'),
    description: column('description'),
    eventKinds: columns({ eventKinds: 'event_kinds' }),
    isEnabled: columns({ isEnabled: 'is_enabled' }),
    disabledReason: columns({ disabledReason: 'disabled_reason' }),
    disabledAt: columns({ disabledAt: 'disabled_at' }),
    failingSince: columns({ failingSince: 'failing_since' }),
    previousSecretUntil: expression(({ row, now }) =>
      sql.raw('case when ??.previous_secret_until > ? then ??.previous_secret_until end', [row, now, row]),
    ),
    waitingCount: expression(({ row }) =>
      sql.raw(
        `(select count(*) from webhook_deliveries d where d.endpoint_id = ??.id and d.state = 'waiting')`,
        [row],
      ),
    ),
    createdBy: referenced(() => userShape, 'created_by'),
    createdAt: columns({ createdAt: 'created_at' }),
  },
};

/** One column of the event that a delivery tells. */
const ofEvent =
  (key: string, name: string): FieldPlan =>
  ({ row }) => ({
    [key]: sql.raw('(select v.?? from webhook_events v where v.id = ??.event_id)', [name, row]),
  });

/** How a delivery is read. */
export const deliveryShape: Shape = {
  typeName: 'WebhookDelivery',
  table: 'webhook_deliveries',
  fields: {
    id: columns({ id: 'id' }),
    messageId: columns({ raw_event_id: 'event_id' }),
    endpoint: referenced(() => endpointShape, 'endpoint_id'),
    type: ofEvent('type', 'type'),
    body: ({ row }) => ({
      raw_event: sql.raw(
        `(select json_build_object('id', v.id, 'type', v.type, 'complaintId', v.complaint_id, 'facts', v.facts, 'occurredAt', v.occurred_at)
          from webhook_events v where v.id = ??.event_id)`,
        [row],
      ),
    }),
    complaint: referenced(() => complaintShape, 'complaint_id'),
    cause: column('cause'),
    state: column('state'),
    attempts: column('attempts'),
    occurredAt: ofEvent('occurredAt', 'occurred_at'),
    createdAt: columns({ createdAt: 'created_at' }),
    nextAttemptAt: columns({ nextAttemptAt: 'next_attempt_at' }),
    endedAt: columns({ endedAt: 'ended_at' }),
  },
};

/** Administrators see webhooks, nobody else does. */
export function visibleWebhooks(_row: string, viewer: Viewer): RawSql {
  return sql.raw(viewer.role === 'admin' ? 'true' : 'false');
}

/** The endpoint of that uuid with what was asked of it; null when there is none. */
export function findEndpoint(
  context: Context,
  info: GraphQLResolveInfo,
  uuid: string,
): Promise<WebhookEndpoint | null> {
  return readOne(context, info, endpointShape, (row) => sql.raw('??.id = ?::uuid', [row, uuid]));
}

/** The delivery of that uuid with what was asked of it; null when there is none. */
export function findDelivery(
  context: Context,
  info: GraphQLResolveInfo,
  uuid: string,
): Promise<WebhookDelivery | null> {
  return readOne(context, info, deliveryShape, (row) => sql.raw('??.id = ?::uuid', [row, uuid]));
}

/** All endpoints, oldest first. */
export function listEndpoints(): PageSource {
  return {
    orderName: 'webhook-endpoints',
    order: [{ by: (row) => sql.raw('??.id', [row]), type: 'uuid', direction: 'asc' }],
    where: () => sql.raw('true'),
  };
}

/** The log of deliveries, newest first, narrowed by a filter. An id that is malformed finds nothing. */
export function listDeliveries(filter: WebhookDeliveryFilter): PageSource {
  return {
    orderName: 'webhook-deliveries',
    order: [
      { by: (row) => sql.raw('??.created_at', [row]), type: 'timestamptz', direction: 'desc' },
      { by: (row) => sql.raw('??.id', [row]), type: 'uuid', direction: 'desc' },
    ],
    where: (row) => {
      const conditions: RawSql[] = [];
      const ofId = (name: string, type: string, id: string | null | undefined) => {
        if (id === null || id === undefined) return;
        conditions.push(sql.raw('??.?? = ?::uuid', [row, name, fromGlobalId(type, id) ?? noId]));
      };
      ofId('endpoint_id', 'WebhookEndpoint', filter.endpointId);
      ofId('complaint_id', 'Complaint', filter.complaintId);
      if (filter.state) conditions.push(sql.raw('??.state = any (?::text[])', [row, [...filter.state]]));
      return sql.raw(['true', ...conditions.map(() => '?')].join(' and '), conditions);
    },
  };
}

const noId = '00000000-0000-0000-0000-000000000000';

/** The users who administer the organisation. */
export async function listAdministrators(unit: UnitOfWork): Promise<string[]> {
  const rows = await unit.query<{ id: string }>(
    statement`select id from users where role = 'admin' and status = 'active' order by id`,
  );
  return rows.map(({ id }) => id);
}
