import type { Viewer } from '../auth/viewer.ts';
import { sql, type RawSql } from '../db/sql.ts';
import { JsonRow, type RowEntry, type RowsBelow } from './json-row.ts';
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

/** One other row, or null: `join` says which one, over its alias and the parent's. */
export function one(shape: () => Shape, join: (inner: string, at: ReadAt) => RawSql): FieldPlan {
  return (at, field) => {
    const target = shape();
    const row = at.aliases.next();
    const values = rowOf(target, { ...at, row }, field.on(target.typeName));
    return { [field.name]: values.single(fromOf(target, { ...at, row }, join(row, at))) };
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
    const from = sql.raw('from ?? ?? where ? order by ?', [target.table, row, join(row, at), order(row)]);
    return { [field.name]: rows.listed(from) };
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
    return { [field.name]: rows.listed(sql.raw('from (?) ?? order by ?', [source(at), row, order(row)])) };
  };
}

/** One object, null when there is no such row. */
export function objectOf(shape: Shape, at: ReadAt, selection: Selection, where: RawSql): RowsBelow {
  const row = rowOf(shape, at, selection);
  const { read } = row;
  const json = sql.raw('(?)', [row.selected(fromOf(shape, at, where))]);
  return { json, read: (json) => (json === null ? null : read(json)) };
}

function fromOf({ table }: Shape, { row }: ReadAt, where: RawSql): RawSql {
  return sql.raw('from ?? ?? where ?', [table, row, where]);
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
