import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { newTenantKey } from '../tenancy/tenant.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { dropDeadLetters, listQueue, retryDeadLetters } from './dead-letters.ts';
import { enqueue } from './enqueue.ts';
import { HopelessJob, JobFailure, type JobHandler } from './job-handler.ts';
import { countOutbox } from './outbox-counts.queries.ts';
import { takeEntries } from './outbox.store.ts';
import { workOffLanes } from './work-off-lanes.ts';
import { workOff, workOffEntry } from './work-off.ts';

let database: TestDatabase;
let acme: TestOrganisation;
let bravo: TestOrganisation;
/** What was worked off: whose, and which ref. */
let done: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  acme = await createOrganisation(database, 'acme');
  bravo = await createOrganisation(database, 'bravo');
});
afterAll(() => database.drop());
beforeEach(() => {
  done = [];
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await withAdmin(database.adminUrl, (admin) => admin.query('delete from platform.outbox'));
});

const handler = (run: JobHandler['run'], extra: Partial<JobHandler> = {}): JobHandler => ({
  timeoutSeconds: 20,
  maxAttempts: 3,
  run,
  ...extra,
});
const note = handler((tenant, ref) => {
  done.push(`${tenant.slug} ${ref}`);
  return Promise.resolve();
});
const ask = (organisation: TestOrganisation, ref: string, kind = 'note') =>
  withTenant(database.pools, organisation.tenant.key, (unit) => enqueue(unit, kind, ref));
const asOperator = <Result>(work: Parameters<typeof withAdmin<Result>>[1]) =>
  withAdmin(database.adminUrl, work);
const queue = () => asOperator((admin) => listQueue(admin, { all: true }));
const suspend = (state: 'active' | 'suspended') =>
  asOperator((admin) => admin.query(`update platform.tenants set state = $1 where slug = 'bravo'`, [state]));
const makeDue = () => asOperator((admin) => admin.query('update platform.outbox set run_at = now()'));

