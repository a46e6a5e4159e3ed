import { seesAsStaff, type Viewer } from '../../auth/viewer.ts';
import { sql, type RawSql } from '../../db/sql.ts';
import type { PageSource } from '../../graphql/page.ts';
import { column, columns, expression, type ReadAt, type Shape } from '../../graphql/shape.ts';
import { publicCommentKinds } from '../../shared/complaint.ts';
import { softwareName, staffName } from '../../users/user.queries.ts';

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
        `coalesce((select ? from users u where u.id = ??.author_user_id), (select p.name from people p where p.id = ??.author_person_id),
          (select ? from service_tokens t where t.id = ??.author_token_id))`,
        [
          staffName(sql.raw('u.display_name'), sql.raw('u.role'), viewer),
          row,
          row,
          softwareName(sql.raw('t.name'), viewer),
          row,
        ],
      ),
    ),
    authorRole: expression(({ row }) =>
      sql.raw(
        `case when ??.author_token_id is null then coalesce((select u.role from users u where u.id = ??.author_user_id), 'consumer') end`,
        [row, row],
      ),
    ),
    createdAt: columns({ createdAt: 'created_at' }),
    isMine: expression(({ row, viewer }) =>
      sql.raw('coalesce(??.?? = ?::uuid, false)', [row, ...authorColumn(viewer)]),
    ),
  },
};

/** Where a comment says that the viewer wrote it, and as whom. */
function authorColumn({ role, userId, personId, sessionId }: Viewer): [string, string | null] {
  if (role === 'service') return ['author_token_id', sessionId];
  return userId && role !== 'consumer' ? ['author_user_id', userId] : ['author_person_id', personId];
}

/** The consumer sees replies and questions, staff see everything. */
export function visibleComments(row: string, viewer: Viewer): RawSql {
  if (seesAsStaff(viewer)) return sql.raw('true');
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
