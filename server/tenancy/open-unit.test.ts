import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { createPools, type Pools } from '../db/pools.ts';
import { statement } from '../db/sql.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { recordPackets } from '../test/recorded-statements.ts';
import { provisionTenant } from './provision-tenant.ts';
import type { Tenant } from './tenant.ts';
import { withTenant, withTenantRead, type UnitOfWork } from './with-tenant.ts';

let database: TestDatabase;
let acme: Tenant;
/** One connection, so that it is seen whether it is used again. */
let pools: Pools;

beforeAll(async () => {
  database = await createTestDatabase();
  acme = await withAdmin(database.adminUrl, (admin) =>
    provisionTenant(admin, { slug: 'acme', name: 'Acme Corporation' }),
  );
});
beforeEach(() => {
  pools = createPools({ databaseUrl: database.databaseUrl, maxConnections: 1, pooler: 'session' });
  return () => pools.end();
});
afterAll(() => database.drop());

const rename = (name: string) => statement`update settings set name = ${name}`;
const broken = statement`update settings set acknowledge_within_days = ${-1}`;
const nothing = statement`select 1`;

async function look(): Promise<{ name: string; pid: number }> {
  const ask = (unit: UnitOfWork) =>
    unit.query<{ name: string; pid: number }>(statement`select name, pg_backend_pid() as pid from settings`);
  const [row] = await withTenantRead(pools, acme.key, ask);
  return row as { name: string; pid: number };
}

async function asOwner(sql: string): Promise<void> {
  await withAdmin(database.adminUrl, async (admin) => {
    await admin.query(`set search_path = "${acme.key}"`);
    await admin.query(sql);
  });
}

/** What was sent, by how each statement begins. */
async function packetsOf(work: () => Promise<unknown>): Promise<string[][]> {
  const packets = await recordPackets(pools, work);
  return packets.map((packet) => packet.map(({ text }) => text.split(' ', 2).join(' ')));
}

describe('what a change writes', () => {
  it('and does not wait for goes with the next question, and the last of it with COMMIT, in its order', async () => {
    const packets = await packetsOf(() =>
      withTenant(pools, acme.key, async (unit) => {
        unit.beforeCommit(() => unit.write(rename('Last')));
        unit.write(rename('First'));
        expect(await unit.query(statement`select name from settings`)).toEqual([{ name: 'First' }]);
        unit.write(statement`delete from idempotency_keys`);
      }),
    );
    expect(packets).toEqual([
      ['BEGIN', "select set_config('statement_timeout',", 'update settings', 'select name'],
      ['delete from', 'update settings', 'COMMIT'],
    ]);
    expect(await look()).toMatchObject({ name: 'Last' });
  });

  it('is one packet and one answer where nothing is asked', async () => {
    const packets = await packetsOf(() => withTenant(pools, acme.key, (unit) => unit.write(rename('Acme'))));
    expect(packets).toEqual([
      ['BEGIN', "select set_config('statement_timeout',", 'update settings', 'COMMIT'],
    ]);
    expect(await look()).toMatchObject({ name: 'Acme' });
  });

  it('never reaches the database when the change fails before', async () => {
    const packets = await packetsOf(async () => {
      const change = withTenant(pools, acme.key, (unit) => {
        unit.write(rename('Never'));
        throw new Error('No');
      });
      await expect(change).rejects.toThrow('No');
    });
    expect(packets).toEqual([]);
  });

  it('is counted among its statements', async () => {
    await withTenant(pools, acme.key, async (unit) => {
      unit.write(rename('Acme'));
      await unit.query(nothing);
      expect(unit.statementCount).toBe(2);
    });
  });

  it('cannot be written once the change is over', async () => {
    const kept = await withTenant(pools, acme.key, (unit) => unit);
    expect(() => kept.write(rename('Late'))).toThrow('The unit of work is over');
  });
});

