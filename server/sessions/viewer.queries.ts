import type { GraphQLResolveInfo } from 'graphql';
import { complaintShape } from '../complaints/complaint.queries.ts';
import { visibleComplaints } from '../complaints/visible-complaints.queries.ts';
import type { Context } from '../context.ts';
import { sql } from '../db/sql.ts';
import { readOne } from '../graphql/read.ts';
import { expression, nothing, one, type Shape } from '../graphql/shape.ts';
import { personShape } from '../people/person.queries.ts';
import { organisationShape } from '../settings/organisation.queries.ts';
import { userShape } from '../users/user.queries.ts';
import { secondFactorShape } from './second-factor/second-factor.queries.ts';
import { identitiesOf } from './identity-provider/external-identity.queries.ts';
import type { ViewerNode } from './viewer.types.ts';

/** How the viewer is read: one row, the settings', carries what hangs on them. The rest is in the token. */
const viewerShape: Shape = {
  typeName: 'Viewer',
  table: 'settings',
  fields: {
    id: nothing,
    role: nothing,
    displayName: nothing,
    mustSetUpSecondFactor: nothing,
    secondFactor: one(
      () => secondFactorShape,
      (_, { viewer }) => sql.raw(viewer.userId ? 'true' : 'false'),
    ),
    hasPassword: expression(({ viewer }) =>
      sql.raw('exists (select from users where id = ?::uuid and password_hash is not null)', [viewer.userId]),
    ),
    externalIdentities: identitiesOf(({ viewer }) => sql.raw('?::uuid', [viewer.userId])),
    user: one(
      () => userShape,
      (row, { viewer }) => sql.raw('??.id = ?::uuid', [row, viewer.userId]),
    ),
    person: one(
      () => personShape,
      (row, { viewer }) => sql.raw('??.id = ?::uuid', [row, viewer.personId]),
    ),
    organisation: one(
      () => organisationShape,
      () => sql.raw('true'),
    ),
    trackedComplaint: one(
      () => complaintShape,
      (row, { viewer }) =>
        sql.raw('??.id = ?::uuid and ?', [row, viewer.trackedComplaintId, visibleComplaints(row, viewer)]),
    ),
  },
};

/** Who asks, with what was asked about them; null for visitors and for software, which asks for its `serviceToken`. */
export function findViewer(context: Context, info: GraphQLResolveInfo): Promise<ViewerNode | null> | null {
  if (!context.viewer || context.viewer.kind === 'service') return null;
  return readOne(context, info, viewerShape, () => sql.raw('true'), []);
}
