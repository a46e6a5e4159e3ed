import type { GraphQLResolveInfo } from 'graphql';
import { viewerOf, type Context } from '../context.ts';
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
import { selectionOf } from './selection.ts';
import { newAliases, objectOf, selectList, type ReadAt, type Shape } from './shape.ts';

/** Reads one object with what the client asked of it, in one statement; null when `where` finds none. */
export async function readOne<Row extends object>(
  context: Context,
  info: GraphQLResolveInfo,
  shape: Shape,
  where: (row: string, at: ReadAt) => RawSql,
): Promise<Row | null> {
  const at = startOf(context);
  const object = objectOf(shape, at, selectionOf(info, shape.typeName), where(at.row, at));
  const unit = await context.read();
  const [answer] = await unit.query<{ object: Row | null }>(sql.raw('select ? as object', [object]));
  return answer?.object ?? null;
}

/** Reads all objects of a bounded kind, in an order, in one statement. */
export async function readMany<Row extends object>(
  context: Context,
  info: GraphQLResolveInfo,
  shape: Shape,
  where: (row: string, at: ReadAt) => RawSql,
  order: (row: string) => RawSql,
): Promise<Row[]> {
  const at = startOf(context);
  const list = sql.raw('select ? from ?? ?? where ? order by ?', [
    selectList(shape, at, selectionOf(info, shape.typeName)),
    shape.table,
    at.row,
    where(at.row, at),
    order(at.row),
  ]);
  const unit = await context.read();
  return unit.query<Row>(list);
}

/** Reads objects by uuid with what the client asked of them, in one statement and in the order of the uuids; null for each that `where` leaves out. */
export async function readByIds(
  context: Context,
  info: GraphQLResolveInfo,
  shape: Shape,
  uuids: readonly string[],
  where: (row: string, at: ReadAt) => RawSql,
): Promise<(object | null)[]> {
  const at = startOf(context);
  const list = sql.raw('select ? from ?? ?? where ??.id = any (?::uuid[]) and ?', [
    selectList(shape, at, selectionOf(info, shape.typeName), { raw_id: sql.raw('??.id', [at.row]) }),
    shape.table,
    at.row,
    at.row,
    [...uuids],
    where(at.row, at),
  ]);
  const unit = await context.read();
  const rows = await unit.query<{ raw_id: string }>(list);
  const byId = new Map(rows.map((row) => [row.raw_id, row]));
  return uuids.map((uuid) => byId.get(uuid) ?? null);
}

/** Reads one page of a root connection, its total and everything asked for below, in one statement. */
export async function readPage<Row extends object>(
  context: Context,
  info: GraphQLResolveInfo,
  shape: Shape,
  args: PageArguments,
  source: (at: ReadAt) => PageSource,
): Promise<Page<Row>> {
  const at = startOf(context);
  const pageSource = source(at);
  const parts = connectionParts(selectionOf(info, `${shape.typeName}Connection`), shape.typeName);
  const page = compilePage(shape, at, pageSource, args, parts);
  const unit = await context.read();
  const [answer] = await unit.query<{ page: RawPage<Row> }>(sql.raw('select ? as page', [page]));
  return toPage(answer?.page ?? {}, args, pageSource);
}

function startOf(context: Context): ReadAt {
  const aliases = newAliases();
  return { row: aliases.next(), viewer: viewerOf(context), now: context.services.now(), aliases };
}
