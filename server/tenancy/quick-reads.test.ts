import fc from 'fast-check';
import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { mostPreparedForMany } from '../db/prepared.ts';
import { createPools, type Pools } from '../db/pools.ts';
import { nameOf, statement, type Statement } from '../db/sql.ts';
import { expectHealthyPools } from '../test/attacks/wall.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { recordPackets } from '../test/recorded-statements.ts';
import { provisionTenant } from './provision-tenant.ts';
import { readAlone } from './quick-reads.ts';
import { withTenant } from './with-tenant.ts';

const names = ['Alpha', 'Bravo', 'Charlie'] as const;
let database: TestDatabase;
let pools: Pools;
let keys: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  keys = await withAdmin(database.adminUrl, async (admin) => {
    const made: string[] = [];
    for (const name of names)
      made.push((await provisionTenant(admin, { slug: name.toLowerCase(), name })).key);
    return made;
  });
});
afterAll(() => database.drop());
beforeEach(() => {
  pools = createPools({ databaseUrl: database.databaseUrl, maxConnections: 4, pooler: 'session' });
});
afterEach(async () => {
  await expectHealthyPools(pools);
  await pools.end();
});

const number = (value: number) =>
  statement`select ${value}::int as number, (select name from settings) as name, current_user as role`;
const divided = (by: number) => statement`select 1 / ${by}::int as number`;
const named = () => statement`select name from settings`;
const counted = (most: number) =>
  statement`select count(*)::int as counted from generate_series(1, ${most}::int)`;
const read = (side: number, work: Statement) => readAlone(pools, keys[side] as string, work);
const told = (side: number, value: number) => [{ number: value, name: names[side], role: keys[side] }];

/** Until they are known as quick, whatever else the machine does, and are prepared where they are shared. */
async function warmUp(side: number, ...works: Statement[]): Promise<void> {
  for (const work of works) for (let turn = 0; turn < 30; turn += 1) await read(side, work);
}

const sharedCount = () => pools.shared.reduce((sum, { totalCount }) => sum + totalCount, 0);

/** How often a connection was lent meanwhile: to be shared, or to one alone. */
async function countLent(work: () => Promise<unknown>): Promise<{ shared: number; alone: number }> {
  const counts = { shared: 0, alone: 0 };
  const share = () => (counts.shared += 1);
  const take = () => (counts.alone += 1);
  for (const pool of pools.shared) pool.on('acquire', share);
  pools.runtime.on('acquire', take);
  await work();
  for (const pool of pools.shared) pool.off('acquire', share);
  pools.runtime.off('acquire', take);
  return counts;
}