describe('an entry', () => {
  it('is worked off once, for the organisation whose transaction made it, and is gone then', async () => {
    const [ours, theirs] = [randomUUID(), randomUUID()];
    await ask(acme, ours);
    await ask(bravo, theirs);
    expect(await workOff(database.pools, { note })).toBe(2);
    expect(done.sort()).toEqual([`acme ${ours}`, `bravo ${theirs}`].sort());
    expect(await queue()).toEqual([]);
  });

  it('is not there when the transaction rolls back', async () => {
    const failing = withTenant(database.pools, acme.tenant.key, async (unit) => {
      await enqueue(unit, 'note', randomUUID());
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    expect(await queue()).toEqual([]);
  });

  it('is made by an organisation only: the login itself is refused, and nobody writes the table', async () => {
    const { runtime } = database.pools;
    const call = `select "${bravo.tenant.key}".enqueue('note', gen_random_uuid())`;
    await expect(runtime.query(call)).rejects.toMatchObject({ code: '42501' });
    const insert = `insert into platform.outbox (tenant_key, kind, ref) values ('${bravo.tenant.key}', 'note', gen_random_uuid())`;
    await expect(runtime.query(insert)).rejects.toMatchObject({ code: '42501' });
    await ask(acme, randomUUID());
    for (const column of ['tenant_key', 'kind', 'ref']) {
      const update = `update platform.outbox set ${column} = ${column}`;
      await expect(runtime.query(update)).rejects.toMatchObject({ code: '42501' });
    }
    const asTenant = (sql: string) =>
      withTenant(database.pools, acme.tenant.key, (unit) => unit.query({ text: sql, values: [] }));
    for (const sql of [
      call,
      insert,
      'select * from platform.outbox',
      'delete from platform.outbox',
      'select * from platform.tenants',
    ]) {
      await expect(asTenant(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('of a tenant that the self-test made for itself is left alone', async () => {
    const mark = (isScratch: boolean) =>
      asOperator((admin) =>
        admin.query(`update platform.tenants set is_scratch = $1 where slug = 'bravo'`, [isScratch]),
      );
    await ask(bravo, randomUUID());
    await mark(true);
    expect(await workOff(database.pools, { note })).toBe(0);
    await mark(false);
    expect(await workOff(database.pools, { note })).toBe(1);
  });

  it('goes to one of several workers', async () => {
    const refs = Array.from({ length: 30 }, () => randomUUID());
    for (const ref of refs) await ask(acme, ref);
    await Promise.all([1, 2, 3].map(() => workOff(database.pools, { note })));
    expect(done.sort()).toEqual(refs.map((ref) => `acme ${ref}`).sort());
  });

  it('does not wait behind a thousand of another organisation', async () => {
    await withTenant(database.pools, acme.tenant.key, (unit) =>
      unit.query({
        text: `select enqueue('note', gen_random_uuid()) from generate_series(1, 1000)`,
        values: [],
      }),
    );
    await ask(bravo, randomUUID());
    const stop = new AbortController();
    const stopping = handler((tenant) => {
      done.push(tenant.slug);
      if (done.length === 4) stop.abort();
      return Promise.resolve();
    });
    await workOff(database.pools, { note: stopping }, stop.signal);
    expect(done).toContain('bravo');
  });
});

describe('work that fails', () => {
  it('is tried again later, and is a dead letter after the last attempt', async () => {
    const onDead = vi.fn(() => Promise.resolve());
    const note = handler(() => Promise.reject(new JobFailure('The printer is out of paper.')), { onDead });
    const ref = randomUUID();
    await ask(acme, ref);
    await workOff(database.pools, { note });
    const [first] = await queue();
    expect(first).toMatchObject({ state: 'waiting', attempts: 1, reason: 'The printer is out of paper.' });
    const delaySeconds = (first!.runAt.getTime() - Date.now()) / 1000;
    expect(delaySeconds).toBeGreaterThan(5);
    expect(delaySeconds).toBeLessThan(16);
    expect(await workOff(database.pools, { note }), 'not before its time').toBe(0);
    for (let attempt = 2; attempt <= 3; attempt += 1) {
      expect(onDead).not.toHaveBeenCalled();
      await makeDue();
      await workOff(database.pools, { note });
    }
    expect(await queue()).toMatchObject([{ state: 'dead', attempts: 3, slug: 'acme', kind: 'note' }]);
    expect(onDead).toHaveBeenCalledExactlyOnceWith(acme.tenant, ref, 'The printer is out of paper.');
    await makeDue();
    expect(await workOff(database.pools, { note })).toBe(0);
  });

  it('keeps what a fault said to itself', async () => {
    const note = handler(() => Promise.reject(new Error('carla@acme.example has no account')));
    await ask(acme, randomUUID());
    await workOff(database.pools, { note });
    expect(await queue()).toMatchObject([{ reason: 'Error' }]);
    expect(JSON.stringify(vi.mocked(process.stderr.write).mock.calls)).not.toContain('carla');
  });

  it('is given up at once when it is hopeless, of an unknown kind, or of an organisation that is gone', async () => {
    const hopeless = handler(() => Promise.reject(new HopelessJob('There is no such paper.')));
    await ask(acme, randomUUID(), 'hopeless');
    await ask(acme, randomUUID(), 'unheard-of');
    await ask(bravo, randomUUID());
    await asOperator((admin) =>
      admin.query('update platform.outbox set tenant_key = $1 where tenant_key = $2', [
        newTenantKey(),
        bravo.tenant.key,
      ]),
    );
    await workOff(database.pools, { hopeless, note });
    expect(done).toEqual([]);
    expect(await queue()).toMatchObject([
      { state: 'dead', reason: 'There is no such paper.' },
      { state: 'dead', reason: 'no work of this kind is known' },
      { state: 'dead', reason: 'there is no organisation of that key' },
    ]);
  });

  it('is left after its time, and tried again', async () => {
    const note = handler(() => new Promise(() => undefined), { timeoutSeconds: 0.05 });
    await ask(acme, randomUUID());
    await workOff(database.pools, { note });
    expect(await queue()).toMatchObject([{ state: 'waiting', attempts: 1, reason: 'JobTimeout' }]);
  });

  it('is taken up again when its worker was killed, but not for ever', async () => {
    await ask(acme, randomUUID());
    const take = () =>
      asOperator((admin) =>
        admin.query('update platform.outbox set attempts = attempts + 1, run_at = now()'),
      );
    await take();
    await workOff(database.pools, { note });
    expect(done).toHaveLength(1);
    await ask(acme, randomUUID());
    for (let killed = 1; killed <= 3; killed += 1) await take();
    await workOff(database.pools, { note });
    expect(done).toHaveLength(1);
    expect(await queue()).toMatchObject([{ state: 'dead', reason: 'its workers died' }]);
  });
});

describe('work of an organisation that is suspended', () => {
  afterEach(() => suspend('active'));

  it('waits, takes no place and no attempt, is not overdue, and goes on when the organisation is active again', async () => {
    const ref = randomUUID();
    await ask(bravo, ref);
    await withTenant(database.pools, bravo.tenant.key, (unit) =>
      unit.query({ text: `select enqueue('note', $1::uuid, gen_random_uuid())`, values: [ref] }),
    );
    await suspend('suspended');
    await asOperator((admin) => admin.query(`update platform.outbox set run_at = now() - interval '1 day'`));
    expect(await workOff(database.pools, { note })).toBe(0);
    expect(await workOffLanes(database.pools, { note })).toBe(0);
    expect(await countOutbox(database.pools)).toEqual([
      { kind: 'note', state: 'waiting', entries: 2, overdueSeconds: 0 },
    ]);
    expect(await queue()).toMatchObject([
      { state: 'waiting', attempts: 0 },
      { state: 'waiting', attempts: 0 },
    ]);
    await suspend('active');
    const [overdue] = await countOutbox(database.pools);
    expect(overdue!.overdueSeconds).toBeGreaterThan(86_000);
    await workOff(database.pools, { note });
    await workOffLanes(database.pools, { note });
    expect(done).toEqual([`bravo ${ref}`, `bravo ${ref}`]);
    expect(await queue()).toEqual([]);
  });

  it('is put back when a worker had it in hand already', async () => {
    const ref = randomUUID();
    await ask(bravo, ref);
    const [entry] = await takeEntries(database.pools, 1);
    await suspend('suspended');
    await workOffEntry(database.pools, { note }, entry!);
    expect(done).toEqual([]);
    expect(await queue()).toMatchObject([{ state: 'waiting', reason: 'the organisation is suspended' }]);
    await suspend('active');
    await workOff(database.pools, { note });
    expect(done).toEqual([`bravo ${ref}`]);
  });
});

describe('the operator', () => {
  it('tries dead letters again, or throws them away', async () => {
    const hopeless = handler(() => Promise.reject(new HopelessJob('No.')));
    for (let made = 1; made <= 3; made += 1) await ask(acme, randomUUID());
    await workOff(database.pools, { note: hopeless });
    const ids = (await queue()).map(({ id }) => id);
    expect(await asOperator((admin) => retryDeadLetters(admin, [ids[0]!]))).toBe(1);
    expect(await queue()).toMatchObject([
      { state: 'waiting', attempts: 0 },
      { state: 'dead' },
      { state: 'dead' },
    ]);
    await workOff(database.pools, { note });
    expect(done).toHaveLength(1);
    expect(await asOperator((admin) => dropDeadLetters(admin, [ids[1]!]))).toBe(1);
    await ask(bravo, randomUUID());
    expect(await asOperator((admin) => dropDeadLetters(admin, null))).toBe(1);
    expect(await queue(), 'what waits is not thrown away').toMatchObject([
      { slug: 'bravo', state: 'waiting' },
    ]);
  });
});
