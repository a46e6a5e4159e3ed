import type { Viewer } from '../auth/viewer.ts';
import { sql, statement, type RawSql } from '../db/sql.ts';
import { column, columns, expression, type Shape } from '../graphql/shape.ts';
import { isStaff } from '../shared/roles.ts';
import type { UnitOfWork } from '../tenancy/with-tenant.ts';

/** How a person is read. */
export const personShape: Shape = {
  typeName: 'Person',
  table: 'people',
  fields: {
    id: columns({ id: 'id' }),
    version: column('version'),
    name: column('name'),
    email: column('email'),
    phone: column('phone'),
    address: column('address'),
    isImported: columns({ isImported: 'is_imported' }),
    hasAccount: expression(({ row }) =>
      sql.raw('exists (select from users u where u.person_id = ??.id)', [row]),
    ),
    createdAt: columns({ createdAt: 'created_at' }),
    complaintCount: expression(({ row }) =>
      sql.raw('(select count(*)::int from complaints k where k.consumer_id = ??.id)', [row]),
    ),
  },
};

/** Staff see every person, a consumer only themselves. */
export function visiblePeople(row: string, viewer: Viewer): RawSql {
  return isStaff(viewer.role) ? sql.raw('true') : sql.raw('??.id = ?::uuid', [row, viewer.personId]);
}

/** The uuid again when there is such a person, else null. */
export async function findPersonId(unit: UnitOfWork, uuid: string): Promise<string | null> {
  const rows = await unit.query<{ id: string }>(statement`select id from people where id = ${uuid}`);
  return rows[0]?.id ?? null;
}
