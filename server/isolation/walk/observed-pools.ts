import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { createPools, everyPool, type PoolOptions, type Pools } from '../../db/pools.ts';
import { isTenantKey } from '../../tenancy/tenant.ts';
import { tablesOfTheServer } from '../expected.ts';
import type { Notebook } from '../notebook.ts';

/** For whom something is asked: every unit of work below has to be this tenant's. */
interface Asker {
  tenantKey: string;
  /** What is asked, for the report. */
  where: string;
}

/** Connections whose every statement is looked at, as it is sent. */
export interface ObservedPools {
  pools: Pools;
  /** Runs work as somebody's request. */
  during<Result>(asker: Asker, work: () => Promise<Result>): Promise<Result>;
  /** Closes all connections, also those that a request kept. */
  end(): Promise<void>;
  /** Keys that were counted under in the table of rate limits. */
  limitKeys: ReadonlySet<string>;
}

/** Tables of the server that hold what is a tenant's: whoever asks names the tenant first. */
const namesItsTenant = /platform\.audit_(checkpoints|sealed_heads)/;

interface Sent {
  text: string;
  values?: readonly unknown[];
}

/**
 * Opens connections, as many kinds as the server has behind the installation's pooler, on which a statement outside a unit of work, and a unit
 * of work of another tenant than the asker's, is a finding. Aside, the server's own tables may be read without a unit.
 */
export function observePools(
  options: Pick<PoolOptions, 'databaseUrl' | 'pooler'>,
  notebook: Notebook,
): ObservedPools {
  const askers = new AsyncLocalStorage<Asker>();
  const pools = createPools({ ...options, maxConnections: 8 });
  const limitKeys = new Set<string>();
  const clients = new Set<PoolClient>();
  for (const pool of everyPool(pools)) {
    pool.on('connect', (client) => {
      clients.add(client);
      let role: string | null = null;
      const look = ({ text, values = [] }: Sent) => {
        if (/platform"?\."?rate_limits/.test(text))
          for (const value of values.flat()) if (typeof value === 'string') limitKeys.add(value);
        const asker = askers.getStore();
        const opened = text.includes(`set_config('role', $1, true)`) ? String(values[0]) : null;
        if (/^begin\b|^(commit|rollback)\b(?! to)/i.test(text)) role = null;
        else if (opened !== null) role = opened;
        else if (asker && role === null && (pool !== pools.aside || !isOfTheServer(text))) {
          const what = `sent a statement outside a unit of work: ${text.slice(0, 200)}`;
          notebook.found('outside-unit', asker.where, what);
        }
        if (asker && namesItsTenant.test(text) && values[0] !== asker.tenantKey)
          notebook.found('foreign-unit', asker.where, 'asked for the checkpoints of another tenant.');
        if (asker && opened !== null && opened !== asker.tenantKey)
          notebook.found('foreign-unit', asker.where, 'opened a unit of work of another tenant.');
        // The server's own tables have rows of every tenant: there the key in the statement is the wall.
        if (asker && role === null && values.some((value) => isKeyOfAnother(value, asker)))
          notebook.found('foreign-unit', asker.where, `named another tenant: ${text.slice(0, 200)}`);
        if (asker && role !== null) notebook.looked('statements inside a unit of work', 1);
      };
      listen(client, (train) => {
        // A train that comes outside a unit and does not begin one is a transaction of its own.
        const isWhole = role === null && !/^begin\b/i.test(train[0]?.text ?? '');
        train.forEach(look);
        if (isWhole) role = null;
      });
    });
    pool.on('remove', (client) => clients.delete(client as PoolClient));
  }
  return {
    pools,
    limitKeys,
    during: (asker, work) => askers.run(asker, work),
    async end() {
      // A pool waits for what was not given back, which may be never.
      const ended = pools.end().then(() => true);
      if (await Promise.race([ended, sleep(2_000, false, { ref: false })])) return;
      await Promise.all([...clients].map((client) => (client as unknown as { end(): Promise<void> }).end()));
    },
  };
}

function listen(client: PoolClient, look: (train: readonly Sent[]) => void): void {
  const { query } = client;
  const listening = (first: Sent | { statements: Sent[] } | string, ...others: unknown[]) => {
    if (typeof first === 'string') look([{ text: first, values: others[0] as unknown[] }]);
    else look('statements' in first ? first.statements : [first]);
    return (query as (...args: unknown[]) => unknown).call(client, first, ...others);
  };
  client.query = listening as unknown as PoolClient['query'];
}

function isKeyOfAnother(value: unknown, asker: Asker): boolean {
  return typeof value === 'string' && isTenantKey(value) && value !== asker.tenantKey;
}

/** True when every table that a statement names is one that the server reads for itself. */
function isOfTheServer(text: string): boolean {
  const named = [
    ...text
      .replaceAll(/\bextract\s*\(\w+ from\b/gi, '')
      .matchAll(/\b(?:from|join|into|update|table)\s+((?:"?\w+"?\.)?"?\w+"?)(?![\w."]|\s*\()/gi),
  ].map(([, name]) => name as string);
  const made = [...text.matchAll(/(?:\bwith|,)\s+(\w+)\s+as\s+(?:materialized\s+)?\(/gi)].map(
    ([, name]) => name as string,
  );
  return named.every(
    (name) =>
      tablesOfTheServer.includes(name.replaceAll('"', '').toLowerCase()) ||
      made.includes(name) ||
      /^(set|only|lateral)$/i.test(name),
  );
}

/** Checks that no connection came back with something of a request: each is idle, nobody's, and as it was opened. */
export async function checkPoolsAreClean(
  { pools }: ObservedPools,
  login: string,
  notebook: Notebook,
): Promise<void> {
  for (const pool of everyPool(pools)) {
    const name = pool === pools.runtime ? 'runtime' : pool === pools.aside ? 'aside' : 'shared';
    const lent = pool.totalCount - pool.idleCount;
    if (lent > 0) notebook.found('connection', name, `${lent} connections were not given back.`);
    const clients = await Promise.all(Array.from({ length: pool.idleCount }, () => pool.connect()));
    for (const client of clients) {
      const { rows } = await client.query<{ state: string }>(`select concat_ws(' ', current_user,
        current_setting('role'), current_setting('search_path'), current_setting('transaction_read_only')) as state`);
      if (rows[0]?.state !== `${login} none "$user", pg_temp off`)
        notebook.found('connection', name, `came back as: ${rows[0]?.state}`);
      client.release();
    }
    notebook.looked('connections after the walk', clients.length);
  }
}
