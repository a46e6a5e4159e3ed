import type { GraphQLResolveInfo } from 'graphql';
import { hasScope, type Viewer } from '../auth/viewer.ts';
import { searchQuery } from '../complaints/search.queries.ts';
import { visibleComplaints } from '../complaints/visible-complaints.queries.ts';
import type { Context } from '../context.ts';
import { sql, type RawSql } from '../db/sql.ts';
import type { PageSource } from '../graphql/page.ts';
import { readOne } from '../graphql/read.ts';
import { column, columns, expression, notNull, type Shape } from '../graphql/shape.ts';
import { isStaff } from '../shared/roles.ts';
import { typedSearch } from '../shared/typed-search.ts';
import type { Person } from './person.types.ts';
import type { UnitOfWork } from '../tenancy/with-tenant.ts';

/** How a person is read. */
export const personShape: Shape = {
  typeName: 'Person',
  table: 'people',
  fields: {
    id: notNull(columns({ id: 'id' })),
    version: column('version'),
    name: notNull(column('name')),
    email: column('email'),
    phone: column('phone'),
    address: column('address'),
    isImported: columns({ isImported: 'is_imported' }),
    hasAccount: expression(({ row }) =>
      sql.raw('exists (select from users u where u.person_id = ??.id)', [row]),
    ),
    createdAt: columns({ createdAt: 'created_at' }),
    complaintCount: expression(({ row, viewer }) =>
      sql.raw('(select count(*)::int from complaints k where k.consumer_id = ??.id and ?)', [
        row,
        // Software that sees every person sees of each how many there are; other software, those that it may see.
        viewer.role === 'service' && !hasScope(viewer, 'people:read', 'people:write')
          ? visibleComplaints('k', viewer)
          : sql.raw('true'),
      ]),
    ),
  },
};

/** Staff see every person, a consumer only themselves, and software, when it may not see all, whose complaints it may see. */
export function visiblePeople(row: string, viewer: Viewer): RawSql {
  if (viewer.role !== 'service') {
    return isStaff(viewer.role) ? sql.raw('true') : sql.raw('??.id = ?::uuid', [row, viewer.personId]);
  }
  if (hasScope(viewer, 'people:read', 'people:write')) return sql.raw('true');
  return sql.raw('exists (select from complaints seen where seen.consumer_id = ??.id and ?)', [
    row,
    visibleComplaints('seen', viewer),
  ]);
}

/** The uuid again when there is such a person that the viewer may see, else null. */
export async function findPersonId(unit: UnitOfWork, viewer: Viewer, uuid: string): Promise<string | null> {
  const rows = await unit.query<{ id: string }>(
    sql.raw('select p.id from people p where p.id = ?::uuid and ?', [uuid, visiblePeople('p', viewer)]),
  );
  return rows[0]?.id ?? null;
}

/** Those of the uuids that are people whom the viewer may see. */
export async function findPersonIds(
  unit: UnitOfWork,
  viewer: Viewer,
  uuids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (uuids.length === 0) return new Set();
  const rows = await unit.query<{ id: string }>(
    sql.raw('select p.id from people p where p.id = any (?::uuid[]) and ?', [
      [...uuids],
      visiblePeople('p', viewer),
    ]),
  );
  return new Set(rows.map(({ id }) => id));
}

/** The person of that uuid with what was asked of them; null when there is none that the viewer may see. */
export function findPerson(context: Context, info: GraphQLResolveInfo, uuid: string): Promise<Person | null> {
  return readOne(
    context,
    info,
    personShape,
    (row, at, id) => sql.raw('??.id = ?::uuid and ?', [row, id as string, visiblePeople(row, at.viewer)]),
    [uuid],
  );
}

/** The people that the viewer may see, newest first; with a text those in whose details every word of it begins a word. */
export function listPeople(viewer: Viewer, text: string | null): PageSource {
  const words = typedSearch(text);
  return {
    orderName: 'people',
    order: [
      { by: (row) => sql.raw('??.created_at', [row]), type: 'timestamptz', direction: 'desc' },
      { by: (row) => sql.raw('??.id', [row]), type: 'uuid', direction: 'desc' },
    ],
    where: (row) =>
      words
        ? sql.raw('? and ??.search @@ ?', [visiblePeople(row, viewer), row, searchQuery(words)])
        : visiblePeople(row, viewer),
  };
}
