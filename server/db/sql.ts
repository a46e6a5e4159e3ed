import knex from 'knex';
import type { Knex } from 'knex';

/** knex compiles SQL only: it never opens a connection, and results pass through unchanged. */
export const sql = knex({ client: 'pg' });

export type SqlBuilder = Knex.QueryBuilder | Knex.Raw;
export type RawSql = Knex.Raw;

/** One statement with its values, as PostgreSQL takes it ($1 …). */
export interface Statement {
  text: string;
  values: readonly unknown[];
}

/** Compiles a knex builder into one statement with numbered parameters. */
export function compile(builder: SqlBuilder): Statement {
  const { sql: text, bindings } = builder.toSQL().toNative();
  return { text, values: bindings };
}

/** Tagged template for hand-written SQL: every `${value}` becomes a parameter, never text. */
export function statement(parts: TemplateStringsArray, ...values: readonly unknown[]): Statement {
  return { text: parts.reduce((text, part, index) => `${text}$${index}${part}`), values };
}
