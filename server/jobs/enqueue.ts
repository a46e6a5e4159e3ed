import { statement } from '../db/sql.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/**
 * Asks for work after the change that the unit makes: nothing is asked for when it rolls back. `ref` is a row of the tenant's that says
 * what to do; the tenant is written into the function of its schema, nobody chooses it.
 */
export async function enqueue(unit: WriteUnit, kind: string, ref: string): Promise<void> {
  await unit.query(statement`select enqueue(${kind}, ${ref})`);
}

/** The same for several rows, in one statement. */
export async function enqueueAll(unit: WriteUnit, kind: string, refs: readonly string[]): Promise<void> {
  await unit.query(
    statement`select enqueue(${kind}, r.ref) from unnest(${[...refs]}::uuid[]) with ordinality as r (ref, n) order by n`,
  );
}
