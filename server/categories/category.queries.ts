import { sql } from '../db/sql.ts';
import { column, columns, expression, many, one, type Shape } from '../graphql/shape.ts';

/** How a category is read. */
export const categoryShape: Shape = {
  typeName: 'Category',
  table: 'categories',
  fields: {
    id: columns({ id: 'id' }),
    version: column('version'),
    name: column('name'),
    isArchived: columns({ isArchived: 'is_archived' }),
    parent: one(
      () => categoryShape,
      (row, at) => sql.raw('??.id = ??.parent_id', [row, at.row]),
    ),
    children: many(
      () => categoryShape,
      (row, at) => sql.raw('??.parent_id = ??.id', [row, at.row]),
      (row) => sql.raw('lower(??.name), ??.id', [row, row]),
    ),
    complaintCount: expression(({ row }) =>
      sql.raw('(select count(*)::int from complaints k where k.category_id = ??.id)', [row]),
    ),
  },
};
