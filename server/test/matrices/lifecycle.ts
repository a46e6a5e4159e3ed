/**
 * Who may do what to a complaint, written by hand from the product's lifecycle table. It is read by tests alone and takes nothing from
 * `shared/lifecycle.ts`: changing either alone turns a test red.
 *
 * A cell is what happens when that person tries: `y` it is done, `n` the lifecycle refuses (INVALID_TRANSITION), `a` it is not for them
 * here (NOT_ALLOWED), `0` there is no such complaint for them (NOT_FOUND), `f` it is nothing for their role (FORBIDDEN). Behind the arrow
 * stands the status afterwards; `=` is the one before. The help desk gives evidence where it speaks for the consumer.
 *
 *   consumer    whose complaint it is               desk        a help desk agent
 *   link        the consumer by the tracking link   assignee    the support agent who works on it, if anybody does
 *   stranger    another consumer                    support     another support agent
 *   otherlink   a tracking link of another one      manager, admin
 */
const table = `
Open
                        consumer link stranger otherlink  desk assignee support manager admin
  START                    f      f      f        f         y     y        y       y      y    -> IN_PROGRESS
  ASSIGN                   f      f      f        f         y     f        f       y      y    -> IN_PROGRESS
  AWAIT_CONSUMER           f      f      f        f         n     n        n       n      n
  AWAIT_THIRD_PARTY        f      f      f        f         n     n        n       n      n
  RESUME                   f      f      f        f         n     n        n       n      n
  ADD_RESOLUTION_NOTE      f      f      f        f         n     n        n       n      n
  RESOLVE                  f      f      f        f         f     n        n       n      n
  ACCEPT                   n      n      0        0         n     f        f       f      f
  REJECT                   n      n      0        0         f     f        f       f      f
  REOPEN                   n      n      0        0         f     f        f       n      n
  WITHDRAW                 y      y      0        0         y     f        f       f      f    -> CLOSED
  comment                  y      y      0        0         y     y        y       y      y    -> =
  internal note            a      a      a        a         y     y        y       y      y    -> =
  classify                 f      f      f        f         y     y        y       y      y    -> =
  the system's clock: nothing

In progress
                        consumer link stranger otherlink  desk assignee support manager admin
  START                    f      f      f        f         y     n        n       y      y    -> IN_PROGRESS
  ASSIGN                   f      f      f        f         y     f        f       y      y    -> IN_PROGRESS
  AWAIT_CONSUMER           f      f      f        f         n     y        n       y      y    -> IN_PROGRESS
  AWAIT_THIRD_PARTY        f      f      f        f         n     y        n       y      y    -> IN_PROGRESS
  RESUME                   f      f      f        f         n     n        n       n      n
  ADD_RESOLUTION_NOTE      f      f      f        f         y     y        y       y      y    -> =
  RESOLVE                  f      f      f        f         f     y        n       y      y    -> RESOLVED
  ACCEPT                   n      n      0        0         n     f        f       f      f
  REJECT                   n      n      0        0         f     f        f       f      f
  REOPEN                   n      n      0        0         f     f        f       n      n
  WITHDRAW                 y      y      0        0         y     f        f       f      f    -> CLOSED
  comment                  y      y      0        0         y     y        y       y      y    -> =
  internal note            a      a      a        a         y     y        y       y      y    -> =
  classify                 f      f      f        f         y     y        y       y      y    -> =
  the system's clock: nothing

In progress, waiting for the consumer
                        consumer link stranger otherlink  desk assignee support manager admin
  START                    f      f      f        f         y     n        n       y      y    -> IN_PROGRESS
  ASSIGN                   f      f      f        f         y     f        f       y      y    -> IN_PROGRESS
  AWAIT_CONSUMER           f      f      f        f         n     n        n       n      n
  AWAIT_THIRD_PARTY        f      f      f        f         n     n        n       n      n
  RESUME                   f      f      f        f         n     y        n       y      y    -> IN_PROGRESS
  ADD_RESOLUTION_NOTE      f      f      f        f         y     y        y       y      y    -> =
  RESOLVE                  f      f      f        f         f     y        n       y      y    -> RESOLVED
  ACCEPT                   n      n      0        0         n     f        f       f      f
  REJECT                   n      n      0        0         f     f        f       f      f
  REOPEN                   n      n      0        0         f     f        f       n      n
  WITHDRAW                 y      y      0        0         y     f        f       f      f    -> CLOSED
  comment                  y      y      0        0         y     y        y       y      y    -> =
  internal note            a      a      a        a         y     y        y       y      y    -> =
  classify                 f      f      f        f         y     y        y       y      y    -> =
  the system's clock: nothing

In progress, waiting for a third party
                        consumer link stranger otherlink  desk assignee support manager admin
  START                    f      f      f        f         y     n        n       y      y    -> IN_PROGRESS
  ASSIGN                   f      f      f        f         y     f        f       y      y    -> IN_PROGRESS
  AWAIT_CONSUMER           f      f      f        f         n     n        n       n      n
  AWAIT_THIRD_PARTY        f      f      f        f         n     n        n       n      n
  RESUME                   f      f      f        f         n     y        n       y      y    -> IN_PROGRESS
  ADD_RESOLUTION_NOTE      f      f      f        f         y     y        y       y      y    -> =
  RESOLVE                  f      f      f        f         f     y        n       y      y    -> RESOLVED
  ACCEPT                   n      n      0        0         n     f        f       f      f
  REJECT                   n      n      0        0         f     f        f       f      f
  REOPEN                   n      n      0        0         f     f        f       n      n
  WITHDRAW                 y      y      0        0         y     f        f       f      f    -> CLOSED
  comment                  y      y      0        0         y     y        y       y      y    -> =
  internal note            a      a      a        a         y     y        y       y      y    -> =
  classify                 f      f      f        f         y     y        y       y      y    -> =
  the system's clock: nothing

In progress, the help desk has it
                        consumer link stranger otherlink  desk assignee support manager admin
  START                    f      f      f        f         n     n        n       y      y    -> IN_PROGRESS
  ASSIGN                   f      f      f        f         y     f        f       y      y    -> IN_PROGRESS
  AWAIT_CONSUMER           f      f      f        f         y     n        n       y      y    -> IN_PROGRESS
  AWAIT_THIRD_PARTY        f      f      f        f         y     n        n       y      y    -> IN_PROGRESS
  RESUME                   f      f      f        f         n     n        n       n      n
  ADD_RESOLUTION_NOTE      f      f      f        f         y     y        y       y      y    -> =
  RESOLVE                  f      f      f        f         f     n        n       y      y    -> RESOLVED
  ACCEPT                   n      n      0        0         n     f        f       f      f
  REJECT                   n      n      0        0         f     f        f       f      f
  REOPEN                   n      n      0        0         f     f        f       n      n
  WITHDRAW                 y      y      0        0         y     f        f       f      f    -> CLOSED
  comment                  y      y      0        0         y     y        y       y      y    -> =
  internal note            a      a      a        a         y     y        y       y      y    -> =
  classify                 f      f      f        f         y     y        y       y      y    -> =
  the system's clock: nothing

In progress, rejected twice
                        consumer link stranger otherlink  desk assignee support manager admin
  START                    f      f      f        f         n     n        n       y      y    -> IN_PROGRESS
  ASSIGN                   f      f      f        f         n     f        f       y      y    -> IN_PROGRESS
  AWAIT_CONSUMER           f      f      f        f         n     n        n       y      y    -> IN_PROGRESS
  AWAIT_THIRD_PARTY        f      f      f        f         n     n        n       y      y    -> IN_PROGRESS
  RESUME                   f      f      f        f         n     n        n       n      n
  ADD_RESOLUTION_NOTE      f      f      f        f         y     y        y       y      y    -> =
  RESOLVE                  f      f      f        f         f     n        n       n      n
  ACCEPT                   n      n      0        0         n     f        f       f      f
  REJECT                   n      n      0        0         f     f        f       f      f
  REOPEN                   n      n      0        0         f     f        f       n      n
  WITHDRAW                 y      y      0        0         y     f        f       f      f    -> CLOSED
  comment                  y      y      0        0         y     y        y       y      y    -> =
  internal note            a      a      a        a         y     y        y       y      y    -> =
  classify                 f      f      f        f         y     y        y       y      y    -> =
  the system's clock: nothing

Resolved, the last moment of the window
                        consumer link stranger otherlink  desk assignee support manager admin
  START                    f      f      f        f         n     n        n       n      n
  ASSIGN                   f      f      f        f         n     f        f       n      n
  AWAIT_CONSUMER           f      f      f        f         n     n        n       n      n
  AWAIT_THIRD_PARTY        f      f      f        f         n     n        n       n      n
  RESUME                   f      f      f        f         n     n        n       n      n
  ADD_RESOLUTION_NOTE      f      f      f        f         y     y        y       y      y    -> =
  RESOLVE                  f      f      f        f         f     n        n       n      n
  ACCEPT                   y      y      0        0         y     f        f       f      f    -> CLOSED
  REJECT                   y      y      0        0         f     f        f       f      f    -> IN_PROGRESS
  REOPEN                   n      n      0        0         f     f        f       n      n
  WITHDRAW                 y      y      0        0         y     f        f       f      f    -> CLOSED
  comment                  y      y      0        0         y     y        y       y      y    -> =
  internal note            a      a      a        a         y     y        y       y      y    -> =
  classify                 f      f      f        f         y     y        y       y      y    -> =
  the system's clock: reminds

Resolved, the window is over
                        consumer link stranger otherlink  desk assignee support manager admin
  START                    f      f      f        f         n     n        n       n      n
  ASSIGN                   f      f      f        f         n     f        f       n      n
  AWAIT_CONSUMER           f      f      f        f         n     n        n       n      n
  AWAIT_THIRD_PARTY        f      f      f        f         n     n        n       n      n
  RESUME                   f      f      f        f         n     n        n       n      n
  ADD_RESOLUTION_NOTE      f      f      f        f         y     y        y       y      y    -> =
  RESOLVE                  f      f      f        f         f     n        n       n      n
  ACCEPT                   y      y      0        0         y     f        f       f      f    -> CLOSED
  REJECT                   n      n      0        0         f     f        f       f      f
  REOPEN                   n      n      0        0         f     f        f       n      n
  WITHDRAW                 y      y      0        0         y     f        f       f      f    -> CLOSED
  comment                  y      y      0        0         y     y        y       y      y    -> =
  internal note            a      a      a        a         y     y        y       y      y    -> =
  classify                 f      f      f        f         y     y        y       y      y    -> =
  the system's clock: closes

Closed, the last moment of the window
                        consumer link stranger otherlink  desk assignee support manager admin
  START                    f      f      f        f         n     n        n       n      n
  ASSIGN                   f      f      f        f         n     f        f       n      n
  AWAIT_CONSUMER           f      f      f        f         n     n        n       n      n
  AWAIT_THIRD_PARTY        f      f      f        f         n     n        n       n      n
  RESUME                   f      f      f        f         n     n        n       n      n
  ADD_RESOLUTION_NOTE      f      f      f        f         n     n        n       n      n
  RESOLVE                  f      f      f        f         f     n        n       n      n
  ACCEPT                   n      n      0        0         n     f        f       f      f
  REJECT                   n      n      0        0         f     f        f       f      f
  REOPEN                   y      y      0        0         f     f        f       y      y    -> IN_PROGRESS
  WITHDRAW                 n      n      0        0         n     f        f       f      f
  comment                  a      a      0        0         y     y        y       y      y    -> =
  internal note            a      a      a        a         y     y        y       y      y    -> =
  classify                 f      f      f        f         y     y        y       y      y    -> =
  the system's clock: nothing

Closed, the window is over
                        consumer link stranger otherlink  desk assignee support manager admin
  START                    f      f      f        f         n     n        n       n      n
  ASSIGN                   f      f      f        f         n     f        f       n      n
  AWAIT_CONSUMER           f      f      f        f         n     n        n       n      n
  AWAIT_THIRD_PARTY        f      f      f        f         n     n        n       n      n
  RESUME                   f      f      f        f         n     n        n       n      n
  ADD_RESOLUTION_NOTE      f      f      f        f         n     n        n       n      n
  RESOLVE                  f      f      f        f         f     n        n       n      n
  ACCEPT                   n      n      0        0         n     f        f       f      f
  REJECT                   n      n      0        0         f     f        f       f      f
  REOPEN                   n      n      0        0         f     f        f       y      y    -> IN_PROGRESS
  WITHDRAW                 n      n      0        0         n     f        f       f      f
  comment                  a      a      0        0         y     y        y       y      y    -> =
  internal note            a      a      a        a         y     y        y       y      y    -> =
  classify                 f      f      f        f         y     y        y       y      y    -> =
  the system's clock: nothing
`;

/** What happens to somebody who tries; see the table. */
export type Outcome = 'y' | 'n' | 'a' | '0' | 'f';

export interface MatrixRow {
  action: string;
  /** Actor → what happens. */
  cells: Record<string, Outcome>;
  /** The status after it was done; `=` is the one before, null where nobody may do it. */
  to: string | null;
}

export interface MatrixState {
  name: string;
  rows: MatrixRow[];
  /** What the system's clock does. */
  clock: string;
}

/** The table, state by state. */
export const lifecycleMatrix: readonly MatrixState[] = table.trim().split('\n\n').map(readState);

function readState(text: string): MatrixState {
  const [name = '', header = '', ...lines] = text.split('\n');
  const actors = header.trim().split(/\s+/);
  const clock = lines.pop()?.split(': ')[1] ?? '';
  const rows = lines.map((line) => {
    const [left = '', to = null] = line.trim().split(/\s+-> /);
    const [action = '', ...cells] = left.split(/\s{2,}/);
    if (cells.length !== actors.length) throw new Error(`${name}, ${action}: ${cells.length} cells`);
    return {
      action,
      to,
      cells: Object.fromEntries(actors.map((actor, index) => [actor, cells[index] as Outcome])),
    };
  });
  return { name, rows, clock };
}