describe('a write that fails on its way with COMMIT', () => {
  it('leaves nothing, is the fault that the change throws, and the connection is used again', async () => {
    const before = await look();
    const change = withTenant(pools, acme.key, async (unit) => {
      await unit.query(rename('Changed'));
      unit.write(rename('Changed again'));
      unit.write(broken);
      unit.write(rename('Changed at last'));
    });
    await expect(change).rejects.toMatchObject({ code: '23514', table: 'settings' });
    expect(await look()).toEqual(before);
  });

  it('leaves nothing where it is all of the change', async () => {
    const before = await look();
    const change = withTenant(pools, acme.key, (unit) => {
      unit.write(rename('Changed'));
      unit.write(broken);
    });
    await expect(change).rejects.toMatchObject({ code: '23514' });
    expect(await look()).toEqual(before);
  });

  it('runs nothing that waits for the commit', async () => {
    let isDone = false;
    const change = withTenant(pools, acme.key, (unit) => {
      unit.afterCommit(() => (isDone = true));
      unit.write(broken);
    });
    await expect(change).rejects.toThrow();
    expect(isDone).toBe(false);
  });
});

describe('a write that fails on its way with a question', () => {
  it('fails the question with its own fault', async () => {
    const before = await look();
    const change = withTenant(pools, acme.key, async (unit) => {
      unit.write(rename('Changed'));
      unit.write(broken);
      return unit.query(nothing);
    });
    await expect(change).rejects.toMatchObject({ code: '23514' });
    expect(await look()).toEqual(before);
  });

  it('fails the change also when nobody takes notice of that', async () => {
    const before = await look();
    const change = withTenant(pools, acme.key, async (unit) => {
      unit.write(broken);
      await unit.query(nothing).catch(() => undefined);
    });
    await expect(change).rejects.toThrow('COMMIT was answered with ROLLBACK');
    expect(await look()).toEqual(before);
  });
});

describe('a change that COMMIT itself refuses', () => {
  it('because of what is checked at the end leaves nothing and throws the database’s fault', async () => {
    await asOwner(
      'alter table reference_counters add constraint probe unique (last_number) deferrable initially deferred',
    );
    const before = await look();
    const change = withTenant(pools, acme.key, (unit) => {
      unit.write(rename('Changed'));
      unit.write(statement`insert into reference_counters (year, last_number) values (1, 7), (2, 7)`);
    });
    await expect(change).rejects.toMatchObject({ code: '23505', constraint: 'probe' });
    expect(await look()).toEqual(before);
    await asOwner('alter table reference_counters drop constraint probe');
  });
});

describe('a prepared statement that a migration made unusable', () => {
  it('in the one packet of a change is prepared anew, and the change is made once', async () => {
    const change = () =>
      withTenant(pools, acme.key, (unit) => {
        unit.write(statement`update settings set version = version + 1`);
        unit.write(statement`select * from settings`);
      });
    const version = async () => {
      const rows = await withTenantRead(pools, acme.key, (unit) =>
        unit.query<{ version: number }>(statement`select version from settings`),
      );
      return rows[0]?.version;
    };
    await change();
    const before = (await version()) as number;
    await asOwner('alter table settings add column probe text');
    const packets = await packetsOf(change);
    expect(packets.map((packet) => packet.at(-1))).toEqual(['COMMIT', 'ROLLBACK', 'COMMIT']);
    expect(await version()).toBe(before + 1);
    await asOwner('alter table settings drop column probe');
  });

  it('beside other questions fails the change, and its connection is in order afterwards', async () => {
    const both = () =>
      withTenant(pools, acme.key, (unit) =>
        Promise.all([unit.query(statement`select * from settings`), unit.query(nothing)]),
      );
    await both();
    const backend = await look();
    // Answers that happen to arrive together may set right what comes in the wrong order: rarely, and never three times.
    for (const column of ['probe_1', 'probe_2', 'probe_3']) {
      await asOwner(`alter table settings add column ${column} text`);
      const packets = await packetsOf(() => expect(both()).rejects.toMatchObject({ code: '25P02' }));
      const ends = packets.map((packet) => packet.at(-1));
      expect(ends).toEqual(['select *', 'select 1', 'ROLLBACK', 'select *', 'ROLLBACK']);
      await both();
      expect((await look()).pid).toBe(backend.pid);
    }
  });
});
