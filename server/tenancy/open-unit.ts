import type { PoolClient } from 'pg';
import type { Pools } from '../db/pools.ts';
import { takeConnection } from '../db/take-connection.ts';
import { compile, type SqlBuilder, type Statement } from '../db/sql.ts';
import { isUnusable, sendTrain, type Answered } from '../db/train.ts';
import type { UnitNote } from '../telemetry/notes.ts';
import { noteConnection, noteEnd, noteStatement, noteUnit } from '../telemetry/units.ts';
import { checkTenantKey } from './tenant.ts';

/** One transaction in one tenant's schema. Statements see only that tenant's tables. */
export interface UnitOfWork {
  readonly tenantKey: string;
  /** Runs one statement and gives its rows. */
  query<Row>(work: Statement | SqlBuilder): Promise<Row[]>;
  /** How many statements ran so far, the opening and closing ones not counted. */
  readonly statementCount: number;
}

/** A unit of work that whoever opened it ends. */
export interface OpenUnit extends UnitOfWork {
  readonly mode: 'read' | 'write';
  /** Sends a statement with the next one that somebody waits for, or with COMMIT. */
  write(work: Statement | SqlBuilder): void;
  /** Throws what failed of the statements that travelled along, and when the answer is not COMMIT; the unit then has to be rolled back. */
  commit(): Promise<void>;
  /** Ends the unit where nothing else did. Never throws. */
  rollback(): Promise<void>;
}

interface Mode {
  begin: string;
  statementTimeoutMilliseconds: number;
}

const modes = {
  read: { begin: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', statementTimeoutMilliseconds: 10_000 },
  write: { begin: 'BEGIN', statementTimeoutMilliseconds: 15_000 },
} satisfies Record<string, Mode>;

// The role goes last: the tenant's role itself may not execute set_config.
const openingStatement = `select set_config('statement_timeout', $2, true), set_config('lock_timeout', '5s', true),
  set_config('idle_in_transaction_session_timeout', '15s', true), set_config('role', $1, true)`;
const toEnd = (command: 'COMMIT' | 'ROLLBACK'): Statement => ({ text: command, values: [], name: command });

/** Takes a connection for one transaction of the tenant's, which begins with the first statement. */
export async function openUnit(pools: Pools, tenantKey: string, mode: 'read' | 'write'): Promise<OpenUnit> {
  checkTenantKey(tenantKey);
  const note = noteUnit(tenantKey, mode);
  const client = await takeConnection(pools, tenantKey);
  noteConnection(note);
  return new TransactionUnit(client, pools, tenantKey, mode, note);
}

/**
 * A class with methods, because there is one for each request: V8 takes functions in an object literal for long-lived, and they would hold what
 * was read until the next full garbage collection.
 */
class TransactionUnit implements OpenUnit {
  readonly tenantKey: string;
  readonly mode: 'read' | 'write';
  readonly #client: PoolClient;
  readonly #pools: Pools;
  readonly #note: UnitNote | null;
  #statementCount = 0;
  #isOpen = false;
  #isOver = false;
  #isReleased = false;
  #written: Statement[] = [];
  #begun: Promise<unknown> = Promise.resolve();

  constructor(
    client: PoolClient,
    pools: Pools,
    tenantKey: string,
    mode: 'read' | 'write',
    note: UnitNote | null,
  ) {
    this.#client = client;
    this.#pools = pools;
    this.tenantKey = tenantKey;
    this.mode = mode;
    this.#note = note;
  }

  get statementCount(): number {
    return this.#statementCount;
  }

  async query<Row>(work: Statement | SqlBuilder): Promise<Row[]> {
    return rowsOf<Row>(await this.#send([this.#toSend(work)], []));
  }

  write(work: Statement | SqlBuilder): void {
    this.#written.push(this.#toSend(work));
  }

  async commit(): Promise<void> {
    if (this.#isOver) throw new Error('The unit of work is over');
    this.#isOver = true;
    if (this.#isOpen || this.#written.length > 0) {
      const [end] = await this.#send([], [toEnd('COMMIT')]);
      this.#isOpen = false;
      if (end?.command !== 'COMMIT') throw new Error(`COMMIT was answered with ${end?.command}`);
    }
    this.#release('COMMIT');
  }

  async rollback(): Promise<void> {
    this.#isOver = true;
    if (this.#isReleased) return;
    try {
      // What opens the unit may be sent a second time: what ends it comes after that.
      await this.#begun;
      if (this.#isOpen) await sendTrain(this.#client, [toEnd('ROLLBACK')], this.#pools);
    } catch {
      // The transaction is gone in any case; a connection that cannot answer is destroyed.
    } finally {
      this.#release('ROLLBACK');
    }
  }

  #toSend(work: Statement | SqlBuilder): Statement {
    if (this.#isOver) throw new Error('The unit of work is over');
    this.#statementCount += 1;
    return ofTenant('text' in work ? work : compile(work), this.tenantKey);
  }

  /** Sends what was written so far, and then what is asked; gives the answers to what is asked and to what ends the unit. */
  async #send(asked: readonly Statement[], ending: readonly Statement[]): Promise<Answered[]> {
    const work = [...this.#written, ...asked];
    this.#written = [];
    const answers = this.#travel([...work, ...ending]);
    for (const [at, { text }] of work.entries()) noteStatement(this.#note, text, answers, at);
    return (await answers).slice(work.length - asked.length);
  }

  /** Sends statements down the wire, the first ones with what opens the unit, so that isolation costs no round trip of its own. */
  #travel(statements: readonly Statement[]): Promise<Answered[]> {
    if (this.#isOpen) return sendTrain(this.#client, statements, this.#pools);
    this.#isOpen = true;
    const answers = this.#beginWith(statements);
    this.#begun = answers.catch(() => undefined);
    return answers;
  }

  async #beginWith(statements: readonly Statement[]): Promise<Answered[]> {
    const opening: readonly Statement[] = [
      { text: modes[this.mode].begin, values: [], name: this.mode },
      {
        text: openingStatement,
        values: [this.tenantKey, String(modes[this.mode].statementTimeoutMilliseconds)],
        name: 'open',
      },
    ];
    const train = [...opening, ...statements];
    try {
      return (await sendTrain(this.#client, train, this.#pools)).slice(opening.length);
    } catch (error) {
      if (!isUnusable(error)) throw error;
      // Nothing was done yet, and what ends the unit was left out: once more, prepared anew.
      await sendTrain(this.#client, [{ text: 'ROLLBACK', values: [] }], this.#pools);
      return (await sendTrain(this.#client, train, this.#pools)).slice(opening.length);
    }
  }

  #release(command: 'COMMIT' | 'ROLLBACK'): void {
    this.#isReleased = true;
    noteEnd(this.#note, command);
    // A client goes back to the pool only when it is idle; otherwise it is destroyed.
    this.#client.release(this.#client.getTransactionStatus() !== 'I');
  }
}

/** A statement under the name that it has for a tenant. Plans are a tenant's: one name for two would be planned anew whenever they take turns. */
export function ofTenant({ text, values, name }: Statement, tenantKey: string): Statement {
  return { text, values, ...(name === undefined ? {} : { name: `${name}${tenantKey}` }) };
}

/** The rows of the first statement. */
function rowsOf<Row>([answer]: readonly Answered[]): Row[] {
  return (answer as Answered).rows as Row[];
}
