import { GraphQLError } from 'graphql';
import { sql, type RawSql } from '../db/sql.ts';
import { pageSize } from '../shared/limits.ts';
import { decodeCursor, encodeCursor, type CursorType } from './cursor.ts';
import { asksFor, dataKey, inside, mergeSelections, type Selection } from './selection.ts';
import { JsonRow, type RowEntry, type RowsBelow } from './json-row.ts';
import { rowOf, tableOf, type FieldPlan, type ReadAt, type Shape } from './shape.ts';

/** The arguments of every connection, as the Relay specification names them. */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** One term of a keyset order, most significant first; the last one must be unique. */
export interface OrderTerm {
  /** Over the row; never null. */
  by: (row: string) => RawSql;
  /** The PostgreSQL type that a cursor's text is read as. */
  type: CursorType;
  direction: 'asc' | 'desc';
}

/** The rows that a connection pages through. */
export interface PageSource {
  /** Names the order; a cursor of another order is refused. */
  orderName: string;
  order: readonly OrderTerm[];
  where: (row: string) => RawSql;
}

/** A page as the database gives it: at most one row more than was asked for, in the direction of the paging. */
export interface RawPage<Row = Record<string, unknown>> {
  total?: number;
  rows?: (Row & RowWithCursor)[];
}

/** What the connection types resolve from. */
export interface Page<Row> {
  edges: { cursor: string; node: Row }[];
  nodes: Row[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  totalCount: number | undefined;
}

/** A connection: a page of other rows. Its arguments are part of the key, see `dataKey`. */
export function connection(
  shape: () => Shape,
  source: (at: ReadAt, args: Record<string, unknown>) => PageSource,
): FieldPlan {
  return (at, field) => {
    const target = shape();
    const page = compilePage(
      target,
      at,
      source(at, field.args),
      field.args,
      connectionParts(field.on(`${target.typeName}Connection`), target.typeName),
    );
    return { [dataKey(field.name, field.args)]: page };
  };
}

/** What of a connection was asked for. */
export interface ConnectionParts {
  node: Selection;
  asksRows: boolean;
  asksCursors: boolean;
  /** Whether there are more rows in the direction of the paging. */
  asksMore: boolean;
  asksTotal: boolean;
}

/** Reads the selection on a connection type: nodes and edges.node ask for the same rows. */
export function connectionParts(selection: Selection, typeName: string): ConnectionParts {
  const edges = inside(selection, 'edges', `${typeName}Edge`);
  const pageInfo = inside(selection, 'pageInfo', 'PageInfo');
  return {
    node: mergeSelections(inside(selection, 'nodes', typeName), inside(edges, 'node', typeName)),
    asksRows: asksFor(selection, 'nodes', 'edges', 'pageInfo'),
    asksCursors: asksFor(edges, 'cursor') || asksFor(pageInfo, 'startCursor', 'endCursor'),
    asksMore: asksFor(pageInfo, 'hasNextPage', 'hasPreviousPage'),
    asksTotal: asksFor(selection, 'totalCount'),
  };
}

/** A page of rows and, when asked for, the total. Throws BAD_USER_INPUT for bad arguments. */
export function compilePage(
  shape: Shape,
  at: ReadAt,
  source: PageSource,
  args: PageArguments,
  parts: ConnectionParts,
): RowsBelow {
  const rows = parts.asksRows ? compileRows(shape, at, source, args, parts) : null;
  if (rows && !parts.asksTotal) {
    const { json, read } = rows;
    return { json, read: (listed) => ({ rows: read(listed) }) };
  }
  const entries: Record<string, RowEntry> = rows ? { rows } : {};
  if (parts.asksTotal) {
    const row = at.aliases.next();
    entries['total'] = sql.raw('(select count(*)::int from ?? ?? where ?)', [
      shape.table,
      row,
      source.where(row),
    ]);
  }
  return new JsonRow(entries).single(null);
}

/** Turns the rows into edges, cursors and page information. `args` are those that the page was compiled with. */
export function toPage<Row>(
  raw: RawPage<Row>,
  args: PageArguments,
  source: Pick<PageSource, 'orderName'>,
): Page<Row> {
  const { isBackward, size, bound } = readArguments(args);
  const rows = raw.rows ?? [];
  const hasMore = rows.length > size;
  const kept = rows.slice(0, size);
  if (isBackward) kept.reverse();
  const pageInfo = new RowsPageInfo(
    isBackward ? bound !== null : hasMore,
    isBackward ? hasMore : bound !== null,
    kept,
    source.orderName,
  );
  return new RowsPage(kept, raw.total, pageInfo, source.orderName);
}

/** The cursor is there where it was asked for. */
interface RowWithCursor {
  raw_cursor?: unknown[];
}

// Edges and cursors are made when they are asked for, which few do. Classes, because V8 takes functions in an object literal for long-lived.

class RowsPage<Row extends RowWithCursor> implements Page<Row> {
  readonly nodes: Row[];
  readonly totalCount: number | undefined;
  readonly pageInfo: RowsPageInfo;
  readonly #orderName: string;

