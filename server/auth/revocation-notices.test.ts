import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { listenForNotices } from '../db/notices.ts';
import { createPools, type Pools } from '../db/pools.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { isRevoked, revoke, startRevocations } from './revocations.ts';

const session = '01890000-0000-7000-8000-0000000000cc';
const never = 3_600_000;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Another process: pools of its own, which count how often it looked. */
async function withProcess(
  work: (other: { pools: Pools; looks: () => number }) => Promise<void>,
): Promise<void> {
  const pools = createPools({ databaseUrl: database.databaseUrl });
  let looked = 0;
  const query = pools.aside.query.bind(pools.aside) as (...args: unknown[]) => unknown;
  pools.aside.query = ((...args: unknown[]) => {
    looked += 1;
    return query(...args);
  }) as typeof pools.aside.query;
  const notices = listenForNotices(database.databaseUrl);
  const follower = startRevocations(pools, { notices, pollMilliseconds: never });
  try {
    await expect.poll(() => looked, { timeout: 10_000 }).toBe(1);
    await work({ pools, looks: () => looked });
  } finally {
    await follower.stop();
    await notices.stop();
    await pools.end();
  }
}

const admin = (sql: string) => withAdmin(database.adminUrl, (client) => client.query(sql));

describe('a notice of a revocation', () => {
  it('makes another process look at once, without waiting for its next poll', async () => {
    await withProcess(async ({ pools, looks }) => {
      await revoke(database.pools, [session]);
      await expect.poll(looks, { timeout: 10_000, interval: 10 }).toBe(2);
      // The look is counted when it is sent: its answer is a moment away.
      await expect.poll(() => isRevoked(pools, [session], 1), { interval: 10 }).toBe(true);
    });
  });

  it('that somebody forged revokes nothing, and a flood of them is a few looks', async () => {
    await withProcess(async ({ pools, looks }) => {
      const victim = '01890000-0000-7000-8000-0000000000dd';
      await admin(
        `select pg_notify('redress_revocations', '${victim}' || n) from generate_series(1, 2000) n`,
      );
      await expect.poll(looks, { timeout: 10_000, interval: 10 }).toBeGreaterThan(1);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(looks()).toBeLessThan(12);
      expect(await isRevoked(pools, [victim], 1)).toBe(false);
    });
  });

  it('is heard again after the connection broke, which is itself a reason to look', async () => {
    await withProcess(async ({ looks }) => {
      await admin(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'redress listen'
        and datname = current_database()`);
      await expect.poll(looks, { timeout: 10_000 }).toBe(2);
      await revoke(database.pools, [session]);
      await expect.poll(looks, { timeout: 10_000, interval: 10 }).toBe(3);
    });
  });
});
