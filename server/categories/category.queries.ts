import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { sql, type RawSql } from '../db/sql.ts';
import { readMany } from '../graphql/read.ts';
import {
  column,
  columns,
  expression,
  many,
  nothing,
  notNull,
  referenced,
  type Shape,
} from '../graphql/shape.ts';
import type { Category } from './category.types.ts';

const byName = (row: string) => sql.raw('lower(??.name), ??.id', [row, row]);

/** How a category is read. */
export const categoryShape: Shape = {
  typeName: 'Category',
  table: 'categories',
  fields: {
    id: notNull(columns({ id: 'id' })),
    version: column('version'),
    name: notNull(column('name')),
    isArchived: columns({ isArchived: 'is_archived' }),
    parent: referenced(() => categoryShape, 'parent_id'),
    children: many(
      () => categoryShape,
      (row, at) => sql.raw('??.parent_id = ??.id', [row, at.row]),
      byName,
    ),
    complaintCount: expression(({ row }) =>
      sql.raw('(select count(*)::int from complaints k where k.category_id = ??.id)', [row]),
    ),
  },
};

/** The same without archived sub-categories, also when they are reached by way of their parent. */
const usableShape: Shape = {
  ...categoryShape,
  fields: {
    ...categoryShape.fields,
    parent: referenced(() => usableShape, 'parent_id'),
    children: many(
      () => usableShape,
      (row, at) => sql.raw('??.parent_id = ??.id and not ??.is_archived', [row, at.row, row]),
      byName,
    ),
  },
};

/** What a visitor may know of them: no count, whoever asks. */
const publicShape: Shape = {
  ...usableShape,
  fields: {
    ...usableShape.fields,
    parent: referenced(() => publicShape, 'parent_id'),
    children: many(
      () => publicShape,
      (row, at) => sql.raw('??.parent_id = ??.id and not ??.is_archived', [row, at.row, row]),
      byName,
    ),
    complaintCount: nothing,
  },
};

const lists: Record<'all' | 'usable' | 'public', { shape: Shape; where: (row: string) => RawSql }> = {
  all: { shape: categoryShape, where: (row) => sql.raw('??.parent_id is null', [row]) },
  usable: {
    shape: usableShape,
    where: (row) => sql.raw('??.parent_id is null and not ??.is_archived', [row, row]),
  },
  public: {
    shape: publicShape,
    where: (row) => sql.raw('??.parent_id is null and not ??.is_archived', [row, row]),
  },
};

/** The roots by name with what was asked of them: all, those that can be chosen, or these as a visitor may see them. */
export function listCategories(
  context: Context,
  info: GraphQLResolveInfo,
  which: keyof typeof lists,
): Promise<Category[]> {
  const { shape, where } = lists[which];
  return readMany(context, info, shape, where, byName, which);
}
