import type pg from 'pg';
import { expect } from 'vitest';
import { withAdmin } from '../../db/admin.ts';
import { everyPool, type Pools } from '../../db/pools.ts';
import { digestOf } from '../../isolation/scratch/digest.ts';

/** What every attack must leave as it was: the other organisation, the registry, and the connections. */
export interface Wall {
  /** Fails when a row of the other organisation or of the registry changed, or a connection of the pools is not as good as new. */
  expectToStand(): Promise<void>;
}

interface Behind {
  adminUrl: string;
  pools: Pools;
  /** Schemas that nothing may change: the other tenant's key. */
  untouched: readonly string[];
}

/** Remembers what is behind the wall now, to compare with it after each attack. */
export async function watchWall({ adminUrl, pools, untouched }: Behind): Promise<Wall> {
  const digests = () =>
    Promise.all([registryOf(adminUrl), ...untouched.map((schema) => digestOf(adminUrl, schema))]);
  const before = await digests();
  return {
    async expectToStand() {
      expect(await digests()).toEqual(before);
      await expectHealthyPools(pools);
    },
  };
}

async function registryOf(adminUrl: string): Promise<string> {
  return withAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query('select * from platform.tenants order by key');
    return JSON.stringify(rows);
  });
}

/** Every connection is given back, belongs to nobody, and carries nothing over from the transaction before. */
export async function expectHealthyPools(pools: Pools): Promise<void> {
  for (const pool of everyPool(pools)) {
    await expect.poll(() => pool.totalCount - pool.idleCount, { timeout: 5_000, interval: 10 }).toBe(0);
    expect(pool.waitingCount).toBe(0);
    const clients = await Promise.all(Array.from({ length: pool.totalCount }, () => pool.connect()));
    try {
      for (const client of clients) expect(await stateOf(client)).toEqual(asNew);
    } finally {
      for (const client of clients) client.release();
    }
  }
}

const asNew = {
  status: 'I',
  role: 'redress_runtime',
  search_path: '"$user", pg_temp',
  role_setting: 'none',
  transaction_isolation: 'read committed',
  is_read_only: 'off',
  statement_timeout: '0',
  lock_timeout: '0',
  strangely_prepared: 0,
  cursors: 0,
  channels: 0,
  locks: 0,
  has_temporary_schema: false,
};

// What units of work prepare by name stays: it has no values in it, and names the tenant whose plan it is, or nobody's table.
const strangelyPrepared = `(select count(*)::int from pg_prepared_statements where not (
  name ~ '^[A-Za-z0-9_-]{16}t_[a-z2-7]{26}$' or statement ~ '^(BEGIN( ISOLATION LEVEL REPEATABLE READ READ ONLY)?|COMMIT|ROLLBACK|select set_config)'))`;

async function stateOf(client: pg.PoolClient): Promise<object> {
  const status = client.getTransactionStatus() ?? 'I';
  const { rows } =
    await client.query<object>(`select current_user as role, current_setting('search_path') as search_path,
    current_setting('role') as role_setting, current_setting('transaction_isolation') as transaction_isolation,
    current_setting('transaction_read_only') as is_read_only, current_setting('statement_timeout') as statement_timeout,
    current_setting('lock_timeout') as lock_timeout, ${strangelyPrepared} as strangely_prepared,
    (select count(*)::int from pg_cursors where name <> '') as cursors, (select count(*)::int from pg_listening_channels()) as channels,
    (select count(*)::int from pg_locks where pid = pg_backend_pid() and locktype = 'advisory') as locks,
    pg_my_temp_schema() <> 0 as has_temporary_schema`);
  return { status, ...rows[0] };
}
