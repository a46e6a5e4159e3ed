import type { PoolClient } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { createPools, type Pools } from './pools.ts';
import { takeConnection } from './take-connection.ts';

let database: TestDatabase;
let pools: Pools;
let taken: PoolClient[];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  pools = createPools({ databaseUrl: database.databaseUrl, maxConnections: 3, pooler: 'session' });
  taken = [];
});
afterEach(async () => {
  for (const client of taken) client.release();
  await pools.end();
});

const take = async (tenantKey: string) => {
  const client = await takeConnection(pools, tenantKey);
  taken.push(client);
  return client;
};
const giveBack = (client: PoolClient) => {
  taken = taken.filter((other) => other !== client);
  client.release();
};
const homeOf = async (tenantKey: string) => {
  const client = await take(tenantKey);
  giveBack(client);
  return client;
};

describe('the connections of a tenant', () => {
  it('are those that it had, whoever had them last', async () => {
    const [ofA, ofB] = [await take('a'), await take('b')];
    expect(ofA).not.toBe(ofB);
    giveBack(ofA);
    giveBack(ofB);
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await homeOf('a')).toBe(ofA);
      expect(await homeOf('b')).toBe(ofB);
    }
  });

  it('become more where its own work fills those that it has', async () => {
    const [one, two] = [await take('a'), await take('a')];
    giveBack(one);
    giveBack(two);
    const other = await homeOf('b');
    expect([one, two]).toContain(other);
    expect(new Set([await take('a'), await take('a')])).toEqual(new Set([one, two]));
  });

  it('are waited for while somebody else has them, but not for long', async () => {
    const home = await homeOf('a');
    const lent = await take('b');
    expect(lent).toBe(home);
    const waiting = take('a');
    giveBack(lent);
    expect(await waiting).toBe(home);
    giveBack(home);

    await take('b');
    const another = await take('a');
    expect(another).not.toBe(home);
    giveBack(another);
    giveBack(home);
    expect(await homeOf('a')).toBe(home);
  });

  it('are replaced when they break', async () => {
    const home = await take('a');
    taken = [];
    home.release(new Error('It is broken.'));
    const next = await homeOf('a');
    expect(next).not.toBe(home);
    await homeOf('b');
    expect(await homeOf('a')).toBe(next);
  });

  it('are any behind a pooler, which gives each transaction another one', async () => {
    await pools.end();
    pools = createPools({ databaseUrl: database.databaseUrl, maxConnections: 3 });
    const [one, two] = [await take('a'), await take('b')];
    giveBack(one);
    giveBack(two);
    // The pool gives the one that came back last.
    expect(await homeOf('a')).toBe(two);
  });
});
