import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../../../db/admin.ts';
import { everyPool } from '../../../db/pools.ts';
import { statement } from '../../../db/sql.ts';
import { openReader, withTenant, withTenantRead, type UnitOfWork } from '../../../tenancy/with-tenant.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createOrganisation } from '../../organisation.ts';
import { watchWall, type Wall } from '../wall.ts';

let database: TestDatabase;
let a: string;
let wall: Wall;

beforeAll(async () => {
  database = await createTestDatabase();
  a = (await createOrganisation(database, 'alpha')).tenant.key;
  const b = (await createOrganisation(database, 'bravo')).tenant.key;
  wall = await watchWall({ ...database, untouched: [a, b] });
});
afterAll(() => database.drop());

type Query = (train: { statements?: { text: string; name?: string }[] }) => unknown;

/** Lets something else reach the database than what the unit of work sends at its end: a lost packet, a broken driver. */
async function whileTheEndIsLost(ending: 'COMMIT' | 'ROLLBACK', instead: string, work: () => Promise<void>) {
  const mended: (() => void)[] = [];
  const spoil = (client: PoolClient) => {
    const query = client.query.bind(client) as unknown as Query;
    const spoilt: Query = (sent) => {
      for (const one of sent.statements ?? [])
        if (one.text === ending) Object.assign(one, { text: instead, name: undefined });
      return query(sent);
    };
    Object.assign(client, { query: spoilt });
    mended.push(() => Object.assign(client, { query }));
  };
  database.pools.runtime.on('acquire', spoil);
  try {
    await work();
  } finally {
    database.pools.runtime.off('acquire', spoil);
    for (const mend of mended) mend();
  }
}

async function pidOf(unit: UnitOfWork): Promise<number> {
  const [backend] = await unit.query<{ pid: number }>(statement`select pg_backend_pid() as pid`);
  return backend?.pid ?? 0;
}

/** The backends that the pool has, each asked. */
async function pidsOfPool(): Promise<number[]> {
  const { runtime } = database.pools;
  const clients = await Promise.all(Array.from({ length: runtime.totalCount || 1 }, () => runtime.connect()));
  const pids = await Promise.all(
    clients.map(
      async (client) => (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid,
    ),
  );
  for (const client of clients) client.release();
  return pids.map(Number);
}

async function isGone(pid: number): Promise<boolean> {
  return withAdmin(database.adminUrl, async (admin) => {
    const { rowCount } = await admin.query('select from pg_stat_activity where pid = $1', [pid]);
    return rowCount === 0;
  });
}

const write = statement`update settings set name = ${'Changed'}`;

describe('a connection that comes back inside an open transaction', () => {
  it('after a change whose COMMIT did not reach the database is destroyed, and the change fails', async () => {
    let pid = 0;
    await whileTheEndIsLost('COMMIT', 'select 1', async () => {
      const change = withTenant(database.pools, a, async (unit) => {
        pid = await pidOf(unit);
        await unit.query(write);
      });
      await expect(change).rejects.toThrow('COMMIT was answered with SELECT');
    });
    expect(await pidsOfPool()).not.toContain(pid);
    await expect.poll(() => isGone(pid)).toBe(true);
    await wall.expectToStand();
  });

  it('after a change whose COMMIT began another transaction is destroyed', async () => {
    let pid = 0;
    await whileTheEndIsLost('COMMIT', 'rollback and chain', async () => {
      const change = withTenant(database.pools, a, async (unit) => {
        pid = await pidOf(unit);
        await unit.query(write);
      });
      await expect(change).rejects.toThrow('COMMIT was answered with ROLLBACK');
    });
    expect(await pidsOfPool()).not.toContain(pid);
    await wall.expectToStand();
  });

  it.each(['select 1', 'selec', 'rollback and chain'])(
    'after a read whose ROLLBACK was “%s” is destroyed, and the read is answered',
    async (instead) => {
      let pid = 0;
      await whileTheEndIsLost('ROLLBACK', instead, async () => {
        pid = await withTenantRead(database.pools, a, pidOf);
      });
      expect(await pidsOfPool()).not.toContain(pid);
      await wall.expectToStand();
    },
  );

  it('after a fault whose ROLLBACK did not reach the database is destroyed, and the fault is told', async () => {
    let pid = 0;
    await whileTheEndIsLost('ROLLBACK', 'select 1', async () => {
      const change = withTenant(database.pools, a, async (unit) => {
        pid = await pidOf(unit);
        await unit.query(write);
        throw new Error('The work failed');
      });
      await expect(change).rejects.toThrow('The work failed');
    });
    expect(await pidsOfPool()).not.toContain(pid);
    await wall.expectToStand();
  });
});

describe('a connection that breaks', () => {
  it.each(['before', 'after'])('%s the work is not used again, and the change fails', async (when) => {
    let pid = 0;
    const end = (unit: UnitOfWork) =>
      withAdmin(database.adminUrl, async (admin) => {
        pid ||= await pidOf(unit);
        await admin.query('select pg_terminate_backend($1)', [pid]);
        await expect.poll(() => isGone(pid)).toBe(true);
      });
    const change = withTenant(database.pools, a, async (unit) => {
      if (when === 'before') await end(unit);
      await unit.query(write);
      if (when === 'after') await end(unit);
    });
    await expect(change).rejects.toThrow();
    expect(await pidsOfPool()).not.toContain(pid);
    await wall.expectToStand();
  });
});

it('a connection that is in use has somebody who hears that it breaks: unheard, that would end the process', async () => {
  for (const pool of everyPool(database.pools)) {
    const client = await pool.connect();
    expect(client.listenerCount('error')).toBeGreaterThan(0);
    client.release();
  }
});

describe('a unit of work that is over', () => {
  it('sends nothing more: its connection may be somebody else’s by now', async () => {
    let kept: UnitOfWork | null = null;
    await withTenant(database.pools, a, async (unit) => {
      await unit.query(statement`select 1`);
      kept = unit;
    });
    await expect((kept as unknown as UnitOfWork).query(statement`select 1`)).rejects.toThrow(
      'The unit of work is over',
    );
    const reader = await openReader(database.pools, a);
    await reader.unit.query(statement`select 1`);
    await reader.close();
    await reader.close();
    await expect(reader.unit.query(statement`select 1`)).rejects.toThrow('The unit of work is over');
    await wall.expectToStand();
  });

  it('that asked nothing took no transaction', async () => {
    await withTenant(database.pools, a, () => Promise.resolve());
    await withTenantRead(database.pools, a, () => Promise.resolve());
    await wall.expectToStand();
  });
});
