import { createHmac } from 'node:crypto';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Services } from '../context.ts';
import type { Pools } from '../db/pools.ts';
import { deriveKey } from './keys.ts';

/** What is counted: so many points in so many seconds, from the first one on. */
export interface CounterOptions {
  /** Tells the keys of one counter from those of another. */
  name: string;
  points: number;
  windowSeconds: number;
}

const counters = new WeakMap<Pools, Map<string, RateLimiterPostgres>>();

/** The counter of that name, in the database: all processes share it, and it outlives them. */
export function counterOf(
  pools: Pools,
  { name, points, windowSeconds }: CounterOptions,
): RateLimiterPostgres {
  const known = counters.get(pools) ?? new Map<string, RateLimiterPostgres>();
  counters.set(pools, known);
  const id = `${name}/${points}/${windowSeconds}`;
  const counter = known.get(id) ?? openCounter(pools, { name, points, windowSeconds });
  known.set(id, counter);
  return counter;
}

/** A text that stands for these words and does not tell them: the table holds neither names nor addresses. */
export function limitKey({ config }: Pick<Services, 'config'>, ...words: readonly string[]): string {
  const { key } = deriveKey(config.secretKey, 'rate-limit');
  return createHmac('sha256', key).update(JSON.stringify(words)).digest('base64url');
}

function openCounter(pools: Pools, { name, points, windowSeconds }: CounterOptions): RateLimiterPostgres {
  return new RateLimiterPostgres({
    // Without the name that the library gives its statements: a pooler may not know them.
    storeClient: {
      query: ({ text, values }: { text: string; values: unknown[] }) => pools.aside.query({ text, values }),
    },
    storeType: 'pool',
    schemaName: 'platform',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration: windowSeconds,
  });
}

/** Forgets what is counted no more. */
export async function tidyCounters(pools: Pools, now: Date): Promise<void> {
  await pools.aside.query({
    text: 'delete from platform.rate_limits where expire < $1',
    values: [now.getTime()],
  });
}

const blocks: CounterOptions = { name: 'blocked', points: 0, windowSeconds: 60 };

/** Keeps whatever the key stands for out of every process, for so long. */
export async function writeBlock(pools: Pools, key: string, milliseconds: number): Promise<void> {
  await counterOf(pools, blocks).set(key, 1, Math.ceil(milliseconds / 1000));
}

/** Every key that is kept out, and until when, in milliseconds since 1970. */
export function readBlocks(pools: Pools): Promise<Map<string, number>> {
  return readEnds(pools, `${blocks.name}:`, Date.now());
}

const budgetPrefix = 'budget:';

/** What a process spent of a budget: for so long it takes longer until it is full again. */
export interface SpentOfBudget {
  key: string;
  milliseconds: number;
}

/** Adds to budgets what was spent; one that is empty is full again after `mostMilliseconds`. Times are the caller's. */
export async function tellBudgets(
  pools: Pools,
  spent: readonly SpentOfBudget[],
  now: number,
  mostMilliseconds: number,
): Promise<void> {
  await pools.aside.query({
    // In one order, so that two processes do not wait for each other.
    text: `insert into platform.rate_limits as b (key, expire)
        select s.key, $3::bigint + s.spent from unnest($1::text[], $2::bigint[]) as s (key, spent) order by s.key
      on conflict (key) do update set expire = least(greatest(b.expire, $3::bigint) + excluded.expire - $3::bigint, $3::bigint + $4::bigint)`,
    values: [
      spent.map(({ key }) => `${budgetPrefix}${key}`),
      spent.map(({ milliseconds }) => milliseconds),
      now,
      mostMilliseconds,
    ],
  });
}

/** The budgets that will not be full again before that moment, and when they will; in milliseconds since 1970. */
export function readBudgets(pools: Pools, notBefore: number): Promise<Map<string, number>> {
  return readEnds(pools, budgetPrefix, notBefore);
}

async function readEnds(pools: Pools, prefix: string, after: number): Promise<Map<string, number>> {
  const { rows } = await pools.aside.query<{ key: string; expire: number }>({
    text: `select substr(key, $2) as key, expire from platform.rate_limits where starts_with(key, $1) and expire > $3`,
    values: [prefix, prefix.length + 1, after],
  });
  return new Map(rows.map(({ key, expire }) => [key, expire]));
}
