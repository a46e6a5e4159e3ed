import { sql } from '../db/sql.ts';
import type { PageSource } from '../graphql/page.ts';
import { columns, type ReadAt, type Shape } from '../graphql/shape.ts';

/** How a session of the viewer's is read. */
export const userSessionShape: Shape = {
  typeName: 'UserSession',
  table: 'sessions',
  fields: {
    id: columns({ id: 'id' }),
    device: columns({ client: 'client' }),
    isCurrent: columns({ id: 'id' }),
    startedAt: columns({ startedAt: 'created_at' }),
    lastUsedAt: columns({ lastUsedAt: 'rotated_at' }),
    expiresAt: columns({ expiresAt: 'expires_at' }),
    reuseDetectedAt: columns({ reuseDetectedAt: 'reuse_detected_at' }),
  },
};

/** The viewer's sessions that are alive, and those that ended because somebody else had their token; last used first. */
export function ownSessions({ viewer, now }: ReadAt): PageSource {
  return {
    orderName: 'sessions',
    order: [
      { by: (row) => sql.raw('??.rotated_at', [row]), type: 'timestamptz', direction: 'desc' },
      { by: (row) => sql.raw('??.id', [row]), type: 'uuid', direction: 'desc' },
    ],
    where: (row) =>
      sql.raw(
        '??.user_id = ?::uuid and ??.expires_at > ? and (??.ended_at is null or ??.reuse_detected_at is not null)',
        [row, viewer.userId, row, now, row, row],
      ),
  };
}
