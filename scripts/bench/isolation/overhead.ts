import type { PoolClient } from 'pg';
import { urlOf } from '../../../server/db/admin.ts';
import { withAdmin } from '../../../server/db/admin.ts';
import { createPools, type Pools } from '../../../server/db/pools.ts';
import { statement } from '../../../server/db/sql.ts';
import { withTenantRead } from '../../../server/tenancy/with-tenant.ts';
import type { Random } from '../support/random.ts';
import { startCountingProxy } from './counting-proxy.ts';
import { sharedIds, type StormTenant } from './storm-tenants.ts';

/** One way to read one row, measured. */
export interface Way {
  name: string;
  medianMilliseconds: number;
  meanMilliseconds: number;
  /** Until the row is there. */
  roundTripsToAnswer: number;
  /** With the end of the transaction. */
  roundTrips: number;
  packetsToServer: number;
  messagesToServer: number;
}

export interface OverheadReport {
  ways: Way[];
  /** The unit of work against the same transaction without the role switch: medians and means of paired runs. */
  medianOverheadMilliseconds: number;
  meanOverheadMilliseconds: number;
}

interface OverheadOptions {
  adminUrl: string;
  databaseUrl: string;
  tenant: StormTenant;
  pairs: number;
  random: Random;
}

const read = (random: Random) => statement`select id, name from people where id = ${random.pick(sharedIds)}`;

/**
 * Reads the same row in three ways, one after the other and again: as a unit of work, in the same transaction without the role switch by
 * a login whose schema it is, and bare. What disturbs one disturbs all.
 */
export async function measureOverhead(options: OverheadOptions): Promise<OverheadReport> {
  const bareUrl = await makeBareLogin(options);
  const unit = createPools({ databaseUrl: options.databaseUrl, maxConnections: 1, pooler: 'session' });
  const bare = createPools({ databaseUrl: bareUrl, maxConnections: 1 });
  try {
    const ways = waysOf(options, unit, bare);
    const times = ways.map(() => [] as number[]);
    for (let pair = -200; pair < options.pairs; pair += 1) {
      for (const index of shuffled(ways.length, options.random)) {
        const begun = performance.now();
        await ways[index]?.run();
        if (pair >= 0) times[index]?.push(performance.now() - begun);
      }
    }
    const counted = await countRoundTrips(options, bareUrl);
    const measured = ways.map(({ name }, index) => ({
      name,
      medianMilliseconds: medianOf(times[index] ?? []),
      meanMilliseconds: trimmedMeanOf(times[index] ?? []),
      ...(counted[index] as (typeof counted)[number]),
    }));
    const [withRole, transaction] = times as [number[], number[]];
    const differences = withRole.map((time, pair) => time - (transaction[pair] ?? 0));
    return {
      ways: measured,
      medianOverheadMilliseconds: medianOf(differences),
      meanOverheadMilliseconds: trimmedMeanOf(differences),
    };
  } finally {
    await Promise.all([unit.end(), bare.end()]);
  }
}

function waysOf({ tenant, random }: OverheadOptions, unit: Pools, bare: Pools) {
  return [
    {
      name: 'unit of work (role switch, timeouts)',
      run: (onAnswer?: () => void) =>
        withTenantRead(unit, tenant.key, async (work) => {
          await work.query(read(random));
          onAnswer?.();
        }),
    },
    {
      name: 'the same transaction, no role switch',
      run: (onAnswer?: () => void) =>
        withClient(bare, (client) => readInTransaction(client, random, onAnswer)),
    },
    {
      name: 'the bare statement',
      run: (onAnswer?: () => void) =>
        withClient(bare, async (client) => {
          await send(client, read(random));
          onAnswer?.();
        }),
    },
  ];
}

async function readInTransaction(client: PoolClient, random: Random, onAnswer?: () => void): Promise<void> {
  const begin = send(client, { text: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', values: [] });
  await Promise.all([begin, send(client, read(random))]);
  onAnswer?.();
  await send(client, { text: 'ROLLBACK', values: [] });
}

function send(client: PoolClient, { text, values }: { text: string; values: readonly unknown[] }) {
  return client.query({ text, values: [...values], queryMode: 'extended' } as {
    text: string;
    values: unknown[];
  });
}

async function withClient(pools: Pools, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pools.runtime.connect();
  try {
    await work(client);
  } finally {
    client.release();
  }
}

/** A login of one tenant, as an application without tenants would have it: its search_path is set once, it reads the same table. */
async function makeBareLogin({ adminUrl, tenant }: OverheadOptions): Promise<string> {
  const [user, password] = ['redress_bench_bare', 'bare-login-of-the-bench'];
  await withAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ name: string }>('select current_database() as name');
    await admin.query(`drop role if exists ${user}; create role ${user} login password '${password}';
      alter role ${user} set search_path = "${tenant.key}";
      grant usage on schema "${tenant.key}" to ${user}; grant select on "${tenant.key}".people to ${user};
      grant connect on database ${admin.escapeIdentifier(rows[0]?.name ?? '')} to ${user}`);
  });
  return urlOf(adminUrl, { user, password });
}

/** Each way once more, through a relay that counts. */
async function countRoundTrips(options: OverheadOptions, bareUrl: string) {
  const proxy = await startCountingProxy(Number(new URL(options.adminUrl).port));
  const through = (url: string) => {
    const there = new URL(url);
    there.port = String(proxy.port);
    return createPools({ databaseUrl: there.toString(), maxConnections: 1 });
  };
  const [unit, bare] = [through(options.databaseUrl), through(bareUrl)];
  try {
    const counted = [];
    for (const { run } of waysOf(options, unit, bare)) {
      // The connection is made, and whatever comes once has come.
      await run();
      proxy.reset();
      let roundTripsToAnswer = 0;
      await run(() => (roundTripsToAnswer = proxy.counts.roundTrips));
      counted.push({ ...proxy.counts, roundTripsToAnswer });
    }
    return counted;
  } finally {
    await Promise.all([unit.end(), bare.end()]);
    await proxy.stop();
  }
}

function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, index) => ({ index, at: random.next() }));
  return order.sort((a, b) => a.at - b.at).map(({ index }) => index);
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Without the least and the greatest twentieth: what the machine did meanwhile. */
function trimmedMeanOf(values: readonly number[]): number {
  const cut = Math.floor(values.length / 20);
  const kept = [...values].sort((a, b) => a - b).slice(cut, values.length - cut);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}
