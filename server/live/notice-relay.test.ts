import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import pg from 'pg';
import { withAdmin } from '../db/admin.ts';
import { newTenantKey } from '../tenancy/tenant.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { changeChannel, relayNotices, startNoticeRelay } from './notice-relay.ts';

let database: TestDatabase;
let ear: pg.Client;
let relays: { stop(): Promise<void> }[] = [];
/** The lines that were told. */
let heard: string[] = [];
const tenantKey = newTenantKey();

beforeAll(async () => {
  database = await createTestDatabase();
  ear = new pg.Client({ connectionString: database.adminUrl });
  await ear.connect();
  ear.on('notification', ({ payload }) => heard.push(...(payload ?? '').split('\n')));
  await ear.query(`listen ${changeChannel}`);
});
afterAll(async () => {
  await ear.end();
  await database.drop();
});
beforeEach(() => (heard = []));
afterEach(async () => {
  for (const relay of relays) await relay.stop();
  relays = [];
});

const asAdmin = <Result>(work: (admin: pg.Client) => Promise<Result>) => withAdmin(database.adminUrl, work);
const note = (events: number) =>
  asAdmin((admin) =>
    admin.query(
      `insert into platform.change_notices (tenant_key, complaint_id, event_id)
       select $1, gen_random_uuid(), gen_random_uuid() from generate_series(1, $2::int)`,
      [tenantKey, events],
    ),
  );
const left = () =>
  asAdmin(async (admin) => {
    const { rows } = await admin.query<{ count: number }>(
      'select count(*)::int as count from platform.change_notices',
    );
    return rows[0]?.count;
  });
const start = () => relays.push(startNoticeRelay(database.pools));
const soon = { timeout: 10_000, interval: 20 };

describe('what was committed and not told yet', () => {
  it('is told once, however many processes tell', async () => {
    start();
    start();
    await note(1_500);
    relayNotices();
    await expect.poll(() => heard.length, soon).toBeGreaterThanOrEqual(1_500);
    await expect.poll(left, soon).toBe(0);
    expect(heard).toHaveLength(1_500);
    expect(new Set(heard).size).toBe(1_500);
    for (const line of heard) expect(line).toMatch(new RegExp(`^${tenantKey} [0-9a-f-]{36} [0-9a-f-]{36}$`));
  });

  it('by a process that is gone is told by another one, without anybody waking it', async () => {
    await note(3);
    start();
    await expect.poll(() => heard.length, soon).toBe(3);
  });

  it('and is in the hands of a process that dies over it, is told by another one after that, and once', async () => {
    await note(3);
    const dying = new pg.Client({ connectionString: database.adminUrl });
    dying.on('error', () => undefined);
    await dying.connect();
    const { rows } = await dying.query<{ pid: number }>('select pg_backend_pid() as pid');
    await dying.query('begin');
    await dying.query(`with gone as (delete from platform.change_notices returning *)
      select pg_notify('${changeChannel}', g.event_id::text) from gone g`);
    start();
    relayNotices();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(heard).toEqual([]);
    await asAdmin((admin) => admin.query('select pg_terminate_backend($1)', [rows[0]?.pid]));
    await expect.poll(() => heard.length, soon).toBe(3);
    await expect.poll(left, soon).toBe(0);
    expect(new Set(heard).size).toBe(3);
    await dying.end().catch(() => undefined);
  });
});