describe('quick reads', () => {
  it('share one connection, whosever they are, and each is told its own rows', async () => {
    for (const side of keys.keys()) await warmUp(side, number(0));
    const asked = Array.from({ length: 9 }, (_, at) => at);
    const counts = await countLent(async () => {
      const answers = await Promise.all(asked.map((at) => read(at % 3, number(at))));
      expect(answers).toEqual(asked.map((at) => told(at % 3, at)));
    });
    expect(counts).toEqual({ shared: 1, alone: 0 });
    expect(sharedCount()).toBe(1);
  });

  it('are each a transaction of its own, in one packet, which writes nothing', async () => {
    await warmUp(0, number(0));
    const packets = await recordPackets(pools, () => Promise.all([read(0, number(1)), read(0, number(2))]));
    expect(packets.map((packet) => packet.map(({ text }) => text.slice(0, 17)))).toEqual(
      [1, 2].map(() => ['select set_config', number(0).text.slice(0, 17)]),
    );
    const transaction = statement`select txid_current()::text as id, current_setting('transaction_read_only') as mode`;
    await warmUp(0, transaction);
    const [one, two] = (await Promise.all([read(0, transaction), read(0, transaction)])).flat();
    expect([one, two]).toEqual([
      { id: expect.any(String) as string, mode: 'on' },
      { id: expect.any(String) as string, mode: 'on' },
    ]);
    expect(one).not.toEqual(two);
  });

  it('fail alone, before and behind others', async () => {
    await warmUp(0, number(0), divided(1));
    await warmUp(1, number(0));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 9 }, (_, at) => read(at % 2, at % 4 === 2 ? divided(0) : number(at))),
    );
    for (const [at, outcome] of outcomes.entries())
      expect(outcome).toMatchObject(
        at % 4 === 2
          ? { status: 'rejected', reason: { code: '22012' } }
          : { status: 'fulfilled', value: told(at % 2, at) },
      );
  });

  it('see what was committed before they were asked', async () => {
    await warmUp(0, named());
    for (let round = 0; round < 30; round += 1) {
      const others = Array.from({ length: 6 }, () => read(0, named()));
      await withTenant(pools, keys[0] as string, (unit) =>
        unit.write(statement`update settings set name = ${`Alpha ${round}`}`),
      );
      const mine = [read(0, named()), read(0, named())];
      expect(await Promise.all(mine)).toEqual(mine.map(() => [{ name: `Alpha ${round}` }]));
      await Promise.all(others);
    }
    await withTenant(pools, keys[0] as string, (unit) =>
      unit.write(statement`update settings set name = 'Alpha'`),
    );
  });

  it('take another connection, too, where many are before them', async () => {
    for (const side of keys.keys()) await warmUp(side, number(0));
    const asked = Array.from({ length: 2_000 }, (_, at) => at);
    const answers = await Promise.all(asked.map((at) => read(at % 3, number(at))));
    expect(answers).toEqual(asked.map((at) => told(at % 3, at)));
    expect(sharedCount()).toBeGreaterThan(1);
  });

  it('do not wait long for one that is slow this time: it is stopped, answered all the same, and goes alone from then on', async () => {
    await warmUp(0, counted(1));
    await warmUp(1, number(0));
    const ended: unknown[] = [];
    const slow = read(0, counted(12_000_000)).then((rows) => ended.push(rows));
    const quick = read(1, number(1)).then(() => ended.push('quick'));
    await Promise.all([slow, quick]);
    expect(ended).toEqual(['quick', [{ counted: 12_000_000 }]]);
    const counts = await countLent(() => read(0, counted(1)));
    expect(counts).toEqual({ shared: 0, alone: 1 });
  });

  it('do not begin behind one that is slow this time', async () => {
    await warmUp(0, counted(1));
    await warmUp(1, number(0));
    const slow = read(0, counted(12_000_000));
    await new Promise((resolve) => setTimeout(resolve, 60));
    const counts = await countLent(async () => {
      expect(await read(1, number(1))).toEqual(told(1, 1));
    });
    // The connection of the slow one was lent before.
    expect(counts.shared + counts.alone).toBe(1);
    await slow;
  });

  it('have a connection for themselves where there is none to share', async () => {
    await warmUp(0, number(0));
    for (const pool of pools.shared)
      vi.spyOn(pool, 'connect').mockImplementation(() =>
        Promise.reject(Object.assign(new Error('Too many connections'), { code: '53300' })),
      );
    expect(await countLent(async () => expect(await read(0, number(4))).toEqual(told(0, 4)))).toEqual({
      shared: 0,
      alone: 1,
    });
    vi.restoreAllMocks();
  });

  it('work again after their connection broke', async () => {
    await warmUp(0, number(0));
    await withAdmin(database.adminUrl, async (admin) => {
      const pid = statement`select pg_backend_pid() as pid`;
      await warmUp(0, pid);
      const [before] = (await read(0, pid)) as { pid: number }[];
      await admin.query('select pg_terminate_backend($1, 5000)', [before?.pid]);
      await expect.poll(() => sharedCount()).toBe(0);
      expect(await read(0, number(3))).toEqual(told(0, 3));
      const [after] = (await read(0, pid)) as { pid: number }[];
      expect(after?.pid).not.toBe(before?.pid);
    });
  });

  it('share another connection where one knows as many statements as it may', async () => {
    const works = Array.from({ length: mostPreparedForMany + 5 }, (_, at) => {
      const text = `select ${at} as number from settings`;
      return { text, values: [], name: nameOf(text) };
    });
    for (let turn = 0; turn < 12; turn += 1) for (const work of works) await read(0, work);
    expect(sharedCount()).toBe(2);
    expect(await read(0, works.at(-1) as Statement)).toEqual([{ number: mostPreparedForMany + 4 }]);
  });
});

