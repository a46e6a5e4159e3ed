import { sql, type RawSql } from '../db/sql.ts';

/** Rows below a row: the expression that gives them as JSON, and what makes of that JSON what resolvers read. */
export interface RowsBelow {
  json: RawSql;
  readonly read: (json: unknown) => unknown;
}

/** PostgreSQL takes no more arguments. */
const mostArguments = 100;

/** A value that is never null. */
export interface NotNull {
  notNull: RawSql;
}

/** What stands under a key of a row: a value, several values, or rows. */
export type RowEntry = RawSql | NotNull | readonly RawSql[] | RowsBelow;

/**
 * A row on its way out of the database: an array of its values. Their keys stay here; PostgreSQL took a third of the time of a page to write them
 * into every row.
 */
export class JsonRow {
  /** Makes an object of the array. It outlives the expressions, which are needed once. */
  readonly read: (json: unknown) => Record<string, unknown>;
  readonly #values: readonly RawSql[];
  /** The key of a value that is the only one and never null: it can stand for the row. */
  readonly #onlyKey: string | null;

  constructor(entries: Record<string, RowEntry>) {
    const values: RawSql[] = [];
    const readers = Object.entries(entries).map(([key, entry]): EntryReader => {
      const at = values.length;
      if (Array.isArray(entry)) {
        values.push(...(entry as RawSql[]));
        return { key, at, end: values.length, read: null };
      }
      const below = 'json' in entry ? entry : null;
      values.push(below?.json ?? ('notNull' in entry ? entry.notNull : (entry as RawSql)));
      return { key, at, end: null, read: below?.read ?? null };
    });
    this.#values = values;
    const [[key, only] = ['', null], ...others] = Object.entries(entries);
    this.#onlyKey = only && 'notNull' in only && others.length === 0 ? key : null;
    this.read = readerOf(readers, values.length > mostArguments);
  }

  /** One array for each row, in the order of the rows; the one row of values that come from no table. */
  selected(from: RawSql | null): RawSql {
    const parts = from ? [this.#list, from] : [this.#list];
    return sql.raw(
      `select ${this.#array} as object from (select ${parts.map(() => '?').join(' ')}) o`,
      parts,
    );
  }

  /**
   * The one row, null where there is none. A value that can stand for it does, which for a name on each row of a page saved PostgreSQL a tenth of
   * its time; `json` then is of the value's own type.
   */
  single(from: RawSql): RowsBelow {
    const key = this.#onlyKey;
    const read = key === null ? this.read : (value: unknown) => ({ [key]: value });
    const row =
      key === null
        ? this.selected(from)
        : sql.raw('select o.c0 as object from (select ? ?) o', [this.#list, from]);
    return { json: sql.raw('(?)', [row]), read: (json) => (json === null ? null : read(json)) };
  }

  /** All rows, as one array of arrays. */
  listed(from: RawSql): RowsBelow {
    const { read } = this;
    const json = sql.raw(`(select coalesce(json_agg(${this.#array}), '[]'::json) from (select ? ?) o)`, [
      this.#list,
      from,
    ]);
    return { json, read: (rows) => (rows as unknown[]).map(read) };
  }

  // The values are named in a select of their own: what is no column has a type there, and a sort carries no JSON.
  get #list(): RawSql {
    if (this.#values.length === 0) return sql.raw('true as c0');
    return sql.raw(this.#values.map((_, at) => `? as c${at}`).join(', '), this.#values);
  }

  get #array(): string {
    const names = this.#values.map((_, at) => `o.c${at}`);
    const arrays: string[] = [];
    for (let at = 0; at < Math.max(names.length, 1); at += mostArguments)
      arrays.push(`json_build_array(${names.slice(at, at + mostArguments).join(', ')})`);
    return arrays.length === 1 ? (arrays[0] as string) : `json_build_array(${arrays.join(', ')})`;
  }
}

/** Where the values of a key stand. */
interface EntryReader {
  key: string;
  at: number;
  /** Behind the last of several. */
  end: number | null;
  read: RowsBelow['read'] | null;
}

function readerOf(readers: readonly EntryReader[], isInParts: boolean): JsonRow['read'] {
  return (json) => {
    const values = isInParts ? (json as unknown[]).flat() : (json as unknown[]);
    const row: Record<string, unknown> = {};
    for (const { key, at, end, read } of readers) {
      if (read) row[key] = read(values[at]);
      else row[key] = end === null ? values[at] : values.slice(at, end);
    }
    return row;
  };
}
