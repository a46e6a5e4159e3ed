import { Kind, OperationTypeNode, type GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { sql, type RawSql } from '../db/sql.ts';
import {
  compilePage,
  connectionParts,
  toPage,
  type Page,
  type PageArguments,
  type PageSource,
  type RawPage,
} from './page.ts';
import { fillIn, planRead, type Keeping, type Plan } from './plans.ts';
import { selectionOf } from './selection.ts';
import { objectOf, selectList, type ReadAt, type Shape } from './shape.ts';

/**
 * Reads one object with what the client asked of it, in one statement; null when `where` finds none. With `given`, the statement is kept for
 * the next time: `where` then depends on nothing but `at` and these values, which it takes as its last arguments and uses as parameters.
 */
export async function readOne<Row extends object>(
  context: Context,
  info: GraphQLResolveInfo,
  shape: Shape,
  where: (row: string, at: ReadAt, ...given: string[]) => RawSql,
  given?: readonly string[],
): Promise<Row | null> {
  const keeping = given ? { key: shape.typeName, given } : null;
  return readMade(context, info, keeping, (...values) => ({
    shape,
    where: (row, at) => where(row, at, ...values),
  }));
}

/** The same where the shape needs values of the request as well: `make` uses `given` as parameters, and depends on nothing else but `at` and the key. */
export async function readMade<Row extends object>(
  context: Context,
  info: GraphQLResolveInfo,
  keeping: Keeping | null,
  make: (...given: string[]) => { shape: Shape; where: (row: string, at: ReadAt) => RawSql },
): Promise<Row | null> {
  const plan = planRead(context, info, keeping, (at, values) => {
    const { shape, where } = make(...values);
    const object = objectOf(shape, at, selectionOf(info, shape.typeName), where(at.row, at));
    return { read: sql.raw('select ? as object', [object]) };
  });
  const [answer] = await run<{ object: Row | null }>(context, info, plan, keeping);
  return answer?.object ?? null;
}

/** Reads all objects of a bounded kind, in an order, in one statement. With `key` the statement is kept: `where` depends on nothing but `at` and the key. */
export async function readMany<Row extends object>(
  context: Context,
  info: GraphQLResolveInfo,
  shape: Shape,
  where: (row: string, at: ReadAt) => RawSql,
  order: (row: string) => RawSql,
  key?: unknown,
): Promise<Row[]> {
  const keeping = key === undefined ? null : { key: [shape.typeName, key], given: [] };
  const plan = planRead(context, info, keeping, (at) => ({
    read: sql.raw('select ? from ?? ?? where ? order by ?', [
      selectList(shape, at, selectionOf(info, shape.typeName)),
      shape.table,
      at.row,
      where(at.row, at),
      order(at.row),
    ]),
  }));
  return run<Row>(context, info, plan, keeping);
}

/** Reads objects by uuid with what the client asked of them, in one statement and in the order of the uuids; null for each that `where` leaves out. */
export async function readByIds(
  context: Context,
  info: GraphQLResolveInfo,
  shape: Shape,
  uuids: readonly string[],
  where: (row: string, at: ReadAt) => RawSql,
): Promise<(object | null)[]> {
  const plan = planRead(context, info, null, (at) => ({
    read: sql.raw('select ? from ?? ?? where ??.id = any (?::uuid[]) and ?', [
      selectList(shape, at, selectionOf(info, shape.typeName), { raw_id: sql.raw('??.id', [at.row]) }),
      shape.table,
      at.row,
      at.row,
      [...uuids],
      where(at.row, at),
    ]),
  }));
  const unit = await context.read();
  const rows = await unit.query<{ raw_id: string }>(fillIn(plan, context, []));
  const byId = new Map(rows.map((row) => [row.raw_id, row]));
  return uuids.map((uuid) => byId.get(uuid) ?? null);
}

/**
 * Reads one page of a root connection, its total and everything asked for below, in one statement. With `key` the statement is kept for the
 * next time: `source` depends on nothing but `at` and the key.
 */
export async function readPage<Row extends object>(
  context: Context,
  info: GraphQLResolveInfo,
  shape: Shape,
  args: PageArguments,
  source: (at: ReadAt) => PageSource,
  key?: unknown,
): Promise<Page<Row>> {
  const { first, after, last, before } = args;
  const keeping =
    key === undefined ? null : { key: [shape.typeName, first, after, last, before, key], given: [] };
  const plan = planRead(context, info, keeping, (at) => {
    const pageSource = source(at);
    const parts = connectionParts(selectionOf(info, `${shape.typeName}Connection`), shape.typeName);
    const page = compilePage(shape, at, pageSource, args, parts);
    return { read: sql.raw('select ? as page', [page]), orderName: pageSource.orderName };
  });
  const [answer] = await run<{ page: RawPage<Row> }>(context, info, plan, keeping);
  return toPage(answer?.page ?? {}, args, plan);
}

async function run<Row>(
  context: Context,
  info: GraphQLResolveInfo,
  plan: Plan,
  keeping: Keeping | null,
): Promise<Row[]> {
  const statement = fillIn(plan, context, keeping?.given ?? []);
  if (isAlone(info) && !plan.readsLater) return context.readAlone<Row>(statement);
  const unit = await context.read();
  return unit.query<Row>(statement);
}

/** True for the one field of a query, or of an event of a stream: nothing beside it reads. */
function isAlone({ operation, path }: GraphQLResolveInfo): boolean {
  const { selections } = operation.selectionSet;
  return (
    operation.operation !== OperationTypeNode.MUTATION &&
    path.prev === undefined &&
    selections.length === 1 &&
    selections[0]?.kind === Kind.FIELD
  );
}
