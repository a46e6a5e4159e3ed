import { sql, type RawSql } from '../db/sql.ts';

/**
 * What a person typed as a tsquery of the configuration `simple`: every word must be found, each may be the beginning of a word. The
 * words come out of `fold`, as those that are searched do: JavaScript knows other letters and other lower case than PostgreSQL.
 * Null for a text without letters or digits, which finds nothing.
 */
export function searchQuery(text: string): RawSql {
  return sql.raw(`to_tsquery('simple', replace(nullif(trim(fold(?)), ''), ' ', ':* & ') || ':*')`, [text]);
}