describe('slow reads', () => {
  it('have a connection for themselves once they are known', async () => {
    const slow = () => statement`select count(*)::int as slow from generate_series(1, 300000)`;
    for (let turn = 0; turn < 5; turn += 1) await read(0, slow());
    for (let turn = 0; turn < 5; turn += 1)
      expect(await countLent(() => read(0, slow()))).toEqual({ shared: 0, alone: 1 });
  });

  it('are all behind a pooler that gives each transaction another connection: they share none', async () => {
    const behind = createPools({
      databaseUrl: database.databaseUrl,
      maxConnections: 2,
      pooler: 'transaction',
    });
    expect(behind.shared).toEqual([]);
    for (let value = 0; value < 30; value += 1)
      expect(await readAlone(behind, keys[0] as string, number(value))).toEqual(told(0, value));
    await behind.end();
  });
});

describe('whatever is read by whom, and whatever becomes of it', () => {
  interface Asked {
    side: number;
    kind: 'number' | 'divide by zero' | 'write' | 'the other' | 'another role' | 'cancelled';
    value: number;
    waits: boolean;
  }
  const asked: fc.Arbitrary<Asked[]> = fc.array(
    fc.record({
      side: fc.nat(2),
      kind: fc.oneof(
        { weight: 8, arbitrary: fc.constant('number' as const) },
        fc.constantFrom(
          'divide by zero' as const,
          'write' as const,
          'the other' as const,
          'another role' as const,
          'cancelled' as const,
        ),
      ),
      value: fc.nat(1_000),
      waits: fc.boolean(),
    }),
    { minLength: 5, maxLength: 40 },
  );
  const writing = statement`update settings set name = ${'Taken'}`;
  const foreign = (side: number): Statement => {
    const text = `select name from "${keys[(side + 1) % 3]}".settings`;
    return { text, values: [], name: nameOf(text) };
  };
  const becoming = (side: number): Statement => {
    const text = `select set_config('role', '${keys[(side + 1) % 3]}', false)`;
    return { text, values: [], name: nameOf(text) };
  };

  async function expectAnswer({ side, kind, value }: Asked, admin: Client): Promise<void> {
    const refused = (work: Statement, code: string) =>
      expect(read(side, work)).rejects.toMatchObject({ code });
    switch (kind) {
      case 'number':
        return expect(read(side, number(value))).resolves.toEqual(told(side, value));
      case 'divide by zero':
        return refused(divided(0), '22012');
      case 'write':
        return refused(writing, '25006');
      case 'the other':
        return refused(foreign(side), '42501');
      case 'another role':
        return refused(becoming(side), '42501');
      case 'cancelled':
        await admin.query(
          `select pg_cancel_backend(pid) from pg_stat_activity where usename = 'redress_runtime' and datname = current_database()`,
        );
    }
  }

  it(
    'each is told what its organisation has, or why not, and no connection keeps anything of it',
    { timeout: 120_000 },
    async () => {
      for (const side of keys.keys()) await warmUp(side, number(0), divided(1));
      await withAdmin(database.adminUrl, async (admin) => {
        await fc.assert(
          fc.asyncProperty(asked, async (all) => {
            const underWay: Promise<unknown>[] = [];
            for (const one of all) {
              // What was cancelled from outside may end so; whatever else happens to it is a fault.
              const answer = expectAnswer(one, admin).catch((error: unknown) => {
                if (
                  !all.some(({ kind }) => kind === 'cancelled') ||
                  !/57014/.test(String((error as Error).message))
                )
                  throw error;
              });
              if (one.waits) await answer;
              else underWay.push(answer);
            }
            await Promise.all(underWay);
          }),
          { numRuns: 60, interruptAfterTimeLimit: 40_000 },
        );
      });
      expect(sharedCount()).toBeGreaterThan(0);
    },
  );
});
