import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import type { JobHandlers } from './job-handler.ts';
import { workOff } from './work-off.ts';
import { workOffLanes } from './work-off-lanes.ts';

let database: TestDatabase;
let acme: TestOrganisation;
let bravo: TestOrganisation;

beforeAll(async () => {
  database = await createTestDatabase();
  acme = await createOrganisation(database, 'acme');
  bravo = await createOrganisation(database, 'bravo');
});
afterAll(() => database.drop());
afterEach(() => withAdmin(database.adminUrl, (admin) => admin.query('delete from platform.outbox')));

const places = { all: 6, tenant: 4, lane: 2 };
const ask = (organisation: TestOrganisation, lane: string, entries: number) =>
  withTenant(database.pools, organisation.tenant.key, (unit) =>
    unit.query({
      text: `select enqueue('note', gen_random_uuid(), $1::uuid) from generate_series(1, $2::int)`,
      values: [lane, entries],
    }),
  );

/** Handlers that end when the test says so, and what they were at work on at most. */
function heldWork() {
  const held: (() => void)[] = [];
  const most: Record<string, number> = {};
  const running: Record<string, number> = {};
  const handlers: JobHandlers = {
    note: {
      timeoutSeconds: 20,
      maxAttempts: 3,
      async run(tenant) {
        running[tenant.slug] = (running[tenant.slug] ?? 0) + 1;
        most[tenant.slug] = Math.max(most[tenant.slug] ?? 0, running[tenant.slug] ?? 0);
        await new Promise<void>((resolve) => held.push(resolve));
        running[tenant.slug]! -= 1;
      },
    },
  };
  return { held, most, handlers };
}

describe('entries of lanes', () => {
  it('share the places of their lane and of their organisation, so that slow ones hold up nobody else', async () => {
    const [first, second, third, other] = Array.from({ length: 4 }, () => randomUUID()) as [
      string,
      string,
      string,
      string,
    ];
    await ask(acme, first, 50);
    await ask(acme, second, 1);
    await ask(acme, third, 50);
    const { held, most, handlers } = heldWork();
    const work = workOffLanes(database.pools, handlers, undefined, { places });
    // Two of each lane, one of the lane that has no more: four of the organisation's.
    await vi.waitFor(() => expect(held).toHaveLength(4), 5_000);
    await ask(bravo, other, 50);
    // The worker looks again within a second.
    await vi.waitFor(() => expect(held).toHaveLength(6), 5_000);
    expect(most).toEqual({ acme: 4, bravo: 2 });
    const letGo = setInterval(() => held.splice(0).forEach((end) => end()), 5);
    expect(await work).toBe(151);
    clearInterval(letGo);
    expect(most).toEqual({ acme: 4, bravo: 2 });
  });

  it('are no business of the line of quick work', async () => {
    await ask(acme, randomUUID(), 3);
    const { handlers, most } = heldWork();
    expect(await workOff(database.pools, handlers)).toBe(0);
    expect(most).toEqual({});
  });

  it('cannot be put into the lane of another organisation: lanes are counted by organisation', async () => {
    const lane = randomUUID();
    await ask(acme, lane, 10);
    await ask(bravo, lane, 1);
    const { held, most, handlers } = heldWork();
    const work = workOffLanes(database.pools, handlers, undefined, { places });
    await vi.waitFor(() => expect(most).toEqual({ acme: 2, bravo: 1 }), 5_000);
    const letGo = setInterval(() => held.splice(0).forEach((end) => end()), 5);
    await work;
    clearInterval(letGo);
  });

  it('that do not end are left behind when the server stops: another worker takes them after their lease', async () => {
    await ask(acme, randomUUID(), 1);
    const { held, handlers } = heldWork();
    const stop = new AbortController();
    const work = workOffLanes(database.pools, handlers, stop.signal, { partingMilliseconds: 50 });
    await vi.waitFor(() => expect(held).toHaveLength(1), 5_000);
    stop.abort();
    await work;
    const left = await withAdmin(database.adminUrl, (admin) =>
      admin.query(
        `select state, attempts, run_at > clock_timestamp() + interval '50 seconds' as is_leased from platform.outbox`,
      ),
    );
    expect(left.rows).toEqual([{ state: 'waiting', attempts: 1, is_leased: true }]);
    held.splice(0).forEach((end) => end());
  });

  it('are made by each organisation for itself alone', async () => {
    const call = `select "${bravo.tenant.key}".enqueue('note', gen_random_uuid(), gen_random_uuid())`;
    await expect(database.pools.runtime.query(call)).rejects.toMatchObject({ code: '42501' });
    const asAcme = withTenant(database.pools, acme.tenant.key, (unit) =>
      unit.query({ text: call, values: [] }),
    );
    await expect(asAcme).rejects.toMatchObject({ code: '42501' });
  });
});
