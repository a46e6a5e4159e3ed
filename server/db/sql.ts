import { createHash } from 'node:crypto';
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
  /** Given where the same text comes again and again: connections prepare it under this name. One text has one name. */
  name?: string;
}

/** Compiles a knex builder into one statement with numbered parameters. */
export function compile(builder: SqlBuilder): Statement {
  const { sql: text, bindings } = builder.toSQL().toNative();
  return { text, values: bindings };
}

/** The same for a builder that comes with one of a few texts: it has a name. */
export function named(builder: SqlBuilder): Statement {
  const compiled = compile(builder);
  return { ...compiled, name: nameOf(compiled.text) };
}

/** Tagged template for hand-written SQL: every `${value}` becomes a parameter, never text. Its text is the same each time, so it has a name. */
export function statement(parts: TemplateStringsArray, ...values: readonly unknown[]): Statement {
  let known = templates.get(parts);
  if (!known) {
    const text = parts.reduce((before, part, index) => `${before}$${index}${part}`);
    known = { text, name: nameOf(text) };
    templates.set(parts, known);
  }
  return { ...known, values };
}

const templates = new WeakMap<TemplateStringsArray, { text: string; name: string }>();

/** The name that a text is prepared under; short enough to stand beside a tenant's key in the 63 bytes of a name. */
export function nameOf(text: string): string {
  return createHash('sha1').update(text).digest('base64url').slice(0, 16);
}
