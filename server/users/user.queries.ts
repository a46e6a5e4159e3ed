import type { GraphQLResolveInfo } from 'graphql';
import { hasScope, seesAsStaff, type Viewer } from '../auth/viewer.ts';
import type { Context } from '../context.ts';
import { sql, type RawSql } from '../db/sql.ts';
import type { PageSource } from '../graphql/page.ts';
import { readOne } from '../graphql/read.ts';
import { column, columns, expression, notNull, referenced, type Shape } from '../graphql/shape.ts';
import { personShape } from '../people/person.queries.ts';
import { identitiesOf } from '../sessions/identity-provider/external-identity.queries.ts';
import { isStaff } from '../shared/roles.ts';
import { typedSearch } from '../shared/typed-search.ts';
import type { UserFilter } from './user-inputs.types.ts';
import type { User } from './user.types.ts';

/** How a user is read. */
export const userShape: Shape = {
  typeName: 'User',
  table: 'users',
  fields: {
    id: notNull(columns({ id: 'id' })),
    version: column('version'),
    displayName: notNull(
      expression(({ row, viewer }) =>
        staffName(sql.raw('??.display_name', [row]), sql.raw('??.role', [row]), viewer),
      ),
    ),
    role: column('role'),
    status: column('status'),
    username: column('username'),
    email: column('email'),
    lastSignInAt: columns({ lastSignInAt: 'last_sign_in_at' }),
    createdAt: columns({ createdAt: 'created_at' }),
    hasSecondFactor: expression(({ row }) =>
      sql.raw(
        'exists (select from second_factors f where f.user_id = ??.id and f.confirmed_at is not null)',
        [row],
      ),
    ),
    externalIdentities: identitiesOf(({ row }) => sql.raw('??.id', [row])),
    person: referenced(() => personShape, 'person_id'),
  },
};

/** Staff see every user; a consumer sees staff (who handles the complaint) and themselves; software sees them when its token says so. */
export function visibleUsers(row: string, viewer: Viewer): RawSql {
  if (viewer.role === 'service') return sql.raw(hasScope(viewer, 'users:read') ? 'true' : 'false');
  return isStaff(viewer.role)
    ? sql.raw('true')
    : sql.raw(`(??.role <> 'consumer' or ??.id = ?::uuid)`, [row, row, viewer.userId]);
}

/** A name as the viewer may see it: by setting of the organisation, consumers see the given name of staff only. */
export function staffName(name: RawSql, role: RawSql, viewer: Viewer): RawSql {
  if (seesAsStaff(viewer)) return name;
  return sql.raw(
    `case when ? is null or ? = 'consumer' or (select s.show_staff_surnames from settings s) then ? else (regexp_match(?, '^\\S+'))[1] end`,
    [role, role, name, name],
  );
}

/** The name of a service token: consumers are written to by the organisation, whatever software it uses. */
export function softwareName(name: RawSql, viewer: Viewer): RawSql {
  return seesAsStaff(viewer) ? name : sql.raw('(select s.name from settings s)');
}

/** The user of that uuid with what was asked of them; null when there is none that the viewer may see. */
export function findUser(context: Context, info: GraphQLResolveInfo, uuid: string): Promise<User | null> {
  return readOne(
    context,
    info,
    userShape,
    (row, at, id) => sql.raw('??.id = ?::uuid and ?', [row, id as string, visibleUsers(row, at.viewer)]),
    [uuid],
  );
}

/** The users that the viewer may see, by name, narrowed by a filter. */
export function listUsers(viewer: Viewer, filter: UserFilter): PageSource {
  return {
    orderName: 'users',
    order: [
      { by: (row) => sql.raw('fold(??.display_name)', [row]), type: 'text', direction: 'asc' },
      { by: (row) => sql.raw('??.id', [row]), type: 'uuid', direction: 'asc' },
    ],
    where: (row) => {
      const conditions = [visibleUsers(row, viewer), ...conditionsOf(row, filter)];
      return sql.raw(conditions.map(() => '?').join(' and '), conditions);
    },
  };
}

function conditionsOf(row: string, { role, status, text, assignable }: UserFilter): RawSql[] {
  const conditions: RawSql[] = [];
  if (role) conditions.push(sql.raw('??.role = any (?::text[])', [row, [...role]]));
  if (status) conditions.push(sql.raw('??.status = any (?::text[])', [row, [...status]]));
  const needle = typedSearch(text);
  if (needle) {
    conditions.push(
      sql.raw(
        `position(nullif(trim(fold(?)), '') in fold(concat_ws(' ', ??.display_name, ??.username, ??.email))) > 0`,
        [needle, row, row, row],
      ),
    );
  }
  if (assignable !== null && assignable !== undefined) {
    conditions.push(
      sql.raw(`(??.role <> 'consumer' and ??.status = 'active') = ?::boolean`, [row, row, assignable]),
    );
  }
  return conditions;
}
