import type { GraphQLResolveInfo } from 'graphql';
import type { Viewer } from '../auth/viewer.ts';
import type { Context } from '../context.ts';
import { sql, statement, type RawSql } from '../db/sql.ts';
import type { PageSource } from '../graphql/page.ts';
import { readOne } from '../graphql/read.ts';
import { column, columns, expression, one, referenced, type ReadAt, type Shape } from '../graphql/shape.ts';
import { organisationShape } from '../settings/organisation.queries.ts';
import type { UnitOfWork } from '../tenancy/with-tenant.ts';
import { userShape } from '../users/user.queries.ts';
import type { ServiceToken } from './service-token.types.ts';

/** How a service token is read. Its hash is not. */
export const serviceTokenShape: Shape = {
  typeName: 'ServiceToken',
  table: 'service_tokens',
  fields: {
    id: columns({ id: 'id' }),
    name: column('name'),
    scopes: column('scopes'),
    ending: column('ending'),
    state: expression(({ row, now }) =>
      sql.raw(
        `case when ??.revoked_at is not null then 'revoked' when ??.expires_at <= ?::timestamptz then 'expired' else 'active' end`,
        [row, row, now],
      ),
    ),
    createdBy: referenced(() => userShape, 'created_by'),
    createdAt: columns({ createdAt: 'created_at' }),
    expiresAt: columns({ expiresAt: 'expires_at' }),
    lastUsedAt: columns({ lastUsedAt: 'last_used_at' }),
    revokedAt: columns({ revokedAt: 'revoked_at' }),
    organisation: one(
      () => organisationShape,
      () => sql.raw('true'),
    ),
  },
};

/** Administrators see all tokens, a token sees itself, nobody else any. */
export function visibleServiceTokens(row: string, viewer: Viewer): RawSql {
  if (viewer.role === 'service') return sql.raw('??.id = ?::uuid', [row, viewer.sessionId]);
  return sql.raw(viewer.role === 'admin' ? 'true' : 'false');
}

/** Those that work first, then those that ended; each newest first. */
export function listServiceTokens({ now }: ReadAt): PageSource {
  return {
    orderName: 'service_tokens',
    order: [
      {
        by: (row) =>
          sql.raw(
            `(case when ??.revoked_at is null and coalesce(??.expires_at > ?::timestamptz, true) then 1 else 0 end)::smallint`,
            [row, row, now],
          ),
        type: 'smallint',
        direction: 'desc',
      },
      { by: (row) => sql.raw('??.id', [row]), type: 'uuid', direction: 'desc' },
    ],
    where: () => sql.raw('true'),
  };
}

/** The token of that uuid with what was asked of it; null when the viewer may not see it. */
export function findServiceTokenNode(
  context: Context,
  info: GraphQLResolveInfo,
  uuid: string,
): Promise<ServiceToken | null> {
  return readOne(context, info, serviceTokenShape, (row, at) =>
    sql.raw('??.id = ?::uuid and ?', [row, uuid, visibleServiceTokens(row, at.viewer)]),
  );
}

/** A token as the command line lists it. */
export interface TokenSummary {
  id: string;
  name: string;
  scopes: string[];
  ending: string;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** All tokens, newest first. */
export async function readTokens(unit: UnitOfWork): Promise<TokenSummary[]> {
  return unit.query<TokenSummary>(statement`
    select id, name, scopes, ending, expires_at as "expiresAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"
    from service_tokens order by id desc`);
}
