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

/** Another row beside a row, or none: its values stand among those of the row. */
export interface Joined {
  /** `left join …`, of one row at most for each. */
  join: RawSql;
  joined: JsonRow;
  /** Null where there is no such row, and only there. */
  witness: RawSql;
}

/** What stands under a key of a row: a value, several values, rows below it, or a row beside it. */
export type RowEntry = RawSql | NotNull | readonly RawSql[] | RowsBelow | Joined;

/** Where rows come from: those of a table, or of a sub-select in its place. */
export interface RowSource {
  table: RawSql;
  alias: string;
  where?: RawSql;
  order?: RawSql;
  /** A number that was checked: as a parameter PostgreSQL would plan the statement anew each time. */
  limit?: number;
}

/**
 * A row on its way out of the database: an array of its values. Their keys stay here; PostgreSQL took a third of the time of a page to write them
 * into every row.
 */
export class JsonRow {
  readonly #values: RawSql[] = [];
  readonly #places = new Map<string, number>();
  readonly #joins: RawSql[] = [];
  /** Outlives the expressions, which are needed once. */
  readonly #readers: readonly EntryReader[];
  /** The place of a value that is never null. */
  #neverNull: number | null = null;

  constructor(entries: Record<string, RowEntry>) {
    this.#readers = Object.entries(entries).map(([key, entry]) => ({ key, ...this.#take(entry) }));
  }

  /** The one row, null where there is none; without a source that of values which come from no table. */
  single(source: RowSource | null): RowsBelow {
    const readers = this.#readers;
    const { isInParts, array } = this.#arrayOf((value) => value);
    return {
      json: sql.raw(`(select ${array} from (?) o)`, [this.#selected(source)]),
      read: (json) => {
        if (json === null) return null;
        return readRow(readers, isInParts ? (json as unknown[]).flat() : (json as unknown[]), 0);
      },
    };
  }

  /**
   * All rows, as one array for each value: how values are written PostgreSQL then looks up once, and not for each row.
   */
  listed(source: RowSource): RowsBelow {
    const readers = this.#readers;
    const { isInParts, array } = this.#arrayOf((value) => `json_agg(${value})`);
    return {
      json: sql.raw(`(select ${array} from (?) o)`, [this.#selected(source)]),
      read: (json) => {
        const columns = (isInParts ? (json as unknown[]).flat() : json) as (unknown[] | null)[];
        // Null where there are no rows.
        const rows = columns[0] ?? [];
        return rows.map((_, row) => {
          const values = columns.map((column) => column?.[row]);
          return readRow(readers, values, 0);
        });
      },
    };
  }

  /** Adds the expressions of an entry; says where its value stands, or how it is read. */
  #take(entry: RowEntry): Omit<EntryReader, 'key'> {
    if (Array.isArray(entry)) {
      const places = (entry as RawSql[]).map((value) => this.#place(value));
      return { at: 0, read: (values, from) => places.map((at) => values[from + at]) };
    }
    if ('joined' in entry) return this.#takeJoined(entry);
    if ('json' in entry) {
      const at = this.#place(entry.json);
      const { read } = entry;
      return { at, read: (values, from) => read(values[from + at]) };
    }
    const isNeverNull = 'notNull' in entry;
    const at = this.#place(isNeverNull ? entry.notNull : (entry as RawSql));
    if (isNeverNull) this.#neverNull ??= at;
    return { at, read: null };
  }

  #takeJoined({ join, joined, witness }: Joined): Omit<EntryReader, 'key'> {
    const at = this.#values.length;
    this.#joins.push(join, ...joined.#joins);
    this.#values.push(...joined.#values);
    const isThere = joined.#neverNull === null ? this.#place(witness) : at + joined.#neverNull;
    const readers = joined.#readers;
    return {
      at,
      read: (values, from) => (values[from + isThere] === null ? null : readRow(readers, values, from + at)),
    };
  }

  /** The place of a value: that of the same expression, where it is there already. */
  #place(value: RawSql): number {
    const { sql: text, bindings } = value.toSQL();
    const known = bindings.length === 0 ? this.#places.get(text) : undefined;
    if (known !== undefined) return known;
    if (bindings.length === 0) this.#places.set(text, this.#values.length);
    return this.#values.push(value) - 1;
  }

  // The values are named in a select of their own: what is no column has a type there, and a sort carries no JSON.
  #selected(source: RowSource | null): RawSql {
    const list =
      this.#values.length === 0
        ? sql.raw('true as c0')
        : sql.raw(this.#values.map((_, at) => `? as c${at}`).join(', '), this.#values);
    if (!source) return sql.raw('select ?', [list]);
    const { alias, order, limit } = source;
    if (this.#joins.length === 0 || limit === undefined)
      return sql.raw('select ? ?', [list, fromOf(source, this.#joins)]);
    // A page is cut out before: what is joined is looked up for its rows only.
    const table = sql.raw('(select ??.* ?) ??', [alias, fromOf(source, []), alias]);
    return sql.raw('select ? ?', [list, fromOf({ table, alias, ...(order ? { order } : {}) }, this.#joins)]);
  }

  #arrayOf(write: (value: string) => string): { array: string; isInParts: boolean } {
    const values = Array.from({ length: Math.max(this.#values.length, 1) }, (_, at) => write(`o.c${at}`));
    const arrays: string[] = [];
    for (let at = 0; at < values.length; at += mostArguments)
      arrays.push(`json_build_array(${values.slice(at, at + mostArguments).join(', ')})`);
    const isInParts = arrays.length > 1;
    return { isInParts, array: isInParts ? `json_build_array(${arrays.join(', ')})` : (arrays[0] as string) };
  }
}

/** Where the value of a key stands in its row, or what reads it out of values of which those of the row begin somewhere. */
interface EntryReader {
  key: string;
  at: number;
  read: ((values: readonly unknown[], from: number) => unknown) | null;
}

function readRow(
  readers: readonly EntryReader[],
  values: readonly unknown[],
  from: number,
): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const { key, at, read } of readers) row[key] = read === null ? values[from + at] : read(values, from);
  return row;
}

function fromOf({ table, where, order, limit }: RowSource, joins: readonly RawSql[]): RawSql {
  const parts = [
    sql.raw('from ?', [table]),
    ...joins,
    ...(where ? [sql.raw('where ?', [where])] : []),
    ...(order ? [sql.raw('order by ?', [order])] : []),
    ...(limit === undefined ? [] : [sql.raw(`limit ${limit}`)]),
  ];
  return sql.raw(parts.map(() => '?').join(' '), parts);
}
