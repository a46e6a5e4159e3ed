import fc from 'fast-check';
import type pg from 'pg';
import { setImmediate as nextTick } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../../../db/admin.ts';
import { createPools, type Pools } from '../../../db/pools.ts';
import { statement } from '../../../db/sql.ts';
import { provisionTenant } from '../../../tenancy/provision-tenant.ts';
import { withTenant, withTenantRead, type UnitOfWork } from '../../../tenancy/with-tenant.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { watchWall } from '../wall.ts';
import { ModelTransaction, randomLanes, type RandomUnit, type Step } from './random-units.ts';

let database: TestDatabase;
/** Two connections for up to four lanes: units wait for each other's. */
let pools: Pools;
let keys: [string, string];

beforeAll(async () => {
  database = await createTestDatabase();
  pools = createPools({ databaseUrl: database.databaseUrl, maxConnections: 2 });
  keys = await withAdmin(database.adminUrl, async (admin) => [
    (await provisionTenant(admin, { slug: 'alpha', name: 'Alpha' })).key,
    (await provisionTenant(admin, { slug: 'bravo', name: 'Bravo' })).key,
  ]);
});
afterAll(async () => {
  await pools.end();
  await database.drop();
});

let words = 0;

/** The organisation that a statement would reach now: role, schema and rows must agree. */
async function expectOwn(unit: UnitOfWork, side: 0 | 1): Promise<number> {
  const [row] = await unit.query<{ pid: number }>(statement`
    select current_user::text as role, current_schema()::text as schema, name, pg_backend_pid() as pid from settings`);
  expect(row).toMatchObject({ role: keys[side], schema: keys[side], name: ['Alpha', 'Bravo'][side] });
  return row?.pid ?? 0;
}

/** Runs one step as the code of a room would; gives the SQLSTATE of its error, or null. */
async function take(
  step: Step,
  unit: UnitOfWork,
  admin: pg.Client,
  run: { side: 0 | 1; word: string; pid: number; model: ModelTransaction },
) {
  const send = (text: string) => unit.query({ text, values: [] });
  const { model } = run;
  switch (step.kind) {
    case 'write':
      return codeOf(
        unit.query(statement`insert into people (id, name) values (gen_random_uuid(), ${run.word})`),
      );
    case 'savepoint':
      return codeOf(send(`savepoint s${model.savepointCount + 1}`));
    case 'release':
      return codeOf(send(`release savepoint s${model.savepointCount}`));
    case 'roll back to':
      return codeOf(send(`rollback to savepoint s${Math.max(0, model.savepointAt(step.back))}`));
    case 'divide by zero':
      return codeOf(send('select 1 / 0'));
    case 'look at the other':
      return codeOf(send(`select name from "${keys[1 - run.side]}".people`));
    case 'cancel': {
      const slow = codeOf(send('select count(*) from generate_series(1, 1000000000)'));
      if (model.isHealthy) await cancel(admin, run.pid);
      return slow;
    }
    case 'kill':
      if (!model.isBroken) await admin.query('select pg_terminate_backend($1, 5000)', [run.pid]);
      return null;
    case 'pause':
      await nextTick();
      return codeOf(send('select 1'));
  }
}

/** Cancels what the backend runs, as soon as it runs it. */
async function cancel(admin: pg.Client, pid: number): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const { rowCount } = await admin.query(
      `select pg_cancel_backend(pid) from pg_stat_activity where pid = $1 and state = 'active' and query like '%1000000000%'`,
      [pid],
    );
    if (rowCount) return;
  }
  throw new Error('The slow statement was never seen');
}

/** The SQLSTATE with which it failed, `broken` without one of a statement, null when it did not fail. What a test expected in vain is thrown on. */
async function codeOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if ((error as Error).name === 'AssertionError') throw error;
    const { code = '' } = error as { code?: string };
    return /^\d/.test(code) && !code.startsWith('57P') ? code : 'broken';
  }
}

/** Runs a unit beside the model of it; gives the words that are in the database afterwards. */
async function runBesideModel(unit: RandomUnit, admin: pg.Client): Promise<string[]> {
  const model = new ModelTransaction(unit.mode);
  const open = unit.mode === 'read' ? withTenantRead : withTenant;
  const outcome = await codeOf(
    open(pools, keys[unit.side], async (work: UnitOfWork) => {
      let pid = 0;
      for (const step of unit.steps) {
        if (model.isHealthy) pid = await expectOwn(work, unit.side);
        pid ||= -1;
        const word = `word ${(words += 1)}`;
        // The model is asked after: what the step is called depends on the savepoints that there are before it.
        const told = await take(step, work, admin, { side: unit.side, word, pid, model });
        const expected = model.apply(step, word);
        expect(told, `${step.kind} in ${JSON.stringify(unit)}`).toBe(expected);
      }
      if (model.isHealthy) await expectOwn(work, unit.side);
      if (unit.ends === 'throws') throw new Error('The work gave up');
    }),
  );
  if (unit.ends === 'throws') expect(outcome).toBe('broken');
  // A read has nothing to lose; a change that could not be committed must not be told as done.
  else if (unit.mode === 'write' && !model.isHealthy) expect(outcome).not.toBeNull();
  else expect(outcome).toBeNull();
  return unit.ends === 'throws' ? [] : model.kept;
}

async function wordsIn(admin: pg.Client, side: 0 | 1): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `select name from "${keys[side]}".people order by name`,
  );
  return rows.map(({ name }) => name);
}

describe('units of work of two organisations over two connections', () => {
  it(
    'whatever they do, in whatever order: the role is right before every statement, and what is kept is what a transaction keeps',
    { timeout: 120_000 },
    async () => {
      await withAdmin(database.adminUrl, async (admin) => {
        const kept: [string[], string[]] = [[], []];
        await fc.assert(
          fc.asyncProperty(randomLanes, async (lanes) => {
            const wall = await watchWall({ adminUrl: database.adminUrl, pools, untouched: [] });
            await Promise.all(
              lanes.map(async (units) => {
                for (const unit of units) kept[unit.side].push(...(await runBesideModel(unit, admin)));
              }),
            );
            for (const side of [0, 1] as const) expect(await wordsIn(admin, side)).toEqual(kept[side].sort());
            await wall.expectToStand();
          }),
          { numRuns: 50, interruptAfterTimeLimit: 30_000, endOnFailure: true },
        );
        expect(kept.flat().length).toBeGreaterThan(0);
      });
    },
  );
});
