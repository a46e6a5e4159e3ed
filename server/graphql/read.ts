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
import type { RowsBelow } from './json-row.ts';
import { objectOf, rowOf, tableOf, type ReadAt, type Shape } from './shape.ts';

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
    return whole(objectOf(shape, at, selectionOf(info, shape.typeName), where(at.row, at)));
  });
  return (await run(context, info, plan, keeping)) as Row | null;
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
  const plan = planRead(context, info, keeping, (at) => {
    const rows = rowOf(shape, at, selectionOf(info, shape.typeName));
    return whole(rows.listed({ ...tableOf(shape, at.row), where: where(at.row, at), order: order(at.row) }));
  });
  return (await run(context, info, plan, keeping)) as Row[];
}

/** Reads objects by uuid with what the client asked of them, in one statement and in the order of the uuids; null for each that `where` leaves out. */
export async function readByIds(
  context: Context,
  info: GraphQLResolveInfo,
  shape: Shape,
  uuids: readonly string[],
  where: (row: string, at: ReadAt) => RawSql,
): Promise<(object | null)[]> {
  const plan = planRead(context, info, null, (at) => {
    const raw_id = sql.raw('??.id', [at.row]);
    const rows = rowOf(shape, at, selectionOf(info, shape.typeName), { raw_id });
    const named = sql.raw('??.id = any (?::uuid[]) and ?', [at.row, [...uuids], where(at.row, at)]);
    return whole(rows.listed({ ...tableOf(shape, at.row), where: named }));
  });
  const unit = await context.read();
  const [answer] = await unit.query<Answer>(fillIn(plan, context, []));
  const rows = plan.read((answer as Answer).object) as { raw_id: string }[];
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
    return { ...whole(page), orderName: pageSource.orderName };
  });
  return toPage((await run(context, info, plan, keeping)) as RawPage<Row>, args, plan);
}

/** The one row of an answer: one column of JSON. */
interface Answer {
  object: unknown;
}

/** A statement that gives one value. */
function whole({ json, read }: RowsBelow) {
  return { statement: sql.raw('select ? as object', [json]), read };
}

async function run(
  context: Context,
  info: GraphQLResolveInfo,
  plan: Plan,
  keeping: Keeping | null,
): Promise<unknown> {
  const statement = fillIn(plan, context, keeping?.given ?? []);
  const [answer] =
    isAlone(info) && !plan.readsLater
      ? await context.readAlone<Answer>(statement)
      : await (await context.read()).query<Answer>(statement);
  return plan.read((answer as Answer).object);
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
