import { statement } from '../db/sql.ts';
import { currentTraceparent } from '../telemetry/work.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/**
 * Asks for work after the change that the unit makes: nothing is asked for when it rolls back. `ref` is a row of the tenant's that says
 * what to do; the tenant is written into the function of its schema, nobody chooses it.
 */
export function enqueue(unit: WriteUnit, kind: string, ref: string): void {
  unit.write(statement`select enqueue(${kind}, ${ref}, null, ${currentTraceparent()})`);
}