  constructor(nodes: Row[], totalCount: number | undefined, pageInfo: RowsPageInfo, orderName: string) {
    this.nodes = nodes;
    this.totalCount = totalCount;
    this.pageInfo = pageInfo;
    this.#orderName = orderName;
  }

  get edges(): RowEdge<Row>[] {
    return this.nodes.map((node) => new RowEdge(node, this.#orderName));
  }
}

class RowEdge<Row extends RowWithCursor> {
  readonly node: Row;
  readonly #orderName: string;

  constructor(node: Row, orderName: string) {
    this.node = node;
    this.#orderName = orderName;
  }

  get cursor(): string {
    return cursorOf(this.node, this.#orderName);
  }
}

class RowsPageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #rows: readonly RowWithCursor[];
  readonly #orderName: string;

  constructor(
    hasNextPage: boolean,
    hasPreviousPage: boolean,
    rows: readonly RowWithCursor[],
    orderName: string,
  ) {
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
    this.#rows = rows;
    this.#orderName = orderName;
  }

  get startCursor(): string | null {
    const [first] = this.#rows;
    return first ? cursorOf(first, this.#orderName) : null;
  }

  get endCursor(): string | null {
    const last = this.#rows.at(-1);
    return last ? cursorOf(last, this.#orderName) : null;
  }
}

function cursorOf({ raw_cursor: values }: RowWithCursor, orderName: string): string {
  if (!values) throw new Error('The page was read without its cursors');
  return encodeCursor(orderName, values.map(String));
}

function compileRows(
  shape: Shape,
  at: ReadAt,
  source: PageSource,
  args: PageArguments,
  parts: ConnectionParts,
): RowsBelow {
  const { isBackward, size, bound } = readArguments(args);
  const row = at.aliases.next();
  const cursor = source.order.map((term) => term.by(row));
  const extra: Record<string, RowEntry> = parts.asksCursors ? { raw_cursor: cursor } : {};
  const rows = rowOf(shape, { ...at, row }, parts.node, extra);
  const terms = source.order.map((term) => ({
    ...term,
    direction: isBackward ? opposite(term.direction) : term.direction,
  }));
  const where =
    bound === null
      ? source.where(row)
      : sql.raw('(?) and (?)', [source.where(row), after(terms, row, valuesAt(source, bound))]);
  const order = sql.raw(
    terms.map((term) => `? ${term.direction}`).join(', '),
    terms.map((term) => term.by(row)),
  );
  return rows.listed({ ...tableOf(shape, row), where, order, limit: parts.asksMore ? size + 1 : size });
}

/** Rows behind the cursor: one row comparison when all terms run the same way, which an index can serve. */
function after(terms: readonly OrderTerm[], row: string, values: readonly string[]): RawSql {
  const left = terms.map((term) => term.by(row));
  if (terms.every((term) => term.direction === terms[0]?.direction)) {
    const sign = terms[0]?.direction === 'asc' ? '>' : '<';
    return sql.raw(
      `(${terms.map(() => '?').join(', ')}) ${sign} (${terms.map((term) => `?::${term.type}`).join(', ')})`,
      [...left, ...values],
    );
  }
  const alternatives = terms.map((term, index) => {
    const equal = terms
      .slice(0, index)
      .map((earlier, at) => sql.raw(`? = ?::${earlier.type}`, [left[at] as RawSql, values[at] as string]));
    const beyond = sql.raw(`? ${term.direction === 'asc' ? '>' : '<'} ?::${term.type}`, [
      left[index] as RawSql,
      values[index] as string,
    ]);
    return sql.raw(`(${[...equal, beyond].map(() => '?').join(' and ')})`, [...equal, beyond]);
  });
  return sql.raw(`(${alternatives.map(() => '?').join(' or ')})`, alternatives);
}

function readArguments({ first, after: afterCursor, last, before }: PageArguments) {
  const isBackward = last !== null && last !== undefined;
  if (isBackward && first !== null && first !== undefined) throw badInput('Give first or last, not both.');
  if (isBackward && afterCursor) throw badInput('after goes with first; before goes with last.');
  if (!isBackward && before) throw badInput('before goes with last; after goes with first.');
  const size = (isBackward ? last : first) ?? pageSize.usual;
  if (!Number.isInteger(size) || size < 0 || size > pageSize.most) {
    throw badInput(`${isBackward ? 'last' : 'first'} takes 0 to ${pageSize.most}; it was ${size}.`);
  }
  return { isBackward, size, bound: (isBackward ? before : afterCursor) || null };
}

function valuesAt(source: PageSource, cursor: string): string[] {
  const types = source.order.map((term) => term.type);
  const values = decodeCursor(source.orderName, types, cursor);
  if (!values) {
    throw badInput('This is not a cursor of this list in this order: use one that the same query gave.');
  }
  return values;
}

function opposite(direction: 'asc' | 'desc'): 'asc' | 'desc' {
  return direction === 'asc' ? 'desc' : 'asc';
}

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
