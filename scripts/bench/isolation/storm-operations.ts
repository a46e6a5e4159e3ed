import type { Pools } from '../../../server/db/pools.ts';
import { nameOf, statement, type Statement } from '../../../server/db/sql.ts';
import type { UnitOfWork, WriteUnit } from '../../../server/tenancy/with-tenant.ts';
import type { Random } from '../support/random.ts';
import { sharedIds, type StormTenant } from './storm-tenants.ts';

/** How units of work are opened: the product's way, or a control that must leak. */
export interface Doors {
  change<Result>(
    pools: Pools,
    tenantKey: string,
    work: (unit: WriteUnit) => Promise<Result>,
  ): Promise<Result>;
  read<Result>(pools: Pools, tenantKey: string, work: (unit: UnitOfWork) => Promise<Result>): Promise<Result>;
  /** One statement, which may share its connection with others. */
  readAlone<Row>(pools: Pools, tenantKey: string, work: Statement): Promise<Row[]>;
}

/** One operation in progress. */
export interface StormOperation {
  doors: Doors;
  pools: Pools;
  tenant: StormTenant;
  other: StormTenant;
  random: Random;
  /** Tells what was read, so that it can be judged whatever becomes of the operation. */
  saw(row: { name: string; role: string }): void;
  /** A change is committed when this resolves; how many rows it changed. */
  committed(rows: number): void;
}

/** An operation that was broken off on purpose. */
export class BrokenOff extends Error {}

/** Kinds of operations: how often each comes, and the SQLSTATEs or errors with which it ends by itself (null: it succeeds). */
export const operationKinds = {
  read: { weight: 15, ends: null, run: readOne },
  readAlone: { weight: 20, ends: null, run: readAlone },
  failingAlone: { weight: 4, ends: '22012', run: failingAlone },
  escapeAlone: { weight: 2, ends: '42501', run: escapeAlone },
  readMany: { weight: 14, ends: null, run: readMany },
  change: { weight: 20, ends: null, run: changeOne },
  rolledBack: { weight: 8, ends: 'BrokenOff', run: rolledBack },
  failing: { weight: 6, ends: '22012', run: failing },
  swallowed: { weight: 4, ends: 'ROLLBACK', run: swallowed },
  savepoints: { weight: 8, ends: null, run: savepoints },
  abandoned: { weight: 4, ends: null, run: abandoned },
  timedOut: { weight: 0.5, ends: '57014', run: timedOut },
  escape: { weight: 5, ends: '42501', run: escape },
} satisfies Record<
  string,
  { weight: number; ends: string | null; run: (operation: StormOperation) => Promise<void> }
>;

export type OperationKind = keyof typeof operationKinds;

interface Row {
  name: string;
  role: string;
}

const byId = (id: string) => statement`select name, current_user as role from people where id = ${id}`;

async function look(unit: UnitOfWork, operation: StormOperation): Promise<void> {
  const rows = await unit.query<Row>(byId(operation.random.pick(sharedIds)));
  if (rows.length !== 1) throw new Error(`${rows.length} rows instead of one`);
  rows.forEach(operation.saw);
}

/** A statement of one row, so that units lock in no circle. */
async function write(unit: UnitOfWork, operation: StormOperation): Promise<void> {
  const name = `${operation.tenant.marker}${operation.random.below(1e9)}`;
  const rows = await unit.query<Row>(
    statement`update people set name = ${name}, version = version + 1 where id = ${operation.random.pick(sharedIds)}
      returning name, current_user as role`,
  );
  rows.forEach(operation.saw);
}

async function readOne(operation: StormOperation): Promise<void> {
  await operation.doors.read(operation.pools, operation.tenant.key, (unit) => look(unit, operation));
}

async function readAlone({ doors, pools, tenant, random, saw }: StormOperation): Promise<void> {
  const rows = await doors.readAlone<Row>(pools, tenant.key, byId(random.pick(sharedIds)));
  if (rows.length !== 1) throw new Error(`${rows.length} rows instead of one`);
  rows.forEach(saw);
}

