import { GraphQLError } from 'graphql';
import type { Context } from '../context.ts';
import { orderOfCursor } from '../graphql/cursor.ts';
import type { PageArguments } from '../graphql/page.ts';
import { findNumbering } from './change-numbering.store.ts';
import type { ComplaintOrder } from './complaint-filter.types.ts';

const prefix = 'changed:';

/** How often the job looks whether complaints have to be numbered anew. */
const retryAfterSeconds = 300;

/**
 * The name of the order of changes, which its cursors carry; null when another order is asked for. Throws when the cursor is of a
 * numbering from before a restore, and while the numbering after one is not done.
 */
export async function findChangeOrder(
  context: Context,
  order: ComplaintOrder | null,
  { after, before }: PageArguments,
): Promise<string | null> {
  if (order?.field !== 'changed') return null;
  if (order.direction === 'desc') {
    const message = 'CHANGED runs ASC: what is not yet told of comes last.';
    throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
  }
  const { id, isCurrent } = await findNumbering(await context.read());
  if (!isCurrent) {
    const message = 'The data was restored and its changes are being numbered. Ask again in five minutes.';
    throw new GraphQLError(message, { extensions: { code: 'UNAVAILABLE', retryAfterSeconds } });
  }
  const name = `${prefix}${id}`;
  const given = orderOfCursor(after || before || '');
  if (given?.startsWith(prefix) && given !== name) {
    const message =
      'This cursor is from before the data was restored, and does not tell what changed since. Begin again without one.';
    throw new GraphQLError(message, { extensions: { code: 'CURSOR_EXPIRED' } });
  }
  return name;
}
