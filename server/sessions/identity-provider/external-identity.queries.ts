import { sql, type RawSql } from '../../db/sql.ts';
import { column, columns, many, type FieldPlan, type ReadAt, type Shape } from '../../graphql/shape.ts';

const externalIdentityShape: Shape = {
  typeName: 'ExternalIdentity',
  table: 'external_identities',
  fields: {
    issuer: column('issuer'),
    subject: column('subject'),
    accountName: columns({ accountName: 'account_name' }),
    linkedAt: columns({ linkedAt: 'linked_at' }),
    lastUsedAt: columns({ lastUsedAt: 'last_used_at' }),
  },
};

/** The accounts of one user, the oldest first. */
export function identitiesOf(userId: (at: ReadAt) => RawSql): FieldPlan {
  return many(
    () => externalIdentityShape,
    (row, at) => sql.raw('??.user_id = ?', [row, userId(at)]),
    (row) => sql.raw('??.linked_at, ??.id', [row, row]),
  );
}
