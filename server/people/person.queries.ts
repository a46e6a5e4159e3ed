import type { GraphQLResolveInfo } from 'graphql';
import type { Viewer } from '../auth/viewer.ts';
import { searchQuery } from '../complaints/search.queries.ts';
import type { Context } from '../context.ts';
import { sql, statement, type RawSql } from '../db/sql.ts';
import type { PageSource } from '../graphql/page.ts';
import { readOne } from '../graphql/read.ts';
import { column, columns, expression, type Shape } from '../graphql/shape.ts';
import { isStaff } from '../shared/roles.ts';
import { typedSearch } from '../shared/typed-search.ts';
import type { Person } from './person.types.ts';
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

/** Those of the uuids that are people. */
export async function findPersonIds(
  unit: UnitOfWork,
  uuids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (uuids.length === 0) return new Set();
  const rows = await unit.query<{ id: string }>(statement`
    select id from people where id = any (${[...uuids]}::uuid[])`);
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
