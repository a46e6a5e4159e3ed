import type { Client } from 'pg';

/** Texts that must stay as they are, because the organisation works with them. */
const leftAlone: ReadonlySet<string> = new Set(['settings.time_zone', 'users.password_hash']);

/**
 * Writes the word into every text of every table that has none with it yet; gives how many columns have it then, and how many take
 * none: a constraint allows certain values only, it is JSON, or the table is empty. `admin` passes the table's grants by.
 */
export async function plantMarks(
  admin: Client,
  key: string,
  mark: string,
): Promise<{ planted: number; closed: number }> {
  const { rows } = await admin.query<{ table: string; column: string; type: string }>(
    `select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = to_regnamespace($1) and c.relkind = 'r' and a.attgenerated = ''
        and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype)`,
    [key],
  );
  let [planted, closed] = [0, 0];
  for (const { table, column, type } of rows) {
    const name = `${table}.${column}`;
    const at = `"${key}"."${table}"`;
    const { rows: marked } = await admin.query(
      `select from ${at} where position($1 in lower("${column}"::text)) > 0 limit 1`,
      [mark],
    );
    if (
      marked.length > 0 ||
      (type !== 'jsonb' && !leftAlone.has(name) && (await plant(admin, at, column, mark)))
    )
      planted += 1;
    else closed += 1;
  }
  return { planted, closed };
}

/** In one row, the youngest: two with the same word could break a unique constraint, and nobody signs in as the last of the cast. */
async function plant(admin: Client, at: string, column: string, mark: string): Promise<boolean> {
  const value = `coalesce("${column}" || ' ', '') || $1::text`;
  await admin.query('begin');
  try {
    const { rowCount } = await admin.query(
      `update ${at} set "${column}" = ${value} where ctid = (select ctid from ${at} t order by to_jsonb(t) ->> 'id' desc limit 1)`,
      [mark],
    );
    await admin.query('commit');
    return rowCount === 1;
  } catch (error) {
    await admin.query('rollback');
    // A constraint or a type that knows better than to take any text.
    if (/^(23514|22|23502|23505)/.test((error as { code?: string }).code ?? '')) return false;
    throw error;
  }
}
