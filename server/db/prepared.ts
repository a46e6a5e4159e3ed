import type { PoolClient } from 'pg';

/** Names and parsers of the columns of a row. */
export interface Columns {
  names: readonly string[];
  parsers: readonly ((text: string) => unknown)[];
}

/** What a connection knows of a statement that it prepared. */
export interface Prepared {
  /** Null until the first answer. */
  columns: Columns | null;
  /** What runs it, written once: null until then, and where it takes values. */
  messages: Buffer | null;
  /** After an error nobody knows whether the database has it. */
  isInDoubt: boolean;
}

/** Of each connection. A plan of ours takes PostgreSQL up to 170 kB. */
export const mostPrepared = 100;
/** Of a connection that many share: there are few of those. */
export const mostPreparedForMany = 250;

/** The statements that one connection has prepared; those that were used last stand at the end. */
export class PreparedStatements {
  readonly #known = new Map<string, Prepared>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** True when the statement of that name needs not be prepared. */
  knows(name: string): boolean {
    return this.#known.get(name)?.isInDoubt === false;
  }

  /** True when another one takes the place of one. */
  get isFull(): boolean {
    return this.#known.size >= this.#most;
  }

  /** The statement of that name. Where it has to be prepared: what is closed before, itself (the database may have it all the same) and others for want of a place. */
  use(name: string): { prepared: Prepared; toClose: string[] | null } {
    const known = this.#known.get(name);
    this.#known.delete(name);
    if (known && !known.isInDoubt) {
      this.#known.set(name, known);
      return { prepared: known, toClose: null };
    }
    const toClose = [name];
    for (const oldest of this.#known.keys()) {
      if (!this.isFull) break;
      this.#known.delete(oldest);
      toClose.push(oldest);
    }
    const prepared: Prepared = { columns: null, messages: null, isInDoubt: false };
    this.#known.set(name, prepared);
    return { prepared, toClose };
  }

  /** An error came before these were prepared or closed for sure. */
  doubt(names: readonly string[]): void {
    for (const name of names) {
      const known = this.#known.get(name);
      if (known) known.isInDoubt = true;
      else this.#known.set(name, { columns: null, messages: null, isInDoubt: true });
    }
  }
}

const ofConnections = new WeakMap<PoolClient, PreparedStatements>();

/** What a connection has prepared. */
export function preparedOn(client: PoolClient): PreparedStatements {
  return ofConnections.get(client) ?? keepPrepared(client, mostPrepared);
}

/** Says how many statements a new connection keeps. */
export function keepPrepared(client: PoolClient, most: number): PreparedStatements {
  const prepared = new PreparedStatements(most);
  ofConnections.set(client, prepared);
  return prepared;
}
