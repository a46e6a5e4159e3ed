import type { Client } from 'pg';

/** An entry of the outbox as the operator sees it: whose and of what kind, never its content. */
export interface QueueRow {
  id: number;
  tenantKey: string;
  /** Null when the organisation is gone. */
  slug: string | null;
  kind: string;
  state: 'waiting' | 'dead';
  attempts: number;
  runAt: Date;
  createdAt: Date;
  reason: string | null;
}

/** The dead letters, and with `all` also what waits; oldest first, a thousand at most. */
export async function listQueue(admin: Client, { all }: { all: boolean }): Promise<QueueRow[]> {
  const { rows } = await admin.query<QueueRow>(
    `select o.id::float8 as id, o.tenant_key as "tenantKey", t.slug, o.kind, o.state, o.attempts, o.run_at as "runAt",
      o.created_at as "createdAt", o.last_error as reason
     from platform.outbox o left join platform.tenants t on t.key = o.tenant_key
     where $1 or o.state = 'dead' order by o.id limit 1000`,
    [all],
  );
  return rows;
}

/** Gives dead letters all their attempts again, from now on; all of them when no ids are given. Gives how many. */
export async function retryDeadLetters(admin: Client, ids: readonly number[] | null): Promise<number> {
  const { rowCount } = await admin.query(
    `update platform.outbox set state = 'waiting', attempts = 0, run_at = clock_timestamp()
     where state = 'dead' and ($1::bigint[] is null or id = any ($1))`,
    [ids],
  );
  return rowCount ?? 0;
}

/** Throws dead letters away; all of them when no ids are given. Gives how many. */
export async function dropDeadLetters(admin: Client, ids: readonly number[] | null): Promise<number> {
  const { rowCount } = await admin.query(
    `delete from platform.outbox where state = 'dead' and ($1::bigint[] is null or id = any ($1))`,
    [ids],
  );
  return rowCount ?? 0;
}
