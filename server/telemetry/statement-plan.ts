import { randomUUID } from 'node:crypto';
import type { Pools } from '../db/pools.ts';
import { withTenantRead, type ReadUnit } from '../tenancy/with-tenant.ts';
import { withoutTexts } from './statement-text.ts';

/**
 * How PostgreSQL would run a statement that ran before, as lines. It is only planned, never run, without values (a generic plan), as the tenant
 * whose unit it ran in and in a read-only transaction: it sees what that statement saw. When there is no plan, the one line says why.
 */
export async function planOf(pools: Pools, tenantKey: string, text: string): Promise<string[]> {
  try {
    const rows = await withTenantRead(pools, tenantKey, (unit) => explain(unit, text));
    return rows.map((row) => withoutTexts(row['QUERY PLAN']));
  } catch (error) {
    return [`There is no plan (${String((error as { code?: unknown }).code)}).`];
  }
}

interface PlanLine {
  'QUERY PLAN': string;
}

/** By a prepared statement: EXPLAIN alone would plan for the values that it is given, and there are none. */
async function explain(unit: ReadUnit, text: string): Promise<PlanLine[]> {
  const name = `plan_${randomUUID().replaceAll('-', '')}`;
  const run = <Row>(command: string) => unit.query<Row>({ text: command, values: [] });
  await run('set local plan_cache_mode = force_generic_plan');
  await run(`prepare ${name} as ${text}`);
  await run('savepoint prepared');
  try {
    const count = parameterCount(text);
    const values = count === 0 ? '' : `(${Array.from({ length: count }, () => 'null').join(', ')})`;
    return await run<PlanLine>(`explain execute ${name}${values}`);
  } finally {
    // It would outlive the transaction.
    await run('rollback to savepoint prepared');
    await run(`deallocate ${name}`);
  }
}

function parameterCount(text: string): number {
  const numbers = [...withoutTexts(text).matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
  return Math.max(0, ...numbers);
}
