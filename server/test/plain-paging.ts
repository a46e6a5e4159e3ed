import type { PlainRow } from './plain-rows.ts';

/** An order of rows: by its key, and by nothing else. */
export interface Order {
  /** Cursors of one order are not those of another. */
  name: string;
  key: (row: PlainRow) => (number | string)[];
  direction: 'asc' | 'desc';
}

/** The cursors that the API gave: order → row's id → cursor. */
export type PlainCursors = Record<string, Map<string, string>>;

interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** A page of rows that are all at hand, as the Relay specification has it. */
export function paginate(
  typeName: string,
  rows: readonly PlainRow[],
  order: Order,
  args: PageArguments,
  { cursors, tables }: { cursors: PlainCursors; tables: Record<string, PlainRow[]> },
) {
  const known = cursors[order.name] ?? new Map<string, string>();
  const everything = Object.values(tables).flat();
  const rowAt = (cursor: string) => {
    const [id] = [...known].find(([, value]) => value === cursor) ?? [];
    const row = everything.find((candidate) => candidate.id === id);
    if (!row) throw new Error(`A cursor that is not of ${order.name}`);
    return row;
  };
  const compare = comparison(order);
  const sorted = rows.toSorted(compare);
  const { first, after, last, before } = args;
  const isBackward = last !== null && last !== undefined;
  const size = (isBackward ? last : first) ?? 20;
  const rest = sorted.filter(
    (row) => (!after || compare(row, rowAt(after)) > 0) && (!before || compare(row, rowAt(before)) < 0),
  );
  const kept = isBackward ? rest.slice(Math.max(0, rest.length - size)) : rest.slice(0, size);
  const nodes = kept.map((row) => ({ ...row, __typename: typeName }));
  const edges = nodes.map((node) => ({ cursor: known.get(node.id), node }));
  const hasMore = rest.length > size;
  return {
    nodes,
    edges,
    totalCount: rows.length,
    pageInfo: {
      hasNextPage: isBackward ? Boolean(before) : hasMore,
      hasPreviousPage: isBackward ? hasMore : Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function comparison({ key, direction }: Order): (a: PlainRow, b: PlainRow) => number {
  const sign = direction === 'asc' ? 1 : -1;
  return (a, b) => {
    const [left, right] = [key(a), key(b)];
    for (const [at, value] of left.entries()) {
      const other = right[at] as number | string;
      if (value !== other) return value < other ? -sign : sign;
    }
    return 0;
  };
}
