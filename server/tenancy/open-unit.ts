import type { Pools } from '../db/pools.ts';
import { takeConnection } from '../db/take-connection.ts';
import { compile, type SqlBuilder, type Statement } from '../db/sql.ts';
import { isUnusable, sendTrain, type Answered } from '../db/train.ts';
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
  /** The first and last statement of the unit. */
  queryAndEnd<Row>(work: Statement | SqlBuilder): Promise<Row[]>;
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
  let statementCount = 0;
  let isOpen = false;
  let isOver = false;
  let isReleased = false;
  let written: Statement[] = [];
  let begun: Promise<unknown> = Promise.resolve();

  const values = [tenantKey, String(modes[mode].statementTimeoutMilliseconds)];
  const opening: readonly Statement[] = [
    { text: modes[mode].begin, values: [], name: mode },
    { text: openingStatement, values, name: 'open' },
  ];

  // Plans are a tenant's: one name for two of them would be planned anew whenever they take turns.
  const toSend = (work: Statement | SqlBuilder): Statement => {
    if (isOver) throw new Error('The unit of work is over');
    statementCount += 1;
    const { text, values: given, name } = 'text' in work ? work : compile(work);
    return { text, values: given, ...(name === undefined ? {} : { name: `${name}${tenantKey}` }) };
  };

  /** Sends statements down the wire, the first ones with what opens the unit, so that isolation costs no round trip of its own. */
  const travel = (statements: readonly Statement[]): Promise<Answered[]> => {
    if (isOpen) return sendTrain(client, statements, pools);
    isOpen = true;
    const answers = beginWith(statements);
    begun = answers.catch(() => undefined);
    return answers;
  };

  const beginWith = async (statements: readonly Statement[]): Promise<Answered[]> => {
    const train = [...opening, ...statements];
    try {
      return (await sendTrain(client, train, pools)).slice(opening.length);
    } catch (error) {
      if (!isUnusable(error)) throw error;
      // Nothing was done yet, and what ends the unit was left out: once more, prepared anew.
      await sendTrain(client, [toEnd('ROLLBACK')], pools);
      return (await sendTrain(client, train, pools)).slice(opening.length);
    }
  };

  /** Sends what was written so far, and then what is asked; gives the answers to what is asked and to what ends the unit. */
  const send = async (asked: readonly Statement[], ending: readonly Statement[]): Promise<Answered[]> => {
    const work = [...written, ...asked];
    written = [];
    const answers = travel([...work, ...ending]);
    for (const [at, { text }] of work.entries()) noteStatement(note, text, answers, at);
    return (await answers).slice(work.length - asked.length);
  };

  const release = (command: 'COMMIT' | 'ROLLBACK') => {
    isReleased = true;
    noteEnd(note, command);
    // A client goes back to the pool only when it is idle; otherwise it is destroyed.
    client.release(client.getTransactionStatus() !== 'I');
  };

  return {
    tenantKey,
    mode,
    get statementCount() {
      return statementCount;
    },
    async query<Row>(work: Statement | SqlBuilder): Promise<Row[]> {
      return rowsOf<Row>(await send([toSend(work)], []));
    },
    async queryAndEnd<Row>(work: Statement | SqlBuilder): Promise<Row[]> {
      const rows = rowsOf<Row>(await send([toSend(work)], [toEnd('ROLLBACK')]));
      isOpen = false;
      return rows;
    },
    write: (work) => void written.push(toSend(work)),
    async commit() {
      if (isOver) throw new Error('The unit of work is over');
      isOver = true;
      if (isOpen || written.length > 0) {
        const [end] = await send([], [toEnd('COMMIT')]);
        isOpen = false;
        if (end?.command !== 'COMMIT') throw new Error(`COMMIT was answered with ${end?.command}`);
      }
      release('COMMIT');
    },
    async rollback() {
      isOver = true;
      if (isReleased) return;
      try {
        // What opens the unit may be sent a second time: what ends it comes after that.
        await begun;
        if (isOpen) await sendTrain(client, [toEnd('ROLLBACK')], pools);
      } catch {
        // The transaction is gone in any case; a connection that cannot answer is destroyed.
      } finally {
        release('ROLLBACK');
      }
    },
  };
}

/** The rows of the first statement. */
function rowsOf<Row>([answer]: readonly Answered[]): Row[] {
  return (answer as Answered).rows as Row[];
}
