import type { Viewer } from '../auth/viewer.ts';
import { sql, type RawSql } from '../db/sql.ts';
import { column, columns, expression, one, type ReadAt, type Shape } from '../graphql/shape.ts';
import { personShape } from '../people/person.queries.ts';
import { isStaff } from '../shared/roles.ts';

/** How a user is read. */
export const userShape: Shape = {
  typeName: 'User',
  table: 'users',
  fields: {
    id: columns({ id: 'id' }),
    version: column('version'),
    displayName: expression(({ row, viewer }) =>
      staffName(sql.raw('??.display_name', [row]), sql.raw('??.role', [row]), viewer),
    ),
    role: column('role'),
    status: column('status'),
    username: column('username'),
    email: column('email'),
    lastSignInAt: columns({ lastSignInAt: 'last_sign_in_at' }),
    createdAt: columns({ createdAt: 'created_at' }),
    person: one(
      () => personShape,
      (row, at: ReadAt) => sql.raw('??.id = ??.person_id', [row, at.row]),
    ),
  },
};

/** Staff see every user; a consumer sees staff (who handles the complaint) and themselves. */
export function visibleUsers(row: string, viewer: Viewer): RawSql {
  return isStaff(viewer.role)
    ? sql.raw('true')
    : sql.raw(`(??.role <> 'consumer' or ??.id = ?::uuid)`, [row, row, viewer.userId]);
}

/** A name as the viewer may see it: by setting of the organisation, consumers see the given name of staff only. */
export function staffName(name: RawSql, role: RawSql, viewer: Viewer): RawSql {
  if (isStaff(viewer.role)) return name;
  return sql.raw(
    `case when ? is null or ? = 'consumer' or (select s.show_staff_surnames from settings s) then ? else split_part(?, ' ', 1) end`,
    [role, role, name, name],
  );
}
