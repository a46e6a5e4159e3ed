import type { GraphQLResolveInfo } from 'graphql';
import type { Viewer } from '../auth/viewer.ts';
import type { Context } from '../context.ts';
import { sql, statement, type RawSql } from '../db/sql.ts';
import type { PageSource } from '../graphql/page.ts';
import { readOne } from '../graphql/read.ts';
import { column, columns, type Shape } from '../graphql/shape.ts';
import type { UnitOfWork } from '../tenancy/with-tenant.ts';
import type { TrustedDocument } from './document.types.ts';

/** How a registered document is read. */
export const documentShape: Shape = {
  typeName: 'TrustedDocument',
  table: 'trusted_documents',
  fields: {
    id: columns({ id: 'id' }),
    hash: column('hash'),
    name: column('name'),
    text: column('text'),
    registeredAt: columns({ registeredAt: 'registered_at' }),
  },
};

/** Administrators see documents; everybody in the organisation may run them. */
export function visibleDocuments(_row: string, viewer: Viewer): RawSql {
  return sql.raw(viewer.role === 'admin' ? 'true' : 'false');
}

/** The document of that uuid with what was asked of it; null when there is none. */
export function findDocument(
  context: Context,
  info: GraphQLResolveInfo,
  uuid: string,
): Promise<TrustedDocument | null> {
  return readOne(context, info, documentShape, (row) => sql.raw('??.id = ?::uuid', [row, uuid]));
}

/** All documents, newest first. */
export function listDocuments(): PageSource {
  return {
    orderName: 'trusted-documents',
    order: [{ by: (row) => sql.raw('??.id', [row]), type: 'uuid', direction: 'desc' }],
    where: () => sql.raw('true'),
  };
}

/** The text that the organisation registered under a hash; null when it did not. */
export async function findDocumentText(unit: UnitOfWork, hash: string): Promise<string | null> {
  const [row] = await unit.query<{ text: string }>(
    statement`select text from trusted_documents where hash = ${hash}`,
  );
  return row?.text ?? null;
}

/** The uuid of the document with that hash; null when there is none. */
export async function findDocumentId(unit: UnitOfWork, hash: string): Promise<string | null> {
  const [row] = await unit.query<{ id: string }>(
    statement`select id from trusted_documents where hash = ${hash}`,
  );
  return row?.id ?? null;
}
