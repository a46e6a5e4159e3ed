/** A statement under the name that it is prepared with. */
export interface NamedStatement {
  name: string;
  text: string;
  values: unknown[];
}

/** What the bare client is told to do: each unit is one transaction of statements. */
export interface BareOrder {
  databaseUrl: string;
  units: readonly NamedStatement[][];
  connections: number;
  milliseconds: number;
}

const opening = `select set_config('statement_timeout', $2, true), set_config('lock_timeout', '5s', true),
  set_config('idle_in_transaction_session_timeout', '15s', true), set_config('role', $1, true)`;

/** A read of the product's as one transaction of a tenant's. */
export function bareRead(
  tenantKey: string,
  name: string,
  { text, values }: { text: string; values: readonly unknown[] },
): NamedStatement[] {
  return [
    { name: 'begin', text: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', values: [] },
    { name: 'open', text: opening, values: [tenantKey, '10000'] },
    { name: `${name}_${tenantKey}`, text, values: [...values] },
    { name: 'end', text: 'ROLLBACK', values: [] },
  ];
}
