import type { Pools } from '../db/pools.ts';
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

/** A read operation: one snapshot for everything it asks. */
export type ReadUnit = UnitOfWork & { readonly mode: 'read' };
/** A change: all of it, or nothing. */
export type WriteUnit = UnitOfWork & {
  readonly mode: 'write';
  /** Registers the last thing to do before the commit; when it fails, so does the change. */
  beforeCommit(work: () => Promise<void>): void;
  /** Registers what is done once the change is committed, and not otherwise. It must not throw. */
  afterCommit(work: () => void): void;
};

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

/**
 * Runs a change in one transaction of the tenant's and commits it. The only way to write to a tenant's schema.
 * Throws what `work` throws, after rolling back; throws when the database answered COMMIT with ROLLBACK.
 */
export async function withTenant<Result>(
  pools: Pools,
  tenantKey: string,
  work: (unit: WriteUnit) => Promise<Result>,
): Promise<Result> {
  const unit = await openUnit(pools, tenantKey, 'write');
  const last: (() => Promise<void>)[] = [];
  const beforeCommit: WriteUnit['beforeCommit'] = (step) => void last.push(step);
  const then: (() => void)[] = [];
  const afterCommit: WriteUnit['afterCommit'] = (step) => void then.push(step);
  try {
    const result = await work(Object.assign(unit, { beforeCommit, afterCommit }) as WriteUnit);
    for (const step of last) await step();
    await unit.commit();
    for (const step of then) step();
    return result;
  } catch (error) {
    await unit.rollback();
    throw error;
  }
}

/** Runs reads in one read-only snapshot of the tenant's. */
export async function withTenantRead<Result>(
  pools: Pools,
  tenantKey: string,
  work: (unit: ReadUnit) => Promise<Result>,
): Promise<Result> {
  const reader = await openReader(pools, tenantKey);
  try {
    return await work(reader.unit);
  } finally {
    await reader.close();
  }
}

/** A read unit whose end somebody else decides: the request. `close` never throws. */
export interface Reader {
  unit: ReadUnit;
  close(): Promise<void>;
}

/** Opens a read-only snapshot that the caller closes. */
export async function openReader(pools: Pools, tenantKey: string): Promise<Reader> {
  const unit = await openUnit(pools, tenantKey, 'read');
  return { unit: unit as ReadUnit, close: () => unit.rollback() };
}

/**
 * Runs the one statement of a read operation in a snapshot of its own: what opens and ends the transaction travels with it, so that there is
 * one round trip and one packet each way.
 */
export async function readAlone<Row>(
  pools: Pools,
  tenantKey: string,
  work: Statement | SqlBuilder,
): Promise<Row[]> {
  const unit = await openUnit(pools, tenantKey, 'read');
  try {
    return await unit.queryAndEnd<Row>(work);
  } finally {
    await unit.rollback();
  }
}

interface OpenUnit extends UnitOfWork {
  mode: 'read' | 'write';
  /** The first and last statement of the unit. */
  queryAndEnd<Row>(work: Statement | SqlBuilder): Promise<Row[]>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

async function openUnit(pools: Pools, tenantKey: string, mode: 'read' | 'write'): Promise<OpenUnit> {
  checkTenantKey(tenantKey);
  const note = noteUnit(tenantKey, mode);
  const client = await pools.runtime.connect();
  noteConnection(note);
  let statementCount = 0;
  let isOpen = false;
  let isOver = false;

  const send = (statements: readonly Statement[]) => sendTrain(client, statements, pools);
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

  /** Sends the first statement down the wire with what opens the unit, so that isolation costs no round trip of its own. */
  const openWith = async (first: Statement, ending: readonly Statement[]): Promise<Answered[]> => {
    isOpen = true;
    const train = [...opening, first, ...ending];
    try {
      return (await send(train)).slice(opening.length);
    } catch (error) {
      if (!isUnusable(error)) throw error;
      // Nothing was done yet: once more, prepared anew.
      await send([{ text: 'ROLLBACK', values: [] }]);
      return (await send(train)).slice(opening.length);
    }
  };

  const finish = async (command: 'COMMIT' | 'ROLLBACK') => {
    if (isOver) throw new Error('The unit of work is over');
    isOver = true;
    try {
      if (!isOpen) return;
      const [end] = await send([{ text: command, values: [], name: command }]);
      const answer = end?.command;
      if (answer !== command) throw new Error(`${command} was answered with ${answer}`);
    } finally {
      noteEnd(note, command);
      // A client goes back to the pool only when it is idle; otherwise it is destroyed.
      client.release(client.getTransactionStatus() !== 'I');
    }
  };

  return {
    tenantKey,
    mode,
    get statementCount() {
      return statementCount;
    },
    async query<Row>(work: Statement | SqlBuilder): Promise<Row[]> {
      const sent = toSend(work);
      const answers = isOpen ? send([sent]) : openWith(sent, []);
      noteStatement(note, sent.text, answers);
      return rowsOf<Row>(await answers);
    },
    async queryAndEnd<Row>(work: Statement | SqlBuilder): Promise<Row[]> {
      const sent = toSend(work);
      const answers = openWith(sent, [{ text: 'ROLLBACK', values: [], name: 'ROLLBACK' }]);
      noteStatement(note, sent.text, answers);
      const rows = rowsOf<Row>(await answers);
      isOpen = false;
      return rows;
    },
    commit: () => finish('COMMIT'),
    // The transaction is gone in any case; a connection that cannot answer is destroyed by `finish`.
    rollback: () => (isOver ? Promise.resolve() : finish('ROLLBACK').catch(() => undefined)),
  };
}

/** The rows of the first statement. */
function rowsOf<Row>([answer]: readonly Answered[]): Row[] {
  return (answer as Answered).rows as Row[];
}
