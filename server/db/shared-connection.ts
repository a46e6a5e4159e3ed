import type { Pool, PoolClient } from 'pg';
import { preparedOn } from './prepared.ts';
import type { Statement } from './sql.ts';
import { sendWhole, type Answered } from './train.ts';

/** In milliseconds: quick ones that wait for a busy processor are answered sooner. */
const longSilence = 20;

/** Somebody who sends a train. */
export interface Sender {
  /** What the train is expected to take, in milliseconds. */
  expected: number;
  /** There is a connection, on which the train is about to be sent. */
  onLent(): void;
  /** The train was answered; the connection worked at it for so many milliseconds, and prepared nothing for it. */
  onServed(milliseconds: number): void;
}

/**
 * One connection that many send on at once, each without waiting for those before it: while the database works, the next ones are there
 * already, so that neither side has to be woken for each. A train is a transaction of its own, which ends with it whatever happens in it
 * (PostgreSQL: "Pipelining"); none may begin one that outlives it.
 */
export class SharedConnection {
  readonly #pool: Pool;
  #asked: Promise<PoolClient> | null = null;
  #isLent = false;
  /** The one that was lent last: the pool gives it again, unless it broke. */
  #client: PoolClient | null = null;
  #underWay = 0;
  #expected = 0;
  /** When one was answered last, or the first of those who are under way was sent. */
  #heardAt = 0;

  /** Over a pool of one connection, which has it while nobody sends. */
  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** What those who are under way are expected to take, in milliseconds. Where one of them takes far longer, so will they. */
  get expectedMilliseconds(): number {
    if (this.#underWay === 0) return 0;
    const silentFor = performance.now() - this.#heardAt;
    return silentFor > longSilence ? Math.max(silentFor, this.#expected) : this.#expected;
  }

  /** True when a statement is prepared here. */
  knows(name: string): boolean {
    return this.#client !== null && preparedOn(this.#client).knows(name);
  }

  /** True when a statement that is not prepared here would take the place of another one. */
  get isFull(): boolean {
    return this.#client !== null && preparedOn(this.#client).isFull;
  }

  /** Sends statements as one train. Throws the database's error, which is about nobody else's. */
  async send(train: readonly Statement[], sender: Sender): Promise<Answered[]> {
    if (this.#underWay === 0) this.#heardAt = performance.now();
    this.#underWay += 1;
    this.#expected += sender.expected;
    try {
      this.#asked ??= this.#pool.connect();
      const client = await this.#asked;
      this.#client = client;
      this.#isLent = true;
      sender.onLent();
      return await this.#serve(client, train, sender);
    } finally {
      this.#underWay -= 1;
      this.#expected -= sender.expected;
      if (this.#underWay === 0) this.#giveBack();
    }
  }

  async #serve(client: PoolClient, train: readonly Statement[], { onServed }: Sender): Promise<Answered[]> {
    const isPrepared = train.every(({ name = '' }) => preparedOn(client).knows(name));
    const begunAt = performance.now();
    try {
      return await sendWhole(client, train, { isPreparing: true });
    } finally {
      // Those who sent before have been answered by now: what is left is this one's own time.
      const now = performance.now();
      if (isPrepared) onServed(now - Math.max(begunAt, this.#heardAt));
      this.#heardAt = now;
    }
  }

  #giveBack(): void {
    if (this.#isLent) this.#client?.release(this.#client.getTransactionStatus() !== 'I');
    this.#asked = null;
    this.#isLent = false;
    this.#expected = 0;
  }
}
