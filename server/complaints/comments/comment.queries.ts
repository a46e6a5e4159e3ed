import type { Viewer } from '../../auth/viewer.ts';
import { sql, type RawSql } from '../../db/sql.ts';
import type { PageSource } from '../../graphql/page.ts';
import { column, columns, expression, type ReadAt, type Shape } from '../../graphql/shape.ts';
import { publicCommentKinds } from '../../shared/complaint.ts';
import { isStaff } from '../../shared/roles.ts';
import { staffName } from '../../users/user.queries.ts';

/** How a comment is read. */
export const commentShape: Shape = {
  typeName: 'Comment',
  table: 'comments',
  fields: {
    id: columns({ id: 'id' }),
    kind: column('kind'),
    body: column('body'),
    authorName: expression(({ row, viewer }) =>
      sql.raw(
        'coalesce((select ? from users u where u.id = ??.author_user_id), (select p.name from people p where p.id = ??.author_person_id))',
        [staffName(sql.raw('u.display_name'), sql.raw('u.role'), viewer), row, row],
      ),
    ),
    authorRole: expression(({ row }) =>
      sql.raw(`coalesce((select u.role from users u where u.id = ??.author_user_id), 'consumer')`, [row]),
    ),
    createdAt: columns({ createdAt: 'created_at' }),
    isMine: expression(({ row, viewer }) =>
      viewer.userId && isStaff(viewer.role)
        ? sql.raw('coalesce(??.author_user_id = ?::uuid, false)', [row, viewer.userId])
        : sql.raw('coalesce(??.author_person_id = ?::uuid, false)', [row, viewer.personId]),
    ),
  },
};

/** The consumer sees replies and questions, staff see everything. */
export function visibleComments(row: string, viewer: Viewer): RawSql {
  if (isStaff(viewer.role)) return sql.raw('true');
  return sql.raw(`??.kind in (${publicCommentKinds.map(() => '?').join(', ')})`, [
    row,
    ...publicCommentKinds,
  ]);
}

/** The order of a conversation: oldest first. */
export const commentOrderName = 'comments';

/** The comments of the complaint at hand that the viewer may see. */
export function commentsOf(at: ReadAt): PageSource {
  return {
    orderName: commentOrderName,
    order: [{ by: (row) => sql.raw('??.id', [row]), type: 'uuid', direction: 'asc' }],
    where: (row) => sql.raw('??.complaint_id = ??.id and ?', [row, at.row, visibleComments(row, at.viewer)]),
  };
}
