import type { Pools } from '../db/pools.ts';
import { SharedConnection } from '../db/shared-connection.ts';
import type { Statement } from '../db/sql.ts';
import { takeConnection } from '../db/take-connection.ts';
import { sendWhole, type Answered } from '../db/train.ts';
import type { UnitNote } from '../telemetry/notes.ts';
import { noteConnection, noteEnd, noteStatement, noteUnit } from '../telemetry/units.ts';
import { ofTenant } from './open-unit.ts';
import { checkTenantKey } from './tenant.ts';

/** With so much before it on a shared connection, in milliseconds, a read looks for another one. About what it takes to plan a statement anew. */
const patience = 5;
/** With so much, it goes on its own. */
const mostPatience = 50;
/** A read that takes longer does not share. */
const quickMilliseconds = 10;
/** One that takes this long after all is stopped, for the others' sake, and goes once more on its own. */
const mostMillisecondsShared = 250;
const mostMilliseconds = 10_000;
/** How much the last time counts among those before. */
const weightOfLast = 0.2;
/** How much less it counts each time that it was not quicker. */
const fading = 0.97;
const mostNames = 20_000;
const stopped = '57014';

// The role goes last: the tenant's role itself may not execute set_config.
/** The first of a train; the statement is the second. */
const openingStatement = `select set_config('transaction_read_only', 'on', true), set_config('statement_timeout', $2, true),
  set_config('lock_timeout', '5s', true), set_config('role', $1, true)`;

/**
 * Runs the one statement of a read operation, in one round trip and one packet each way, with what makes its transaction the tenant's and
 * READ ONLY. There is no BEGIN: what is sent as one train is a transaction that ends with it. One statement sees one snapshot.
 *
 * Quick ones share a few connections, whosever they are. Those that turned out to be slow have a connection for themselves meanwhile.
 */
export async function readAlone<Row>(pools: Pools, tenantKey: string, work: Statement): Promise<Row[]> {
  checkTenantKey(tenantKey);
  const reads = quickReadsOf(pools);
  const statement = ofTenant(work, tenantKey);
  const answer =
    (await reads.share(tenantKey, statement)) ?? (await reads.runAlone(pools, tenantKey, statement));
  return answer.rows as Row[];
}

const known = new WeakMap<Pools['shared'], QuickReads>();

function quickReadsOf({ shared }: Pools): QuickReads {
  const reads = known.get(shared) ?? new QuickReads(shared);
  known.set(shared, reads);
  return reads;
}

class QuickReads {
  readonly #connections: readonly SharedConnection[];
  /** What a statement takes, in milliseconds, by its name. */
  readonly #costs = new Map<string, number>();

  constructor(shared: Pools['shared']) {
    this.#connections = shared.map((pool) => new SharedConnection(pool));
  }

  /** Runs a statement among others; null where it has to have a connection for itself. */
  async share(tenantKey: string, statement: Statement): Promise<Answered | null> {
    const { name } = statement;
    if (name === undefined) return null;
    const cost = this.#costs.get(name) ?? patience;
    if (cost >= quickMilliseconds) return null;
    const connection = this.#connectionFor(name);
    if (!connection) return null;
    const note = noteUnit(tenantKey, 'read');
    let isLent = false;
    try {
      return await noted(note, statement, () =>
        connection.send(trainOf(tenantKey, statement, mostMillisecondsShared), {
          expected: connection.knows(name) ? cost : patience,
          onLent() {
            isLent = true;
            noteConnection(note);
          },
          onServed: (milliseconds) => this.#noteCost(name, milliseconds),
        }),
      );
    } catch (error) {
      const { code } = error as { code?: unknown };
      // Where the database gives none to share there may be one for itself; what had to wait in vain waits no second time.
      if (!isLent && code !== undefined) return null;
      if (code !== stopped) throw error;
      this.#setCost(name, mostMillisecondsShared);
      return null;
    }
  }

  /** Runs a statement on a connection that it has for itself. */
  async runAlone(pools: Pools, tenantKey: string, statement: Statement): Promise<Answered> {
    const note = noteUnit(tenantKey, 'read');
    const client = await takeConnection(pools, tenantKey);
    noteConnection(note);
    const begunAt = performance.now();
    const train = trainOf(tenantKey, statement, mostMilliseconds);
    try {
      return await noted(note, statement, () => sendWhole(client, train, pools));
    } finally {
      if (statement.name !== undefined) this.#noteCostAlone(statement.name, performance.now() - begunAt);
      client.release(client.getTransactionStatus() !== 'I');
    }
  }

  /**
   * The connection where a statement is prepared. Where too many are before it, one with a place for it; where there is none, it waits for its turn,
   * because to plan it anew takes the database longer. Null when that would be too long.
   */
  #connectionFor(name: string): SharedConnection | null {
    const isFree = ({ expectedMilliseconds }: SharedConnection) => expectedMilliseconds < patience;
    const knowing = this.#connections.filter((one) => one.knows(name));
    const free = knowing.find(isFree);
    if (free) return free;
    const next = this.#connections.find((one) => !one.isFull && !knowing.includes(one));
    if (next && isFree(next)) return next;
    const [soonest] = knowing.sort((one, other) => one.expectedMilliseconds - other.expectedMilliseconds);
    return soonest && soonest.expectedMilliseconds < mostPatience ? soonest : null;
  }

  /** What it took, by itself. */
  #noteCost(name: string, milliseconds: number): void {
    const before = this.#costs.get(name) ?? milliseconds;
    this.#setCost(name, before + (milliseconds - before) * weightOfLast);
  }

  /** What it took at most: it may have waited for a processor. Without an end, none would be tried among others again. */
  #noteCostAlone(name: string, milliseconds: number): void {
    const before = this.#costs.get(name);
    if (before === undefined) return;
    if (milliseconds < before) this.#noteCost(name, milliseconds);
    else this.#setCost(name, before * fading);
  }

  #setCost(name: string, milliseconds: number): void {
    if (!this.#costs.has(name) && this.#costs.size >= mostNames)
      this.#costs.delete(this.#costs.keys().next().value as string);
    this.#costs.set(name, milliseconds);
  }
}

function trainOf(tenantKey: string, statement: Statement, milliseconds: number): readonly Statement[] {
  return [{ text: openingStatement, values: [tenantKey, String(milliseconds)], name: 'alone' }, statement];
}

/** Notes what is sent and how it ended; gives the answer to the statement, which stands behind what opens the transaction. */
async function noted(
  note: UnitNote | null,
  { text }: Statement,
  send: () => Promise<Answered[]>,
): Promise<Answered> {
  try {
    const answers = send();
    noteStatement(note, text, answers, 1);
    const [, answer] = await answers;
    noteEnd(note, 'COMMIT');
    return answer as Answered;
  } catch (error) {
    noteEnd(note, 'ROLLBACK');
    throw error;
  }
}
