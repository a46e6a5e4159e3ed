import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { auditEventShape } from '../audit/audit.queries.ts';
import { hasScope, isLeading, type Viewer } from '../auth/viewer.ts';
import { categoryShape } from '../categories/category.queries.ts';
import { commentShape, visibleComments } from '../complaints/comments/comment.queries.ts';
import { complaintShape } from '../complaints/complaint.queries.ts';
import { visibleComplaints } from '../complaints/visible-complaints.queries.ts';
import { timelineShape, visibleEvents } from '../complaints/timeline/timeline.queries.ts';
import type { Context, NodeFinder } from '../context.ts';
import { sql, type RawSql } from '../db/sql.ts';
import { parseGlobalId } from '../graphql/global-id.ts';
import { Node } from '../graphql/node.types.ts';
import { readByIds } from '../graphql/read.ts';
import type { Shape } from '../graphql/shape.ts';
import { outgoingMailShape, visibleMail } from '../mail/mail.queries.ts';
import { personShape, visiblePeople } from '../people/person.queries.ts';
import { serviceTokenShape, visibleServiceTokens } from '../service-tokens/service-token.queries.ts';
import { identityProviderShape } from '../sessions/identity-provider/identity-provider.queries.ts';
import { organisationShape } from '../settings/organisation.queries.ts';
import { userShape, visibleUsers } from '../users/user.queries.ts';
import { documentShape, visibleDocuments } from '../documents/document.queries.ts';
import { deliveryShape, endpointShape, visibleWebhooks } from '../webhooks/webhook.queries.ts';

interface NodeType {
  shape: Shape;
  /** Which rows the viewer may see. */
  visible: (row: string, viewer: Viewer) => RawSql;
}

const everybody = () => sql.raw('true');

const onVisibleComplaint = (column: string) => (row: string, viewer: Viewer) =>
  sql.raw('exists (select from complaints seen where seen.id = ??.?? and ?)', [
    row,
    column,
    visibleComplaints('seen', viewer),
  ]);

const both =
  (...conditions: NodeType['visible'][]) =>
  (row: string, viewer: Viewer) =>
    sql.raw(
      conditions.map(() => '?').join(' and '),
      conditions.map((condition) => condition(row, viewer)),
    );

/** Every type that `node(id:)` finds. A type that implements Node and is not here fails a test. */
export const nodeTypes: Record<string, NodeType> = {
  Complaint: { shape: complaintShape, visible: visibleComplaints },
  Comment: { shape: commentShape, visible: both(onVisibleComplaint('complaint_id'), visibleComments) },
  TimelineEvent: { shape: timelineShape, visible: both(onVisibleComplaint('subject_id'), visibleEvents) },
  Person: { shape: personShape, visible: visiblePeople },
  User: { shape: userShape, visible: visibleUsers },
  Category: { shape: categoryShape, visible: everybody },
  Organisation: { shape: organisationShape, visible: everybody },
  OutgoingMail: { shape: outgoingMailShape, visible: visibleMail },
  IdentityProvider: {
    shape: identityProviderShape,
    visible: (_, viewer) => sql.raw(viewer.role === 'admin' ? 'true' : 'false'),
  },
  TrustedDocument: { shape: documentShape, visible: visibleDocuments },
  WebhookEndpoint: { shape: endpointShape, visible: visibleWebhooks },
  WebhookDelivery: { shape: deliveryShape, visible: visibleWebhooks },
  ServiceToken: { shape: serviceTokenShape, visible: visibleServiceTokens },
  AuditEvent: {
    shape: auditEventShape,
    visible: (_, viewer) => sql.raw(isLeading(viewer) || hasScope(viewer, 'audit:read') ? 'true' : 'false'),
  },
};

/** Reads things of one type, with what was asked of them; null for each that the viewer may not see. */
export const findNodes: NodeFinder = async (context, typeName, uuids, info) => {
  // The name comes from the client: `constructor` is no type.
  const type = Object.hasOwn(nodeTypes, typeName) ? nodeTypes[typeName] : undefined;
  if (!type) return uuids.map(() => null);
  const rows = await readByIds(context, info, type.shape, uuids, (alias, at) =>
    type.visible(alias, at.viewer),
  );
  return rows.map((row) => row && { ...row, raw_type: typeName });
};

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'The thing of that id; null when there is none that the viewer may see.',
  })
  node(
    @Arg('id', () => ID, { description: 'The id of anything.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> | null {
    const parsed = parseGlobalId(id);
    return parsed && context.findNode(parsed.typeName, parsed.uuid, info);
  }
}
