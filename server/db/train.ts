import type { Writable } from 'node:stream';
import pg, { type PoolClient } from 'pg';
import { preparedOn, type Columns, type Prepared, type PreparedStatements } from './prepared.ts';
import type { Statement } from './sql.ts';

/** What one statement of a train was answered with. */
export interface Answered {
  /** As the database says it: `SELECT`, `COMMIT`. */
  command: string;
  /** Rows that it gave or changed. */
  rowCount: number;
  rows: Record<string, unknown>[];
}

/**
 * Sends statements as one packet and reads what comes back as one: the database works them off in order and, after an error, leaves out those
 * behind it. Statements with a name are prepared once on the connection, where `isPreparing`. Always the extended protocol: it takes one
 * statement at a time. Throws the database's error.
 */
export async function sendTrain(
  client: PoolClient,
  statements: readonly Statement[],
  { isPreparing }: { isPreparing: boolean },
): Promise<Answered[]> {
  try {
    return await new Promise<Answered[]>((resolve, reject) => {
      const train = new Train(statements, isPreparing ? preparedOn(client) : null, resolve, reject);
      client.query(train as unknown as pg.Submittable);
    });
  } catch (error) {
    // The stack of what was thrown leads into the driver; this one leads to whoever asked.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
}

/** Sends a train that is a transaction of its own: once more, prepared anew, where a prepared statement did not fit any more. */
export async function sendWhole(
  client: PoolClient,
  statements: readonly Statement[],
  how: { isPreparing: boolean },
): Promise<Answered[]> {
  try {
    return await sendTrain(client, statements, how);
  } catch (error) {
    if (!isUnusable(error)) throw error;
    return await sendTrain(client, statements, how);
  }
}

/** The driver's connection, as far as trains need it. */
interface Wire {
  stream: Writable;
  parse(message: { name: string; text: string }): void;
  bind(message: { portal: string; statement: string; values: unknown[] }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: { portal: string; rows?: number }): void;
  close(message: { type: 'S'; name: string }): void;
  sync(): void;
}

interface Column {
  name: string;
  dataTypeID: number;
}

const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): unknown } }).utils;

/** What is sent is a query to the driver, which hands it the messages until the database is ready again. */
class Train extends pg.Query {
  // The driver's types have it as a property, which no method may stand for. One function for all: a closure for each train kept what the
  // train read until the next full garbage collection.
  static {
    Train.prototype.submit = function (this: Train, connection) {
      this.#send(connection as unknown as Wire);
    };
  }

  readonly statements: readonly Statement[];
  readonly #prepared: PreparedStatements | null;
  readonly #resolve: (answers: Answered[]) => void;
  readonly #reject: (error: unknown) => void;
  readonly #answers: Answered[] = [];
  readonly #of: (Prepared | null)[] = [];
  /** What an error leaves in doubt. */
  readonly #touched: string[] = [];
  #columns: Columns | null = null;
  #rows: Record<string, unknown>[] = [];

  constructor(
    statements: readonly Statement[],
    prepared: PreparedStatements | null,
    resolve: (answers: Answered[]) => void,
    reject: (error: unknown) => void,
  ) {
    super('a train');
    this.statements = statements;
    this.#prepared = prepared;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  #send(wire: Wire): void {
    // Values that cannot be sent are found before anything is.
    const values = this.statements.map((statement) => statement.values.map(prepareValue));
    const packet: Buffer[] = [];
    // The driver's own messages, kept instead of sent one by one.
    const kept = Object.create(wire, {
      _send: { value: (message: Buffer) => void packet.push(message) },
    }) as Wire;
    for (const [at, statement] of this.statements.entries())
      this.#board(kept, packet, statement, values[at] ?? []);
    kept.sync();
    writeWithOthers(wire.stream, Buffer.concat(packet));
  }

  #board(wire: Wire, packet: Buffer[], { name, text }: Statement, values: unknown[]): void {
    const use = this.#prepared && name !== undefined ? this.#prepared.use(name) : null;
    const prepared = use?.prepared ?? null;
    const toClose = use?.toClose ?? null;
    const statement = use ? (name as string) : '';
    this.#of.push(prepared);
    this.#touched.push(...(toClose ?? []));
    for (const old of toClose ?? []) wire.close({ type: 'S', name: old });
    const isKnown = prepared?.columns && !toClose;
    if (isKnown && prepared.messages) return void packet.push(prepared.messages);
    const begin = packet.length;
    if (!use || toClose) wire.parse({ name: statement, text });
    wire.bind({ portal: '', statement, values });
    if (!prepared?.columns) wire.describe({ type: 'P', name: '' });
    wire.execute({ portal: '' });
    if (isKnown && values.length === 0) prepared.messages = Buffer.concat(packet.slice(begin));
  }

  handleRowDescription({ fields }: { fields: readonly Column[] }): void {
    this.#columns = {
      names: fields.map(({ name }) => name),
      parsers: fields.map(({ dataTypeID }) => pg.types.getTypeParser(dataTypeID, 'text')),
    };
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const columns = this.#columns ?? this.#of[this.#answers.length]?.columns ?? noColumns;
    try {
      this.#rows.push(rowOf(columns, fields));
    } catch (error) {
      // Thrown into the driver it would end the process.
      this.#reject(error);
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    const prepared = this.#of[this.#answers.length];
    if (prepared) prepared.columns ??= this.#columns ?? noColumns;
    const words = text.split(' ');
    const rowCount = Number(words.at(-1)) || 0;
    this.#answers.push({ command: words[0] as string, rowCount, rows: this.#rows });
    this.#columns = null;
    this.#rows = [];
  }

  handleError(error: unknown): void {
    this.#prepared?.doubt(this.#touched);
    if (isUnusable(error))
      for (const prepared of this.#of.slice(this.#answers.length)) if (prepared) prepared.isInDoubt = true;
    this.#reject(error);
  }

  handleReadyForQuery(): void {
    this.#resolve(this.#answers);
  }
}

/** What is sent in one turn of the event loop leaves together: each packet costs both sides about as much as a quick statement takes to run. */
function writeWithOthers(stream: Writable, packet: Buffer): void {
  if (stream.writableCorked === 0) {
    stream.cork();
    setImmediate(() => stream.uncork());
  }
  stream.write(packet);
}

function rowOf({ names, parsers }: Columns, fields: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < fields.length; at += 1) {
    const text = fields[at] as string | null;
    row[names[at] as string] = text === null ? null : (parsers[at] as Columns['parsers'][number])(text);
  }
  return row;
}

const noColumns: Columns = { names: [], parsers: [] };

/** A prepared statement that does not fit any more: a migration changed the type of what it gives, or it is gone. */
export function isUnusable(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: string };
  return code === '26000' || (code === '0A000' && /cached plan/.test(message ?? ''));
}
