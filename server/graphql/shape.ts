import type { Viewer } from '../auth/viewer.ts';
import { sql, type RawSql } from '../db/sql.ts';
import { JsonRow, type RowEntry, type RowsBelow, type RowSource } from './json-row.ts';
import type { SelectedField, Selection } from './selection.ts';

/** Where a field is read: the alias of its row in the statement, who asks, and what was asked. */
export interface ReadAt {
  row: string;
  viewer: Viewer;
  /** The moment of the request. */
  now: Date;
  aliases: Aliases;
}

/** What a statement as a whole carries while it is made. */
export interface Aliases {
  /** Gives each row of the statement an alias of its own. */
  next(): string;
  /** Set by a field that reads on its own, after the statement. */
  readsLater: boolean;
}

/** What of a row a field needs, by its key: a SQL expression, or rows below. */
export type FieldPlan = (at: ReadAt, field: SelectedField) => Record<string, RowEntry>;

/** How a GraphQL type is read from the database: one plan for each of its fields. */
export interface Shape {
  typeName: string;
  table: string;
  fields: Record<string, FieldPlan>;
}

/** The same, where it is values only. */
export type ValuePlan = (at: ReadAt, field: SelectedField) => Record<string, RawSql>;

/** Columns of the row, in snake_case; each stands in the JSON under the key that is given for it. */
export function columns(keys: Record<string, string>): ValuePlan {
  return ({ row }) =>
    Object.fromEntries(Object.entries(keys).map(([key, column]) => [key, sql.raw('??.??', [row, column])]));
}

/** One column under the field's own name. */
export function column(name: string): ValuePlan {
  return ({ row }, field) => ({ [field.name]: sql.raw('??.??', [row, name]) });
}

/** A plan whose values are never null: columns that are NOT NULL, and what is made of them. */
export function notNull(plan: ValuePlan): FieldPlan {
  return (at, field) =>
    Object.fromEntries(Object.entries(plan(at, field)).map(([key, value]) => [key, { notNull: value }]));
}

/** A SQL expression over the row, under the field's own name. */
export function expression(build: (at: ReadAt) => RawSql): ValuePlan {
  return (at, field) => ({ [field.name]: build(at) });
}

/** A field that needs nothing from the row. */
export const nothing: FieldPlan = () => ({});

/** Several plans for one field. */
export function all(...plans: FieldPlan[]): FieldPlan {
  return (at, field) => Object.assign({}, ...plans.map((plan) => plan(at, field))) as ReturnType<FieldPlan>;
}

/** A field whose resolver reads on its own, out of what the plan gives: the snapshot stays open for it. */
export function readsLater(plan: FieldPlan): FieldPlan {
  return (at, field) => {
    at.aliases.readsLater = true;
    return plan(at, field);
  };
}

/** The row that a column names by its id, or null. It is joined: a small table is read once for all rows of a list, and not for each of them. */
export function referenced(shape: () => Shape, column: string): FieldPlan {
  return (at, field) => {
    const target = shape();
    const row = at.aliases.next();
    const join = sql.raw('left join ?? ?? on ??.id = ??.??', [target.table, row, row, at.row, column]);
    const joined = rowOf(target, { ...at, row }, field.on(target.typeName));
    return { [field.name]: { join, joined, witness: sql.raw('??.id', [row]) } };
  };
}

/** One other row, or null: `join` says which one, over its alias and the parent's. */
export function one(shape: () => Shape, join: (inner: string, at: ReadAt) => RawSql): FieldPlan {
  return (at, field) => {
    const target = shape();
    const row = at.aliases.next();
    const below = { ...at, row };
    return { [field.name]: objectOf(target, below, field.on(target.typeName), join(row, at)) };
  };
}

/** All other rows of a bounded kind, in an order: `join` says which, `order` over the inner alias. */
export function many(
  shape: () => Shape,
  join: (inner: string, at: ReadAt) => RawSql,
  order: (inner: string) => RawSql,
): FieldPlan {
  return (at, field) => {
    const target = shape();
    const row = at.aliases.next();
    const rows = rowOf(target, { ...at, row }, field.on(target.typeName));
    return {
      [field.name]: rows.listed({ ...tableOf(target, row), where: join(row, at), order: order(row) }),
    };
  };
}

/** All rows of a sub-select, which names the columns that the shape reads; in an order. */
export function derived(
  shape: () => Shape,
  source: (at: ReadAt) => RawSql,
  order: (inner: string) => RawSql,
): FieldPlan {
  return (at, field) => {
    const target = shape();
    const row = at.aliases.next();
    const rows = rowOf(target, { ...at, row }, field.on(target.typeName));
    const table = sql.raw('(?) ??', [source(at), row]);
    return { [field.name]: rows.listed({ table, alias: row, order: order(row) }) };
  };
}

/** One object, null when there is no such row. */
export function objectOf(shape: Shape, at: ReadAt, selection: Selection, where: RawSql): RowsBelow {
  return rowOf(shape, at, selection).single({ ...tableOf(shape, at.row), where });
}

/** The rows of a shape's table, under an alias. */
export function tableOf({ table }: Shape, alias: string): RowSource {
  return { table: sql.raw('?? ??', [table, alias]), alias };
}

/** The row that a selection needs, with entries on top of it. */
export function rowOf(
  shape: Shape,
  at: ReadAt,
  selection: Selection,
  extra: Record<string, RowEntry> = {},
): JsonRow {
  const entries: ReturnType<FieldPlan> = { ...extra };
  for (const field of selection) {
    const plan = shape.fields[field.name];
    if (!plan) throw new Error(`${shape.typeName}.${field.name} has no plan in its shape`);
    Object.assign(entries, plan(at, field));
  }
  return new JsonRow(entries);
}

/** A counter of row aliases for one statement. */
export function newAliases(): Aliases {
  let last = 0;
  return { next: () => `r${(last += 1)}`, readsLater: false };
}
