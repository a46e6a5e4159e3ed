import type { Pools } from '../db/pools.ts';
import type { SqlBuilder, Statement } from '../db/sql.ts';
import { openUnit, type UnitOfWork } from './open-unit.ts';

export type { UnitOfWork } from './open-unit.ts';

/** A read operation: one snapshot for everything it asks. */
export type ReadUnit = UnitOfWork & { readonly mode: 'read' };
/** A change: all of it, or nothing. */
export type WriteUnit = UnitOfWork & {
  readonly mode: 'write';
  /**
   * Runs a statement whose rows nobody asks for. It is sent with the next one that is waited for, or with COMMIT, in one packet and in
   * this order; when it fails, so does what it travels with.
   */
  write(work: Statement | SqlBuilder): void;
  /** Registers the last thing to write before the commit; when it fails, so does the change. */
  beforeCommit(work: LastStep): void;
  /** Registers what is done once the change is committed, and not otherwise. It must not throw. */
  afterCommit(work: () => void): void;
};

/** What is done last before the commit. */
export type LastStep = () => void | Promise<void>;

/**
 * Runs a change in one transaction of the tenant's and commits it. The only way to write to a tenant's schema.
 * Throws what `work` throws, after rolling back, and so too what one of the last writes throws, which travel together with COMMIT; throws when
 * the database answered COMMIT with ROLLBACK.
 */
export async function withTenant<Result>(
  pools: Pools,
  tenantKey: string,
  work: (unit: WriteUnit) => Result | Promise<Result>,
): Promise<Result> {
  const unit = await openUnit(pools, tenantKey, 'write');
  const last: LastStep[] = [];
  const beforeCommit: WriteUnit['beforeCommit'] = (step) => void last.push(step);
  const then: (() => void)[] = [];
  const afterCommit: WriteUnit['afterCommit'] = (step) => void then.push(step);
  try {
    const result = await work(Object.assign(unit, { beforeCommit, afterCommit }) as WriteUnit);
    for (const step of last) await step();
    await unit.commit();
    for (const step of then) step();
    return result;
  } catch (error) {
    await unit.rollback();
    throw error;
  }
}

/** Runs reads in one read-only snapshot of the tenant's. */
export async function withTenantRead<Result>(
  pools: Pools,
  tenantKey: string,
  work: (unit: ReadUnit) => Promise<Result>,
): Promise<Result> {
  const reader = await openReader(pools, tenantKey);
  try {
    return await work(reader.unit);
  } finally {
    await reader.close();
  }
}

/** A read unit whose end somebody else decides: the request. `close` never throws. */
export interface Reader {
  unit: ReadUnit;
  close(): Promise<void>;
}

/** Opens a read-only snapshot that the caller closes. */
export async function openReader(pools: Pools, tenantKey: string): Promise<Reader> {
  const unit = await openUnit(pools, tenantKey, 'read');
  return { unit: unit as ReadUnit, close: () => unit.rollback() };
}