/** Quick, until it is too late: others are before and behind it. */
async function failingAlone({ doors, pools, tenant, random }: StormOperation): Promise<void> {
  const divide = (by: number) => doors.readAlone(pools, tenant.key, statement`select 1 / ${by}::int`);
  for (let turn = random.below(4); turn > 0; turn -= 1) await divide(1);
  await divide(0);
}

async function escapeAlone({ doors, pools, tenant, other, random, saw }: StormOperation): Promise<void> {
  const text = random.pick(ways)(other);
  (await doors.readAlone<Row>(pools, tenant.key, { text, values: [], name: nameOf(text) })).forEach(saw);
}

/** Several statements on their way at once, in one snapshot. */
async function readMany(operation: StormOperation): Promise<void> {
  await operation.doors.read(operation.pools, operation.tenant.key, async (unit) => {
    const list = statement`select name, current_user as role from people order by id limit 20`;
    const [rows] = await Promise.all([unit.query<Row>(list), look(unit, operation), look(unit, operation)]);
    rows.forEach(operation.saw);
  });
}

async function changeOne(operation: StormOperation): Promise<void> {
  await operation.doors.change(operation.pools, operation.tenant.key, (unit) => write(unit, operation));
  operation.committed(1);
}

async function rolledBack(operation: StormOperation): Promise<void> {
  await operation.doors.change(operation.pools, operation.tenant.key, async (unit) => {
    await write(unit, operation);
    throw new BrokenOff();
  });
}

async function failing(operation: StormOperation): Promise<void> {
  await operation.doors.change(operation.pools, operation.tenant.key, async (unit) => {
    await write(unit, operation);
    await unit.query(statement`select 1 / ${0}::int`);
  });
}

async function swallowed(operation: StormOperation): Promise<void> {
  await operation.doors.change(operation.pools, operation.tenant.key, async (unit) => {
    await write(unit, operation);
    await unit.query(statement`select 1 / ${0}::int`).catch(() => undefined);
  });
}

/** One to three savepoints, one inside the other, some with an error inside, ended from the inside out. */
async function savepoints(operation: StormOperation): Promise<void> {
  const { random } = operation;
  const fails = Array.from({ length: 1 + random.below(3) }, () => random.oneIn(2));
  await operation.doors.change(operation.pools, operation.tenant.key, async (unit) => {
    const plain = (text: string) => unit.query({ text, values: [] });
    for (const index of fails.keys()) {
      await plain(`savepoint s${index}`);
      await look(unit, operation);
    }
    for (const [index, fail] of [...fails.entries()].reverse()) {
      if (fail) await plain('select 1 / 0').catch(() => undefined);
      await plain(fail ? `rollback to savepoint s${index}` : `release savepoint s${index}`);
      await look(unit, operation);
    }
    await write(unit, operation);
  });
  operation.committed(1);
}

/** A request that its client aborted: the unit ends while its statement is still on the way. */
async function abandoned(operation: StormOperation): Promise<void> {
  let late: Promise<void> = Promise.resolve();
  await operation.doors.read(operation.pools, operation.tenant.key, async (unit) => {
    late = look(unit, operation);
    late.catch(() => undefined);
  });
  await late.catch(() => undefined);
}

async function timedOut(operation: StormOperation): Promise<void> {
  await operation.doors.read(operation.pools, operation.tenant.key, async (unit) => {
    await unit.query({ text: `set local statement_timeout = '1ms'`, values: [] });
    await unit.query({ text: 'select count(*) from generate_series(1, 1000000)', values: [] });
  });
}

/** What injected SQL would try. */
const ways: readonly ((other: StormTenant) => string)[] = [
  ({ key }) => `select name, current_user as role from "${key}".people`,
  ({ key }) => `select set_config('role', '${key}', true), set_config('role', '${key}', false)`,
  ({ key }) => `update "${key}".people set name = 'taken'`,
  ({ key }) => `select query_to_xml('select set_config(''role'', ''${key}'', false)', true, true, '')`,
];

async function escape(operation: StormOperation): Promise<void> {
  await operation.doors.change(operation.pools, operation.tenant.key, async (unit) => {
    await look(unit, operation);
    const rows = await unit.query<Row>({ text: operation.random.pick(ways)(operation.other), values: [] });
    rows.forEach(operation.saw);
  });
}
