import type { PoolClient } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { createPools, type Pools } from '../db/pools.ts';
import { statement } from '../db/sql.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { provisionTenant } from './provision-tenant.ts';
import { readAlone } from './shared-reads.ts';
import { withTenant } from './with-tenant.ts';

let database: TestDatabase;
let pools: Pools;
let alpha: string;
let bravo: string;

beforeAll(async () => {
  database = await createTestDatabase();
  [alpha, bravo] = await withAdmin(database.adminUrl, async (admin) => [
    (await provisionTenant(admin, { slug: 'alpha', name: 'Alpha' })).key,
    (await provisionTenant(admin, { slug: 'bravo', name: 'Bravo' })).key,
  ]);
});
afterAll(() => database.drop());
beforeEach(() => {
  pools = createPools({ databaseUrl: database.databaseUrl, pooler: 'session' });
});
afterEach(() => pools.end());

const number = (value: number) =>
  statement`select ${value}::int as number, (select name from settings) as name`;
const divided = (by: number) => statement`select 1 / ${by}::int as number`;
const named = () => statement`select name from settings`;
const counted = (most: number) =>
  statement`select count(*)::int as counted from generate_series(1, ${most}::int)`;

/** Until they are known as quick, whatever else the machine does. */
async function warmUp(key: string, ...works: ReturnType<typeof named>[]): Promise<void> {
  for (let turn = 0; turn < 25; turn += 1) for (const work of works) await readAlone(pools, key, work);
  // The last connection is given back.
  await new Promise(setImmediate);
}

/** What is sent to the database meanwhile, as trains of statements. */
function watchTrains(): string[][] {
  const trains: string[][] = [];
  const watched = new WeakSet<PoolClient>();
  pools.runtime.on('acquire', (client) => {
    if (watched.has(client)) return;
    watched.add(client);
    const query = client.query.bind(client) as (train: unknown) => unknown;
    client.query = ((train: { statements: { text: string }[] }) => {
      trains.push(train.statements.map(({ text }) => text));
      return query(train);
    }) as unknown as PoolClient['query'];
  });
  return trains;
}
const readsIn = (train: readonly string[]) =>
  train.filter((text) => text === number(0).text || text === divided(1).text).length;

describe('reads that many ask at once', () => {
  it('share snapshots, and each is told its own rows', async () => {
    await warmUp(alpha, number(0));
    const trains = watchTrains();
    const asked = Array.from({ length: 20 }, (_, at) => at);
    const told = await Promise.all(asked.map((value) => readAlone(pools, alpha, number(value))));
    expect(told).toEqual(asked.map((value) => [{ number: value, name: 'Alpha' }]));
    expect(trains.reduce((sum, train) => sum + readsIn(train), 0)).toBe(20);
    expect(trains.length).toBeLessThan(10);
    for (const train of trains) {
      expect(readsIn(train)).toBeLessThanOrEqual(3);
      expect(train[0]).toBe('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      expect(train.at(-1)).toBe('ROLLBACK');
    }
  });

  it('share nothing with another organisation', async () => {
    for (const key of [alpha, bravo]) await warmUp(key, number(0));
    const told = await Promise.all(
      Array.from({ length: 30 }, (_, at) => readAlone(pools, at % 2 ? alpha : bravo, number(at))),
    );
    expect(told).toEqual(told.map((_, at) => [{ number: at, name: at % 2 ? 'Alpha' : 'Bravo' }]));
  });

  it('fail alone', async () => {
    await warmUp(alpha, number(0), divided(1));
    const trains = watchTrains();
    const told = await Promise.allSettled(
      Array.from({ length: 9 }, (_, at) => readAlone(pools, alpha, at === 2 ? divided(0) : number(at))),
    );
    expect(trains.some((train) => train.includes(divided(0).text) && readsIn(train) > 1)).toBe(true);
    for (const [at, outcome] of told.entries())
      expect(outcome).toMatchObject(
        at === 2
          ? { status: 'rejected', reason: { code: '22012' } }
          : { status: 'fulfilled', value: [{ number: at }] },
      );
    expect(await readAlone(pools, alpha, number(7))).toEqual([{ number: 7, name: 'Alpha' }]);
  });

  it('see what was committed before they were asked, whatever is open', async () => {
    await warmUp(alpha, named());
    for (let round = 0; round < 30; round += 1) {
      const others = Array.from({ length: 6 }, () => readAlone(pools, alpha, named()));
      await withTenant(pools, alpha, (unit) =>
        unit.write(statement`update settings set name = ${`Alpha ${round}`}`),
      );
      const mine = [readAlone(pools, alpha, named()), readAlone(pools, alpha, named())];
      expect(await Promise.all(mine)).toEqual(mine.map(() => [{ name: `Alpha ${round}` }]));
      await Promise.all(others);
    }
    await withTenant(pools, alpha, (unit) => unit.write(statement`update settings set name = 'Alpha'`));
  });

  it('give the connection back now and then, however many come', async () => {
    await warmUp(alpha, number(0));
    const trains = watchTrains();
    let given = 0;
    pools.runtime.on('release', () => (given += 1));
    const readOften = async () => {
      for (let value = 0; value < 20; value += 1) await readAlone(pools, alpha, number(value));
    };
    await Promise.all([readOften(), readOften()]);
    expect(given).toBeGreaterThanOrEqual(Math.floor(trains.length / 4));
  });

  it('do not wait for a slow one, which is stopped, answered all the same, and goes alone from then on', async () => {
    await warmUp(alpha, number(0), counted(1));
    const trains = watchTrains();
    const ended: unknown[] = [];
    const slow = readAlone(pools, alpha, counted(12_000_000)).then((rows) => ended.push(rows));
    const quick = readAlone(pools, alpha, number(1)).then(() => ended.push('quick'));
    await Promise.all([slow, quick]);
    expect(ended).toEqual(['quick', [{ counted: 12_000_000 }]]);
    await Promise.all(
      [number(1), number(2), counted(1), number(3)].map((work) => readAlone(pools, alpha, work)),
    );
    const ofSlow = trains.filter((train) => train.includes(counted(1).text));
    expect(ofSlow.slice(1).map(({ length }) => length)).toEqual([4, 4]);
  });
});
