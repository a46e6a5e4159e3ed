import type { Pools } from '../db/pools.ts';
import type { Statement } from '../db/sql.ts';
import type { Answered } from '../db/train.ts';
import type { UnitNote } from '../telemetry/notes.ts';
import { noteConnection, noteEnd, noteStatement, noteUnit } from '../telemetry/units.ts';
import { failedAmong, openUnit, type OpenUnit } from './open-unit.ts';

/** Reads in one snapshot. So many do not wait for the one that is open. */
const mostShared = 3;
/** How long a read waits for it, in milliseconds. */
const patience = 5;
/** Snapshots one after the other on one connection, before it is given back: its other organisations wait for it. */
const mostTurns = 4;
/** A statement that took longer does not share: others would wait for it. */
const quickMilliseconds = 20;
/** Each quick turn makes a slow one count for less. */
const fading = 0.8;
/** One that takes this long after all is stopped, for the others' sake, and goes once more on its own. */
const mostMilliseconds = 500;
const stopped = '57014';
const mostNames = 200;
const mostTenants = 5_000;

/**
 * Runs the one statement of a read operation in a snapshot that ends with it. What opens and ends the transaction travels with the statement, so
 * that there is one round trip and one packet each way. Where many ask a tenant at once, those who come while a snapshot is open share the next
 * one, which begins after they asked: opening and ending takes the database about as long as a quick statement. Whose statement fails is told
 * so; the others, whom that concerns nothing, go once more.
 */
export function readAlone<Row>(pools: Pools, tenantKey: string, work: Statement): Promise<Row[]> {
  return readsOf(pools, tenantKey).read<Row>(work);
}

const readsByPools = new WeakMap<Pools['runtime'], Map<string, SharedReads>>();

function readsOf(pools: Pools, tenantKey: string): SharedReads {
  let ofTenants = readsByPools.get(pools.runtime);
  if (!ofTenants) readsByPools.set(pools.runtime, (ofTenants = new Map<string, SharedReads>()));
  const known = ofTenants.get(tenantKey);
  if (known) return known;
  if (ofTenants.size >= mostTenants) ofTenants.clear();
  const reads = new SharedReads(pools, tenantKey);
  ofTenants.set(tenantKey, reads);
  return reads;
}

/** A read on its way. */
interface Asked {
  work: Statement;
  note: UnitNote | null;
}

/** One that may share a snapshot: it is told its rows, or null when it has to go once more. */
interface Waiting extends Asked {
  resolve(rows: unknown[] | null): void;
  reject(error: unknown): void;
}

/** The reads of one tenant. */
class SharedReads {
  readonly #pools: Pools;
  readonly #tenantKey: string;
  /** How long a statement took, in milliseconds, by its name: longer than the last time when it was slow before. */
  readonly #took = new Map<string, number>();
  #open = 0;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(pools: Pools, tenantKey: string) {
    this.#pools = pools;
    this.#tenantKey = tenantKey;
  }

  async read<Row>(work: Statement): Promise<Row[]> {
    if (!this.#isQuick(work)) return this.#readAlone<Row>(work);
    const note = noteUnit(this.#tenantKey, 'read');
    const rows = await new Promise<unknown[] | null>((resolve, reject) => {
      this.#ask({ work, note, resolve, reject });
    });
    return rows === null ? this.#readAlone<Row>(work) : (rows as Row[]);
  }

  async #readAlone<Row>(work: Statement): Promise<Row[]> {
    const asked = [{ work, note: noteUnit(this.#tenantKey, 'read') }];
    const unit = await openUnit(this.#pools, this.#tenantKey, 'read', { note: null });
    try {
      const [answer] = await this.#send(unit, asked);
      return answer?.rows as Row[];
    } finally {
      await unit.rollback();
    }
  }

  #ask(asked: Waiting): void {
    this.#waiting.push(asked);
    if (this.#open === 0 || this.#waiting.length >= mostShared) void this.#runWaiting();
    else this.#timer ??= setTimeout(() => void this.#runWaiting(), patience);
  }

  #takeWaiting(): Waiting[] {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    return this.#waiting.splice(0);
  }

  async #runWaiting(): Promise<void> {
    const asked = this.#takeWaiting();
    if (asked.length === 0) return;
    this.#open += 1;
    try {
      const unit = await openUnit(this.#pools, this.#tenantKey, 'read', {
        note: null,
        statementTimeoutMilliseconds: mostMilliseconds,
      });
      try {
        await this.#runOn(unit, asked);
      } finally {
        await unit.rollback();
      }
    } catch (error) {
      for (const { reject } of asked) reject(error);
    } finally {
      this.#open -= 1;
    }
    if (this.#open === 0) void this.#runWaiting();
  }

  /** Runs those who waited, and then those who came meanwhile, unless others wait for a connection. */
  async #runOn(unit: OpenUnit, first: readonly Waiting[]): Promise<void> {
    let asked = first;
    let underWay = this.#send(unit, asked);
    for (let turn = 1; asked.length > 0; turn += 1) {
      const answered = await underWay.catch((error: unknown) => ({ error }));
      const isOver = 'error' in answered || turn >= mostTurns || this.#pools.runtime.waitingCount > 0;
      const next = isOver ? [] : this.#takeWaiting();
      // Before the answers are worked on: the database goes on meanwhile.
      if (next.length > 0) underWay = this.#send(unit, next);
      settle(asked, answered);
      asked = next;
    }
  }

  async #send(unit: OpenUnit, asked: readonly Asked[]): Promise<Answered[]> {
    const begun = performance.now();
    for (const { note } of asked) noteConnection(note);
    try {
      const answers = unit.queryWhole(asked.map(({ work }) => work));
      for (const [at, { work, note }] of asked.entries())
        if (note) noteStatement(note, work.text, withoutErrorsOfOthers(answers, at), at);
      return await answers;
    } finally {
      const took = performance.now() - begun;
      for (const { work, note } of asked) {
        noteEnd(note, 'ROLLBACK');
        this.#noteTime(work, took);
      }
    }
  }

  #isQuick({ name }: Statement): boolean {
    const took = name === undefined ? undefined : this.#took.get(name);
    return took !== undefined && took < quickMilliseconds;
  }

  /** Of what travelled together all count as slow: they go alone until they were quick for a while. */
  #noteTime({ name }: Statement, took: number): void {
    if (name === undefined) return;
    const before = this.#took.get(name) ?? 0;
    if (!this.#took.delete(name) && this.#took.size >= mostNames)
      this.#took.delete(this.#took.keys().next().value as string);
    this.#took.set(name, Math.max(took, before * fading));
  }
}

/** Tells each its rows, whose statement failed that, and the others that they have to go once more. */
function settle(asked: readonly Waiting[], answered: readonly Answered[] | { error: unknown }): void {
  for (const [at, { resolve, reject }] of asked.entries())
    if (!('error' in answered)) resolve(answered[at]?.rows ?? []);
    else if (failedAmong(answered.error) === at && !isStopped(answered.error)) reject(answered.error);
    else resolve(null);
}

function isStopped(error: unknown): boolean {
  return (error as { code?: unknown }).code === stopped;
}

/** For whoever notes one of them; nobody has to listen. */
function withoutErrorsOfOthers(answers: Promise<Answered[]>, at: number): Promise<Answered[]> {
  const own = answers.catch((error: unknown) => {
    if (failedAmong(error) === at) throw error;
    return [];
  });
  own.catch(() => undefined);
  return own;
}
